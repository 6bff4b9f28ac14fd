'use client'

import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { call } from '@/components/data/call'
import { problemOf } from '@/components/triage/use-decision'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { HandoverSectionId } from '@/lib/roadmaps/handover'
import { useDesk } from './checklist-context'
import { checklist } from './endpoints'
import { useSend } from './use-checklist'

/** A row of one's own at the end of a section. */
export function AddRow({ section, title }: { section: HandoverSectionId; title: string }) {
  const { mayChange, people } = useDesk()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const add = useSend((projectId, body: { section: HandoverSectionId; text: string }) =>
    call(checklist.add, { params: { projectId }, body }),
  )
  if (!mayChange) return null
  if (!isOpen) {
    return (
      <div className="border-t px-2 py-1.5 print:hidden">
        <Button variant="ghost" size="compact" onClick={() => setOpen(true)} aria-label={`Add row to ${title}`}>
          <Plus aria-hidden />
          Add row
        </Button>
      </div>
    )
  }
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (add.isPending) return
    // The words stay until they are kept; the field is ready for the next row then.
    add.mutate({ section, text }, { onSuccess: () => setText('') })
  }
  const problem = problemOf(add.error, 'text') ?? problemOf(add.error)
  const problemId = `add-${section}-problem`
  return (
    <form
      method="post"
      noValidate
      onSubmit={handleSubmit}
      className="flex flex-wrap items-center gap-2 border-t px-4 py-2.5 print:hidden"
    >
      <Input
        autoFocus
        aria-label={`New row in ${title}`}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? undefined : problemId}
        placeholder="What has to be handed over"
        className="min-w-40 flex-1"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false)
        }}
        onFocus={() => people.write(`new-${section}`)}
        onBlur={() => people.write(null)}
      />
      <Button type="submit" variant="primary" pending={add.isPending} pendingLabel="Adding">
        Add row
      </Button>
      <Button onClick={() => setOpen(false)}>Done</Button>
      {problem === undefined ? null : (
        <p id={problemId} role="alert" className="w-full text-fail">
          {problem}
        </p>
      )}
    </form>
  )
}
