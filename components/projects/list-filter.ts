import type { ProjectListFilter } from '@/components/data/options'

export const MAX_SEARCH = 120

/** Filter, order and place as the query of an address. The usual order is not named. */
export function writeListFilter(
  { search, client, verdict, owner, shows, sort }: ProjectListFilter,
  cursor?: string,
): string {
  const query = new URLSearchParams()
  if (search !== undefined) query.set('q', search)
  if (client !== undefined) query.set('client', client)
  if (verdict !== undefined) query.set('verdict', verdict)
  if (owner !== undefined) query.set('owner', owner)
  if (shows === 'archived') query.set('shows', shows)
  if (sort !== 'created') query.set('sort', sort)
  if (cursor !== undefined) query.set('cursor', cursor)
  return query.toString()
}

/** Whether some of the projects are left out. The order leaves out none, and what is archived is another list. */
export function isNarrowed({ search, client, verdict, owner }: ProjectListFilter): boolean {
  return search !== undefined || client !== undefined || verdict !== undefined || owner !== undefined
}
