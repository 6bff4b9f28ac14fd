'use client'

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
import type * as attestation from '@/lib/contracts/attestation'
import type { BodyOf } from '@/lib/contracts/contract'
import type * as input from '@/lib/contracts/input'
import { proving } from './endpoints'
import { inputsOptions, own, proofsOptions } from './options'

/** The page always hydrates this one. */
export function useInputs(projectId: string) {
  return useSuspenseQuery(inputsOptions(projectId)).data.inputs
}

/** The newest entry of each item, with its proof. */
export function useProofs(projectId: string) {
  return useQuery(proofsOptions(projectId)).data?.items ?? []
}

export function useHistory({ projectId, itemId }: { projectId: string; itemId: string }) {
  return useQuery({
    queryKey: own.history(projectId, itemId),
    queryFn: ({ signal }) => call(proving.listAttestations, { params: { projectId }, query: { itemId }, signal }),
  })
}

/** What DNS tells about mail; undefined until it is here. */
export function useMailProfile(projectId: string) {
  return useQuery({
    queryKey: own.mailProfile(projectId),
    queryFn: ({ signal }) => call(endpoints.getMailProfile, { params: { projectId }, signal }),
    staleTime: 60_000,
  })
}

/** Waits until the page shows what the server now says, so that a button stays pending until then. */
function useRefresh(projectId: string) {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: keys.project(projectId) })
}

export function useSaveAnswer(projectId: string) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: ({ question, value }: { question: string; value: BodyOf<typeof input.putInput>['value'] }) =>
      call(proving.putInput, { params: { projectId, question }, body: { value } }),
    onSuccess: refresh,
  })
}

export function useForgetAnswer(projectId: string) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: (question: string) => call(proving.deleteInput, { params: { projectId, question }, body: {} }),
    onSuccess: refresh,
  })
}

export function useConfirm(place: { projectId: string; itemId: string }) {
  const refresh = useRefresh(place.projectId)
  return useMutation({
    mutationFn: (body: BodyOf<typeof attestation.confirmItem>) => call(proving.confirmItem, { params: place, body }),
    onSuccess: refresh,
  })
}

export function useWithdraw(place: { projectId: string; itemId: string }) {
  const refresh = useRefresh(place.projectId)
  return useMutation({
    mutationFn: (confirmationId: string) =>
      call(proving.withdrawConfirmation, { params: place, body: { confirmationId } }),
    onSettled: refresh,
  })
}

export function useAnswerSignal(projectId: string) {
  const refresh = useRefresh(projectId)
  return useMutation({
    mutationFn: async ({ signalId, answer }: { signalId: string; answer: 'yes' | 'no' | null }) => {
      const params = { projectId, signalId }
      if (answer === null) await call(proving.forgetSignalAnswer, { params, body: {} })
      else await call(proving.answerSignal, { params, body: { answer } })
    },
    onSuccess: refresh,
  })
}
