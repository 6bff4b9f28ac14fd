'use client'

import { ArrowDown, ArrowUp, Undo2 } from 'lucide-react'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { DragGrip, useDropTarget } from '@/components/ui/drag'
import { useToast } from '@/components/ui/toast'
import { can } from '@/lib/contracts/permissions'
import type { Blocker } from '@/lib/roadmaps/state'
import { OwnerField } from './owner-field'
import { problemOf, useDecide } from './use-decision'

type Move = { fingerprint: string; after: string | null }

/** Moves one blocker; said aloud politely. */
export function useMove() {
  const toast = useToast()
  const move = useDecide((place, body: Move & { said: string }) =>
    call(endpoints.moveBlocker, {
      params: { projectId: place.project },
      body: { fingerprint: body.fingerprint, after: body.after },
    }),
  )
  return {
    isPending: move.isPending,
    problem: problemOf(move.error, 'after') ?? problemOf(move.error),
    to: (input: Move & { said: string }) => {
      // The next place is counted in the list as it is after this move.
      if (!move.isPending) move.mutate(input, { onSuccess: () => toast(input.said) })
    },
  }
}

type RowControlsProps = { blockers: readonly Blocker[]; index: number }

const DRAGGED = 'application/x-launch-ready-blocker'

/** Owner and place of one row of the blocker list. */
export default function RowControls({ blockers, index }: RowControlsProps) {
  const { self } = usePlace()
  const move = useMove()
  const blocker = blockers[index]
  const place = (fingerprint: string, to: number) => {
    // The list without that row: the one it follows afterwards.
    const rest = blockers.filter((other) => other.fingerprint !== fingerprint)
    const after = to === 0 ? null : (rest[to - 1]?.fingerprint ?? null)
    move.to({ fingerprint, after, said: `Now number ${to + 1} of ${blockers.length}.` })
  }
  const controls = useDropTarget<HTMLDivElement>(DRAGGED, (fingerprint) => {
    if (blockers.some((other) => other.fingerprint === fingerprint)) place(fingerprint, index)
  })
  if (blocker === undefined || self === undefined) return null
  const mayMove = can(self.role, 'triage.update') && blockers.length > 1
  const go = (to: number) => place(blocker.fingerprint, to)
  return (
    <div ref={controls} className="relative z-1 flex flex-wrap items-center gap-2 sm:justify-end">
      <OwnerField
        fingerprint={blocker.fingerprint}
        label={`Owner of blocker ${index + 1}`}
        className="w-36 max-sm:w-26"
      />
      {mayMove ? (
        <span className="flex items-center sm:gap-1">
          <DragGrip kind={DRAGGED} id={blocker.fingerprint} />
          <Button
            size="icon"
            variant="ghost"
            data-move-up
            aria-label={`Move blocker ${index + 1} up`}
            disabled={index === 0}
            aria-disabled={move.isPending}
            onClick={() => go(index - 1)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            size="icon"
            variant="ghost"
            data-move-down
            aria-label={`Move blocker ${index + 1} down`}
            disabled={index === blockers.length - 1}
            aria-disabled={move.isPending}
            onClick={() => go(index + 1)}
          >
            <ArrowDown aria-hidden />
          </Button>
        </span>
      ) : null}
      {move.problem === undefined ? null : (
        <p role="alert" className="text-fail text-xs">
          {move.problem}
        </p>
      )}
    </div>
  )
}

/** Forgets the order people gave. */
export function SuggestedOrder() {
  const { self } = usePlace()
  const reset = useDecide((place) => call(endpoints.resetOrder, { params: { projectId: place.project } }))
  if (self === undefined || !can(self.role, 'triage.update')) return null
  return (
    <Button size="compact" pending={reset.isPending} onClick={() => reset.mutate(undefined)}>
      <Undo2 aria-hidden />
      Use suggested order
    </Button>
  )
}
