import type { ProjectListFilter } from '@/components/data/options'
import { Id, isPlainLine } from '@/lib/contracts/primitives'
import { ArchiveFilter, ClientFilter, ProjectSort, VerdictFilter } from '@/lib/contracts/project'
import { MAX_SEARCH } from './list-filter'

const MAX_CURSOR = 600

type Asked = Record<string, string | string[] | undefined>

/** Filter, order and place as the address of the projects page names them; what makes no sense is left out. */
export function readListFilter(asked: Asked): { filter: ProjectListFilter; cursor: string | undefined } {
  const one = (name: string): string | undefined => {
    const value = asked[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const typed = one('q')
  const search = typed === undefined || !isPlainLine(typed) ? '' : typed.trim().slice(0, MAX_SEARCH)
  const cursor = one('cursor')
  return {
    filter: {
      ...(search === '' ? {} : { search }),
      client: ClientFilter.safeParse(one('client')).data,
      verdict: VerdictFilter.safeParse(one('verdict')).data,
      owner: Id.safeParse(one('owner')).data,
      shows: ArchiveFilter.safeParse(one('shows')).data,
      sort: ProjectSort.safeParse(one('sort')).data ?? 'created',
    },
    cursor: cursor === undefined || cursor.length > MAX_CURSOR ? undefined : cursor,
  }
}
