'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '@/components/data/call'
import { keys } from '@/components/data/keys'
import { suggestionEndpoints, suggestionsOptions } from '@/components/data/suggestion-data'
import type { HostDto } from '@/lib/contracts/target'

/** Several hosts are usually added one after the other; they are looked at together. */
const GATHER_MS = 2500

export type HostCheck =
  | { state: 'none' }
  | { state: 'waiting' }
  | { state: 'started'; runId: string }
  | { state: 'later' }

/** Looks at added hosts shortly after the last one, and at once when the page is left. */
export function useHostCheck(projectId: string): { check: HostCheck; added: () => void } {
  const client = useQueryClient()
  const [check, setCheck] = useState<HostCheck>({ state: 'none' })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  async function start() {
    timer.current = undefined
    try {
      const { runId } = await call(suggestionEndpoints.checkHosts, { params: { projectId }, body: {} })
      setCheck(runId === null ? { state: 'later' } : { state: 'started', runId })
      await client.invalidateQueries({ queryKey: keys.projectState(projectId) })
    } catch {
      // The hosts are kept; the next audit looks at them.
      setCheck({ state: 'later' })
    }
  }
  const latest = useRef(start)
  useEffect(() => {
    latest.current = start
  })
  useEffect(
    () => () => {
      if (timer.current === undefined) return
      clearTimeout(timer.current)
      void latest.current()
    },
    [],
  )
  function added() {
    clearTimeout(timer.current)
    setCheck({ state: 'waiting' })
    timer.current = setTimeout(() => void latest.current(), GATHER_MS)
  }
  return { check, added }
}

/** `onAdded` is told before the lists are read again: the row that asked may be gone by then. */
export function useAddHost(projectId: string, onAdded?: (host: HostDto) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: HostDto) => call(suggestionEndpoints.addHost, { params: { projectId }, body }),
    onSuccess: (_, host) => {
      onAdded?.(host)
      return client.invalidateQueries({ queryKey: keys.project(projectId) })
    },
  })
}

export function useRemoveHost(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call(suggestionEndpoints.removeHost, { params: { projectId }, body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(projectId) }),
  })
}

export function useDismissSuggestion(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; dismissed: boolean }) =>
      call(suggestionEndpoints.dismissSuggestion, { params: { projectId }, body }),
    onSuccess: (suggestions) => client.setQueryData(suggestionsOptions(projectId).queryKey, suggestions),
  })
}
