'use client'

import { Checkbox } from '@/components/ui/checkbox'
import type { HandoverRowDto } from '@/lib/contracts/handover'
import { useDesk } from './checklist-context'
import { boxOf } from './words'

type RowBoxProps = { row: HandoverRowDto; labelId: string; noteId: string; onProof: () => void }

/** The box of a row. It shows a click at once; what only proof can tick opens the place for the proof. */
export function RowBox({ row, labelId, noteId, onProof }: RowBoxProps) {
  const { mayChange, approvers, ticks } = useDesk()
  const box = boxOf(row, { mayTick: mayChange, isNamed: approvers.every(({ name }) => name !== null) })
  const isDone = ticks.wanted(row.key)?.done ?? row.tick !== null
  return (
    <Checkbox
      aria-labelledby={labelId}
      aria-describedby={noteId}
      checked={isDone}
      disabled={!box.mayClick}
      className="mt-px disabled:cursor-not-allowed disabled:opacity-60 print:text-foreground print:opacity-100 print:data-[state=checked]:bg-transparent"
      onCheckedChange={(checked) => {
        if (checked === true && box.opensProof) onProof()
        else ticks.set(row.key, checked === true)
      }}
    />
  )
}
