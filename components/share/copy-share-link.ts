import type { QueryClient } from '@tanstack/react-query'
import { writeClipboard } from '@/components/ui/copy-button'
import { shareLinksOptions } from './options'

/**
 * Copies the newest link of a project that can be opened, one that follows the latest results before a frozen one.
 * Answers the name of the link; `undefined` where there is none, or where the browser would not copy.
 */
export async function copyShareLink(client: QueryClient, projectId: string): Promise<string | undefined> {
  const { items } = await client.fetchQuery({ ...shareLinksOptions(projectId), staleTime: 0 })
  const open = items.filter(({ url }) => url !== null)
  const link = open.find(({ kind }) => kind === 'live') ?? open[0]
  if (link?.url == null || !(await writeClipboard(link.url))) return undefined
  return link.name
}
