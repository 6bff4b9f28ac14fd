'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiError, messageOf } from '@/components/data/api-error'
import { useProjectState } from '@/components/data/hooks'
import { keys } from '@/components/data/keys'
import { membersOptions } from '@/components/data/options'
import { type Place, usePlace } from '@/components/frame/place'
import type { TriageDto } from '@/lib/contracts/decisions'
import type { MemberDto } from '@/lib/contracts/member'

/** What people decided about one finding so far, if anything. */
export function useDecisionOf(fingerprint: string): TriageDto | undefined {
  const place = usePlace()
  return useProjectState(place.project).decisions.triage.find((entry) => entry.fingerprint === fingerprint)
}

/** Sends one decision; every list of the project is read again when it is kept. */
export function useDecide<Input>(send: (place: Place, input: Input) => Promise<unknown>) {
  const place = usePlace()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => send(place, input),
    onSettled: () => client.invalidateQueries({ queryKey: keys.project(place.project) }),
  })
}

/** The people work can be given to. */
export function useWorkers(): readonly MemberDto[] {
  const place = usePlace()
  const { data } = useQuery(membersOptions(place.workspaceId))
  return data?.members.filter(({ role }) => role !== 'viewer') ?? []
}

/** Everybody of the workspace. */
export function useMembers(): readonly MemberDto[] {
  const place = usePlace()
  return useQuery(membersOptions(place.workspaceId)).data?.members ?? []
}

/** The sentence beside a field, or the one for the whole form where no field is named. */
export function problemOf(error: unknown, field?: string): string | undefined {
  if (error === null || error === undefined) return undefined
  const named = error instanceof ApiError ? error.invalidParams : []
  if (field !== undefined) return named.find(({ name }) => name === field)?.reason
  return named.length > 0 ? undefined : messageOf(error)
}
