import { queryOptions } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { endpoint } from '@/components/data/endpoint'
import { keys } from '@/components/data/keys'
import type * as contracts from '@/lib/contracts/share'

export const sharing = {
  listShareLinks: endpoint<typeof contracts.listShareLinks>('GET', '/projects/{projectId}/share-links'),
  createShareLink: endpoint<typeof contracts.createShareLink>('POST', '/projects/{projectId}/share-links'),
  updateShareLink: endpoint<typeof contracts.updateShareLink>('PATCH', '/projects/{projectId}/share-links/{linkId}'),
  revokeShareLink: endpoint<typeof contracts.revokeShareLink>('DELETE', '/projects/{projectId}/share-links/{linkId}'),
  listShareViews: endpoint<typeof contracts.listShareViews>('GET', '/projects/{projectId}/share-links/{linkId}/views'),
  previewShare: endpoint<typeof contracts.previewShare>('GET', '/projects/{projectId}/share-preview'),
} as const

const shareKey = (projectId: string) => [...keys.project(projectId), 'share'] as const

export function shareLinksOptions(projectId: string) {
  return queryOptions({
    queryKey: [...shareKey(projectId), 'links'],
    queryFn: ({ signal }) => call(sharing.listShareLinks, { params: { projectId }, signal }),
  })
}

export function shareViewsOptions({ projectId, linkId }: { projectId: string; linkId: string }) {
  return queryOptions({
    queryKey: [...shareKey(projectId), 'views', linkId],
    queryFn: ({ signal }) => call(sharing.listShareViews, { params: { projectId, linkId }, signal }),
    staleTime: 0,
  })
}

/** What a link shows: one that is there, one of a chosen audit, or one made now. */
export function sharePreviewOptions(projectId: string, shown: { linkId?: string; runId?: string }) {
  return queryOptions({
    queryKey: [...shareKey(projectId), 'preview', shown],
    queryFn: ({ signal }) => call(sharing.previewShare, { params: { projectId }, query: shown, signal }),
  })
}
