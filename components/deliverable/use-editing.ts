'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiError } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { keys } from '@/components/data/keys'
import { usePlace } from '@/components/frame/place'
import type { WrittenDto } from '@/lib/contracts/deliverable'
import type { Asked, Value } from '@/lib/deliverables/doc'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { documentEndpoints, documentsOptions } from './data'
import { type Draft, draftKey, hasDrafts, keepDraft, keptDraft } from './drafts'
import { emptyValue, sameValue } from './merge'

type Editing = { deliverable: DeliverableId; asked: Asked }

/** Asks before the tab is closed while something in it is not saved. */
export function useLeaveWarning(): void {
  useEffect(() => {
    function handleLeave(event: BeforeUnloadEvent) {
      if (hasDrafts()) event.preventDefault()
    }
    window.addEventListener('beforeunload', handleLeave)
    return () => window.removeEventListener('beforeunload', handleLeave)
  }, [])
}

function useWrite({ deliverable, part }: { deliverable: DeliverableId; part: string }) {
  const { project } = usePlace()
  const client = useQueryClient()
  const { queryKey } = documentsOptions(project)
  return useMutation({
    mutationFn: ({ value, version }: { value: Value; version: number }) =>
      call(documentEndpoints.writeDocumentPart, {
        params: { projectId: project, deliverable, part },
        body: { value, version },
      }),
    onSuccess: (saved) => {
      client.setQueryData<WrittenDto>(queryKey, (known) =>
        known === undefined
          ? undefined
          : {
              ...known,
              parts: [
                ...known.parts.filter((one) => one.deliverable !== saved.deliverable || one.part !== saved.part),
                saved,
              ],
            },
      )
    },
    onError: (error) => {
      // What the other person wrote is shown beside what was typed here.
      if (error instanceof ApiError && error.code === 'conflict') void client.invalidateQueries({ queryKey })
      else if (error instanceof ApiError && error.code === 'not-found')
        void client.invalidateQueries({ queryKey: keys.project(project) })
    },
  })
}

/** Everything the editor of one part needs: what is typed, whether somebody else wrote meanwhile, and saving. */
export function useEditing({ deliverable, asked: { ask, written, suggestion } }: Editing) {
  const { project } = usePlace()
  const key = draftKey({ project, deliverable, part: ask.id })
  const [draft, setDraft] = useState<Draft | undefined>(() => keptDraft(key))
  const [isSaved, setSaved] = useState(false)
  const write = useWrite({ deliverable, part: ask.id })
  const version = written?.version ?? 0
  function take(next: Draft | undefined) {
    setDraft(next)
    keepDraft(key, next === undefined || sameValue(next.value, written?.value ?? emptyValue(ask)) ? undefined : next)
  }
  function begin(value: Value) {
    setSaved(false)
    write.reset()
    take({ value, base: version })
  }
  const isOvertaken = draft !== undefined && draft.base !== version && !write.isPending
  return {
    draft,
    isSaved,
    /** Somebody else changed the part since this draft was begun. */
    isOvertaken,
    isPending: write.isPending,
    /** Once their words stand beside one's own, the refusal has said what it had to say. */
    error: isOvertaken ? null : write.error,
    edit: () => begin(written !== undefined && written.value.length > 0 ? written.value : emptyValue(ask)),
    useSuggestion: () => begin(suggestion ?? emptyValue(ask)),
    change: (value: Value) => draft !== undefined && take({ ...draft, value }),
    /** Goes on from what the other person wrote, with `value`. */
    settle: (value: Value) => {
      write.reset()
      take({ value, base: version })
    },
    cancel: () => {
      write.reset()
      take(undefined)
    },
    save: () => {
      if (draft === undefined || write.isPending) return
      write.mutate(
        { value: draft.value, version: draft.base },
        {
          onSuccess: () => {
            take(undefined)
            keepDraft(key, undefined)
            setSaved(true)
          },
        },
      )
    },
  }
}

export type EditingState = ReturnType<typeof useEditing>
