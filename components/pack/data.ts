import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { addressOf, endpoint } from '@/components/data/endpoint'
import type * as pack from '@/lib/contracts/pack'
import type { PackDto } from '@/lib/contracts/pack'

export const packEndpoints = {
  listPacks: endpoint<typeof pack.listPacks>('GET', '/projects/{projectId}/packs'),
  createPack: endpoint<typeof pack.createPack>('POST', '/projects/{projectId}/packs'),
} as const

/** The address a browser downloads a file of a pack from. */
export function packAddress(projectId: string, packId: string, kind: 'pdf' | 'zip'): string {
  return addressOf('/projects/{projectId}/packs/{packId}/file', { projectId, packId }, { kind })
}

/** While one is being made, how often to look. */
const LOOK_MS = 1500

type Packs = { items: PackDto[] }

export function packsOptions(projectId: string) {
  return queryOptions({
    queryKey: ['project', projectId, 'packs'],
    queryFn: ({ signal }): Promise<Packs> => call(packEndpoints.listPacks, { params: { projectId }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((pack) => pack.state === 'making') ? LOOK_MS : false),
  })
}

/** Asks for the next version and shows it at the top at once. */
export function useMakePack(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(packEndpoints.createPack, { params: { projectId }, body: {} }),
    onSuccess: (made) => {
      client.setQueryData(packsOptions(projectId).queryKey, (held) => ({
        items: [made, ...(held?.items ?? []).filter(({ id }) => id !== made.id)],
      }))
    },
  })
}
