'use client'

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import type { OwnershipDto, ProvableDto } from '@/lib/contracts/ownership'
import { owning } from './endpoints'
import { ownershipKey, ownershipOptions } from './options'

/** The page always hydrates this one. */
export function useOwnership(projectId: string): OwnershipDto {
  return useSuspenseQuery(ownershipOptions(projectId)).data
}

/** For where it is wanted only now and then. */
export function useMaybeOwnership(projectId: string) {
  return useQuery(ownershipOptions(projectId))
}

/** What a request names of something provable. */
function subjectOf({ name, method, origin }: ProvableDto) {
  return { name, method, ...(origin === null ? {} : { origin }) }
}

export function useTakeToken(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (provable: ProvableDto) =>
      call(owning.takeToken, { params: { projectId }, body: { name: provable.name } }),
    onSuccess: (ownership) => client.setQueryData(ownershipKey(projectId), ownership),
  })
}

export function useCheckOwnership(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (provable: ProvableDto) =>
      call(owning.checkOwnership, { params: { projectId }, body: subjectOf(provable) }),
    onSuccess: ({ ownership }) => client.setQueryData(ownershipKey(projectId), ownership),
  })
}

export function useRevokeOwnership(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (provable: ProvableDto) =>
      call(owning.revokeOwnership, { params: { projectId }, body: subjectOf(provable) }),
    onSuccess: (ownership) => client.setQueryData(ownershipKey(projectId), ownership),
  })
}
