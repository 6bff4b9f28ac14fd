import { queryOptions } from '@tanstack/react-query'
import type * as map from '@/lib/contracts/map'
import { call } from './call'
import { endpoint } from './endpoint'

export const mapEndpoints = {
  getMap: endpoint<typeof map.getMap>('GET', '/projects/{projectId}/map'),
  confirmMap: endpoint<typeof map.confirmMap>('PUT', '/projects/{projectId}/map/confirmation'),
  withdrawMap: endpoint<typeof map.withdrawMap>('DELETE', '/projects/{projectId}/map/confirmation'),
  correctMap: endpoint<typeof map.correctMap>('PUT', '/projects/{projectId}/map/corrections'),
} as const

/** Below the key of its project, so that whatever changes the project reads the map again. */
export function mapOptions(projectId: string) {
  return queryOptions({
    queryKey: ['project', projectId, 'map'],
    queryFn: ({ signal }) => call(mapEndpoints.getMap, { params: { projectId }, signal }),
  })
}
