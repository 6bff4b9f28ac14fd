'use client'

import { messageOf } from '@/components/data/api-error'
import { DragGrip, type DragKind, useDropTarget } from '@/components/ui/drag'
import type { HandoverRowDto } from '@/lib/contracts/handover'
import { useMoveRow } from './use-move-row'

const DRAGGED: DragKind = 'application/x-launch-ready-handover-row'

/** Takes a row of one's own by the mouse; a row of the same section that is dropped here takes its place. */
export function RowGrip({ row, own }: { row: HandoverRowDto; own: readonly string[] }) {
  const move = useMoveRow(own)
  const inside = useDropTarget<HTMLSpanElement>(DRAGGED, (key) => {
    if (key !== row.key && own.includes(key)) move.to(key, own.indexOf(row.key))
  })
  return (
    <span ref={inside} className="-my-1 flex items-center">
      <DragGrip kind={DRAGGED} id={row.key} />
      {move.error === null ? null : (
        <span role="alert" className="text-fail text-xs">
          {messageOf(move.error)}
        </span>
      )}
    </span>
  )
}
