import { queryOptions } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { keys } from '@/components/data/keys'
import { owning } from './endpoints'

/** Below the project, so that every hint about it reads this again. */
export const ownershipKey = (projectId: string) => [...keys.project(projectId), 'ownership'] as const

export function ownershipOptions(projectId: string) {
  return queryOptions({
    queryKey: ownershipKey(projectId),
    queryFn: ({ signal }) => call(owning.getOwnership, { params: { projectId }, signal }),
  })
}
