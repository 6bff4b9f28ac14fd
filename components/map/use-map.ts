'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { keys } from '@/components/data/keys'
import { mapEndpoints, mapOptions } from '@/components/data/map-data'
import type { MapNodeId, ProductionMapDto } from '@/lib/contracts/map'

export type MapAction =
  | { kind: 'confirm'; digest: string }
  | { kind: 'withdraw' }
  | { kind: 'correct'; node: MapNodeId; text: string | null }

function send(projectId: string, action: MapAction): Promise<ProductionMapDto> {
  const params = { projectId }
  if (action.kind === 'confirm') {
    return call(mapEndpoints.confirmMap, { params, body: { digest: action.digest } })
  }
  if (action.kind === 'withdraw') return call(mapEndpoints.withdrawMap, { params, body: {} })
  return call(mapEndpoints.correctMap, { params, body: { node: action.node, text: action.text } })
}

/** Changes what people said about the map. A map that moved meanwhile is read again before anybody confirms it. */
export function useMapAction(projectId: string) {
  const client = useQueryClient()
  const { queryKey } = mapOptions(projectId)
  return useMutation({
    mutationFn: (action: MapAction) => send(projectId, action),
    onSuccess: (map) => {
      client.setQueryData(queryKey, map)
      void client.invalidateQueries({ queryKey: keys.projectState(projectId) })
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'conflict') void client.invalidateQueries({ queryKey })
    },
  })
}
