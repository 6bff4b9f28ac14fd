'use client'

import { Pencil } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago } from '@/components/ui/time'
import { can } from '@/lib/contracts/permissions'
import type { Asked, Part } from '@/lib/deliverables/doc'
import { valueBlocks } from '@/lib/deliverables/written'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { Blocks } from './blocks'
import { PartEditor } from './part-editor'
import { useEditing } from './use-editing'

type WrittenPartProps = { deliverable: DeliverableId; part: Part; asked: Asked }

/** A part that people write: what stands there, and the way to change it. */
export function WrittenPart({ deliverable, part, asked }: WrittenPartProps) {
  const { self } = usePlace()
  const editing = useEditing({ deliverable, asked })
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const isOpen = editing.draft !== undefined
  // After saving or leaving, the focus goes back to where the writing began.
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  const mayWrite = self !== undefined && can(self.role, 'document.write')
  if (isOpen) {
    return (
      <>
        <div className="hidden flex-col gap-3 print:flex">
          <Blocks blocks={part.blocks} name={part.title} />
        </div>
        <PartEditor asked={asked} editing={editing} />
      </>
    )
  }
  return (
    <>
      {part.blocks.length === 0 ? (
        <Unwritten asked={asked} mayWrite={mayWrite} onTake={editing.useSuggestion} />
      ) : (
        <Blocks blocks={part.blocks} name={part.title} />
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {mayWrite ? (
          <Button ref={opener} size="compact" onClick={editing.edit}>
            <Pencil aria-hidden />
            {part.blocks.length === 0 ? 'Write' : 'Edit'}
            <span className="sr-only"> {part.title}</span>
          </Button>
        ) : null}
        <span className="text-muted-foreground text-xs">
          <span role="status">{editing.isSaved ? 'Saved. ' : ''}</span>
          {asked.written === undefined ? null : <WrittenBy written={asked.written} />}
        </span>
      </div>
    </>
  )
}

function WrittenBy({ written }: { written: NonNullable<Asked['written']> }) {
  return (
    <>
      Written by <ForeignText text={written.by} /> <Ago at={written.at} />
    </>
  )
}

type UnwrittenProps = { asked: Asked; mayWrite: boolean; onTake: () => void }

function Unwritten({ asked: { ask, suggestion }, mayWrite, onTake }: UnwrittenProps) {
  return (
    <div className="flex flex-col gap-2 rounded-card border border-dashed px-4 py-3">
      <p>{ask.question}</p>
      {suggestion === undefined || suggestion.length === 0 ? null : (
        <div data-slot="chrome" className="flex flex-col gap-2">
          <Fold title="Suggestion from what is known" heading="h3">
            <div className="flex flex-col gap-2 text-muted-foreground">
              <Blocks blocks={valueBlocks(ask, suggestion)} name={`Suggestion for ${ask.title}`} />
            </div>
          </Fold>
          {mayWrite ? (
            <Button size="compact" className="self-start" onClick={onTake}>
              Use suggestion
              <span className="sr-only"> for {ask.title}</span>
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}
