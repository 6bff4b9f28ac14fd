'use client'

import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { ForeignText } from '@/components/ui/foreign-text'
import type { HandoverRowDto } from '@/lib/contracts/handover'
import { visibleText } from '@/lib/format/visible-text'
import { useDesk } from './checklist-context'
import { RowBox } from './row-box'
import { RowDetails } from './row-details'
import { RowFacts, TickLine } from './row-facts'
import { RowGrip } from './row-grip'

type RowProps = {
  row: HandoverRowDto
  /** The own rows of its section, in order. */
  own: readonly string[]
}

/** One line of the checklist: the box, what it says, who ticked it or what it waits for, and the rest behind a click. */
export function Row({ row, own }: RowProps) {
  const { mayChange, news, people, selfId } = useDesk()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  // What was typed stays while the row is folded.
  const [wasOpen, setWasOpen] = useState(false)
  function toggle(open: boolean) {
    setOpen(open)
    if (open) setWasOpen(true)
  }
  const writer = people.here.find(({ editing, userId }) => editing === row.key && userId !== selfId)
  const isLit = news.lit.has(row.key)
  return (
    <li
      id={`row-${row.key}`}
      data-row
      data-handover={row.key}
      data-lit={isLit || undefined}
      className={cn(
        'break-inside-avoid scroll-mt-24 border-t px-4 py-3 transition-colors duration-300 target:bg-muted first:border-t-0',
        isLit && 'bg-running-soft',
      )}
    >
      <div className="flex items-start gap-3">
        <RowBox row={row} labelId={`${id}-text`} noteId={`${id}-tick`} onProof={() => toggle(true)} />
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <p id={`${id}-text`}>
            <ForeignText text={row.text} />
          </p>
          <TickLine row={row} id={`${id}-tick`} />
          <RowFacts row={row} />
          {writer === undefined ? null : (
            <p className="text-running text-xs print:hidden">
              <ForeignText text={writer.name} /> is writing here
            </p>
          )}
        </div>
        {mayChange && own.length > 1 && own.includes(row.key) ? <RowGrip row={row} own={own} /> : null}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={`${id}-more`}
          aria-label={`Details of ${visibleText(row.text)}`}
          onClick={() => toggle(!isOpen)}
          className="focus-ring -m-1 inline-flex size-8 shrink-0 items-center justify-center rounded-button text-muted-foreground hover:bg-muted pointer-coarse:size-11 print:hidden"
        >
          <ChevronRight aria-hidden className={cn('size-4 transition-transform duration-100', isOpen && 'rotate-90')} />
        </button>
      </div>
      <div id={`${id}-more`} hidden={!isOpen} className="pt-3 sm:pl-8 print:hidden">
        {wasOpen ? <RowDetails row={row} own={own} /> : null}
      </div>
    </li>
  )
}
