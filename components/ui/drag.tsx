'use client'

import { GripVertical } from 'lucide-react'
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'

/** Names what is dragged, so that a row takes only what belongs to its own list. */
export type DragKind = `application/x-launch-ready-${string}`

/**
 * Lets the row around an element be dropped on; `onDrop` hears the id of what was. Buttons and keys do the same:
 * nothing can only be dragged.
 */
export function useDropTarget<Inside extends HTMLElement>(
  kind: DragKind,
  onDrop: (id: string) => void,
): RefObject<Inside | null> {
  const inside = useRef<Inside>(null)
  const drop = useEffectEvent(onDrop)
  useEffect(() => {
    const row = inside.current?.closest('li')
    if (row === null || row === undefined) return
    const accepts = (event: DragEvent): boolean => event.dataTransfer?.types.includes(kind) === true
    const handleOver = (event: DragEvent): void => {
      if (accepts(event)) event.preventDefault()
    }
    const handleDrop = (event: DragEvent): void => {
      if (!accepts(event)) return
      event.preventDefault()
      drop(event.dataTransfer?.getData(kind) ?? '')
    }
    row.addEventListener('dragover', handleOver)
    row.addEventListener('drop', handleDrop)
    return () => {
      row.removeEventListener('dragover', handleOver)
      row.removeEventListener('drop', handleDrop)
    }
  }, [kind])
  return inside
}

/** What a row is taken by with a mouse. */
export function DragGrip({ kind, id }: { kind: DragKind; id: string }) {
  return (
    <span
      aria-hidden
      draggable
      data-grip
      title="Drag to another place"
      className="inline-flex size-8 shrink-0 cursor-grab items-center justify-center text-muted-foreground pointer-coarse:hidden print:hidden"
      onDragStart={(event) => {
        event.dataTransfer.setData(kind, id)
        event.dataTransfer.effectAllowed = 'move'
      }}
    >
      <GripVertical className="size-4" />
    </span>
  )
}
