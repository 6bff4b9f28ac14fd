import { queryOptions } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { keys } from '@/components/data/keys'
import { proving } from './endpoints'

/** Below the project, so that every hint about it reads these again. */
export const own = {
  inputs: (projectId: string) => [...keys.project(projectId), 'inputs'] as const,
  proofs: (projectId: string) => [...keys.project(projectId), 'proofs'] as const,
  asks: (projectId: string) => [...keys.project(projectId), 'asks'] as const,
  history: (projectId: string, itemId: string) => [...keys.project(projectId), 'proofs', itemId] as const,
  mailProfile: (projectId: string) => [...keys.project(projectId), 'mail-profile'] as const,
}

export function inputsOptions(projectId: string) {
  return queryOptions({
    queryKey: own.inputs(projectId),
    queryFn: ({ signal }) => call(proving.listInputs, { params: { projectId }, signal }),
  })
}

export function asksOptions(projectId: string) {
  return queryOptions({
    queryKey: own.asks(projectId),
    queryFn: ({ signal }) => call(proving.listAsks, { params: { projectId }, signal }),
  })
}

export function proofsOptions(projectId: string) {
  return queryOptions({
    queryKey: own.proofs(projectId),
    queryFn: ({ signal }) => call(proving.listAttestations, { params: { projectId }, query: {}, signal }),
  })
}
