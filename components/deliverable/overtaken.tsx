'use client'

import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import type { Ask, Written } from '@/lib/deliverables/doc'
import { valueBlocks } from '@/lib/deliverables/written'
import { Blocks } from './blocks'
import { bothValues, emptyValue } from './merge'
import type { EditingState } from './use-editing'

type OvertakenProps = { ask: Ask; written: Written | undefined; editing: EditingState }

/** Somebody else saved this part meanwhile: their words stand here, one's own below, and neither is dropped. */
export function Overtaken({ ask, written, editing }: OvertakenProps) {
  const theirs = written?.value ?? emptyValue(ask)
  const mine = editing.draft?.value ?? emptyValue(ask)
  const blocks = valueBlocks(ask, theirs)
  return (
    <div className="flex flex-col gap-3 rounded-card border border-warn-fill bg-warn-soft px-4 py-3">
      <p role="alert" className="font-medium">
        <ForeignText text={written?.by ?? 'Somebody else'} /> changed this part while you wrote. What they wrote stands
        here, what you wrote below. Nothing is lost.
      </p>
      <div className="flex flex-col gap-2 rounded-card border bg-card p-3">
        {blocks.length === 0 ? (
          <p>They emptied it.</p>
        ) : (
          <Blocks blocks={blocks} name={`What they wrote, ${ask.title}`} />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => editing.settle(bothValues({ theirs, mine }))}>Keep both</Button>
        <Button onClick={() => editing.settle(mine)}>Keep mine</Button>
        <Button onClick={() => editing.settle(theirs)}>Take theirs</Button>
      </div>
    </div>
  )
}
