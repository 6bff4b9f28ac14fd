import { queryOptions } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { endpoint } from '@/components/data/endpoint'
import type * as branding from '@/lib/contracts/branding'

const PATH = '/workspaces/{workspaceId}/branding'

export const brandingEndpoints = {
  getBranding: endpoint<typeof branding.getBranding>('GET', PATH),
  putBranding: endpoint<typeof branding.putBranding>('PUT', PATH),
  putLogo: endpoint<typeof branding.putLogo>('PUT', `${PATH}/logo`),
  deleteLogo: endpoint<typeof branding.deleteLogo>('DELETE', `${PATH}/logo`),
} as const

/** The workspace, or one of its clients. */
export type BrandPlace = { workspaceId: string; clientId: string | undefined }

export function placeQuery({ clientId }: BrandPlace) {
  return clientId === undefined ? {} : { clientId }
}

export function brandingOptions(place: BrandPlace) {
  return queryOptions({
    queryKey: ['workspace', place.workspaceId, 'branding', place.clientId ?? 'workspace'],
    queryFn: ({ signal }) =>
      call(brandingEndpoints.getBranding, {
        params: { workspaceId: place.workspaceId },
        query: placeQuery(place),
        signal,
      }),
  })
}
