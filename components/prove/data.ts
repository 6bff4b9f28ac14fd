'use client'

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
import { useStreamState } from '@/components/data/project-events'
import type * as attestation from '@/lib/contracts/attestation'
import type { AttestationDto } from '@/lib/contracts/attestation'
import type { BodyOf } from '@/lib/contracts/contract'
import type * as input from '@/lib/contracts/input'
import type { InputDto } from '@/lib/contracts/input'
import type { ProjectStateDto } from '@/lib/contracts/project'
import { proving } from './endpoints'
import { asksOptions, inputsOptions, own, proofsOptions } from './options'

/** The page always hydrates this one. */
export function useInputs(projectId: string) {
  return useSuspenseQuery(inputsOptions(projectId)).data.inputs
}

/** Who was asked what. */
export function useAsks(projectId: string) {
  return useQuery(asksOptions(projectId)).data?.asks ?? []
}

export function useAsk({ projectId, place }: { projectId: string; place: string }) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (userId: string | null) =>
      call(proving.askTeammate, { params: { projectId }, body: { place, userId } }),
    onSuccess: (asked) => client.setQueryData(own.asks(projectId), asked),
  })
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

type State = ProjectStateDto
type Inputs = { inputs: InputDto[] }

/**
 * Lays an answer of the server into what the page shows, at once, and then reads the project again: a slow line
 * holds up nobody, and what others did meanwhile still arrives.
 */
function useLayIn(projectId: string) {
  const client = useQueryClient()
  const isLive = useStreamState() === 'open'
  return {
    state: (change: (state: State) => State) =>
      client.setQueryData<State>(keys.projectState(projectId), (state) =>
        state === undefined ? state : change(state),
      ),
    inputs: (change: (inputs: InputDto[]) => InputDto[]) =>
      client.setQueryData<Inputs>(own.inputs(projectId), (known) =>
        known === undefined ? known : { inputs: change(known.inputs) },
      ),
    proofs: (entry: AttestationDto) =>
      client.setQueryData<{ items: AttestationDto[] }>(own.proofs(projectId), (known) =>
        known === undefined
          ? known
          : { items: [...known.items.filter(({ itemId }) => itemId !== entry.itemId), entry] },
      ),
    /** Where the live connection stands, the hint of the server does the same. */
    refresh: () => {
      if (!isLive) void client.invalidateQueries({ queryKey: keys.project(projectId) })
    },
  }
}

function withDecisions(state: State, decisions: Partial<State['decisions']>): State {
  return { ...state, decisions: { ...state.decisions, ...decisions } }
}

export function useSaveAnswer(projectId: string) {
  const lay = useLayIn(projectId)
  return useMutation({
    mutationFn: ({ question, value }: { question: string; value: BodyOf<typeof input.putInput>['value'] }) =>
      call(proving.putInput, { params: { projectId, question }, body: { value } }),
    onSuccess: ({ input: answer }) => {
      if (answer !== null) {
        lay.inputs((known) => [...known.filter(({ question }) => question !== answer.question), answer])
      }
      lay.refresh()
    },
  })
}

export function useForgetAnswer(projectId: string) {
  const lay = useLayIn(projectId)
  return useMutation({
    mutationFn: (question: string) => call(proving.deleteInput, { params: { projectId, question }, body: {} }),
    onSuccess: (_, question) => {
      lay.inputs((known) => known.filter((entry) => entry.question !== question))
      lay.refresh()
    },
  })
}

export function useConfirm(place: { projectId: string; itemId: string }) {
  const lay = useLayIn(place.projectId)
  return useMutation({
    mutationFn: (body: BodyOf<typeof attestation.confirmItem>) => call(proving.confirmItem, { params: place, body }),
    onSuccess: (entry) => {
      const { answer: _, proof: __, ...confirmation } = entry
      lay.proofs(entry)
      lay.state((state) =>
        withDecisions(state, {
          confirmations: [
            ...state.decisions.confirmations.filter(({ itemId }) => itemId !== entry.itemId),
            confirmation,
          ],
        }),
      )
      lay.refresh()
    },
  })
}

export function useWithdraw(place: { projectId: string; itemId: string }) {
  const lay = useLayIn(place.projectId)
  return useMutation({
    mutationFn: (confirmationId: string) =>
      call(proving.withdrawConfirmation, { params: place, body: { confirmationId } }),
    onSuccess: (entry) => {
      lay.proofs(entry)
      lay.state((state) =>
        withDecisions(state, {
          confirmations: state.decisions.confirmations.filter(({ itemId }) => itemId !== entry.itemId),
        }),
      )
    },
    onSettled: () => lay.refresh(),
  })
}

export function useAnswerSignal(projectId: string) {
  const lay = useLayIn(projectId)
  return useMutation({
    mutationFn: async ({ signalId, answer }: { signalId: string; answer: 'yes' | 'no' | null }) => {
      const params = { projectId, signalId }
      if (answer !== null) return call(proving.answerSignal, { params, body: { answer } })
      await call(proving.forgetSignalAnswer, { params, body: {} })
      return null
    },
    onSuccess: (said, { signalId }) => {
      lay.state((state) => {
        const others = state.decisions.signalAnswers.filter((entry) => entry.signalId !== signalId)
        return withDecisions(state, { signalAnswers: said === null ? others : [...others, said] })
      })
      lay.refresh()
    },
  })
}
