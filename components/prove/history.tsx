'use client'

import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago } from '@/components/ui/time'
import type { ItemId } from '@/lib/roadmaps/ids'
import { useHistory } from './data'
import { Proof } from './proof'

/** Everything people said about one item, newest first; read when somebody wants it. */
export function History({ itemId }: { itemId: ItemId }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="flex flex-col gap-2">
      <Button
        size="compact"
        variant="ghost"
        className="self-start"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Hide history' : 'Show history'}
      </Button>
      {isOpen ? <Entries itemId={itemId} /> : null}
    </div>
  )
}

function Entries({ itemId }: { itemId: ItemId }) {
  const history = useHistory({ projectId: usePlace().project, itemId })
  if (history.isPending) return <p className="text-muted-foreground">Reading…</p>
  if (history.isError) return <p className="text-fail">{messageOf(history.error)}</p>
  if (history.data.items.length === 0) return <p className="text-muted-foreground">Nobody said anything yet.</p>
  return (
    <ol className="flex flex-col gap-2 border-l pl-3">
      {history.data.items.map((entry) => (
        <li key={entry.id} className="flex min-w-0 flex-col gap-0.5">
          <p>
            <ForeignText text={entry.by} /> {entry.answer === 'confirmed' ? 'confirmed this' : 'took it back'}{' '}
            <Ago at={entry.at} />
          </p>
          <Proof entry={entry} />
        </li>
      ))}
    </ol>
  )
}
