'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '@/components/data/call'
import { keys } from '@/components/data/keys'
import { usePlace } from '@/components/frame/place'
import { problemOf } from '@/components/triage/use-decision'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Textarea } from '@/components/ui/textarea'
import { Ago } from '@/components/ui/time'
import type { HandoverDto, HandoverRowDto } from '@/lib/contracts/handover'
import { useDesk } from './checklist-context'
import { checklist } from './endpoints'

type Base = { version: number; text: string }
type Draft = { text: string; base: Base }

const baseOf = ({ note }: HandoverRowDto): Base => ({ version: note.version, text: note.text })

function useSaveNote(row: string) {
  const { project: projectId } = usePlace()
  const client = useQueryClient()
  const { news } = useDesk()
  return useMutation({
    mutationFn: (body: Draft) => {
      news.own(row)
      return call(checklist.note, { params: { projectId, row }, body })
    },
    onSuccess: ({ handover }) => client.setQueryData<HandoverDto>(keys.handover(projectId), handover),
  })
}

/** The note of a row. What somebody types here is theirs until it is kept, whatever others save meanwhile. */
export function NoteField({ row }: { row: HandoverRowDto }) {
  const { mayChange, people } = useDesk()
  const [draft, setDraft] = useState<Draft>()
  const save = useSaveNote(row.key)
  const [isTorn, setTorn] = useState(false)
  if (!mayChange) return null
  const text = draft?.text ?? row.note.text
  const isOvertaken = draft !== undefined && draft.base.version !== row.note.version
  function keep(next: Draft) {
    if (save.isPending) return
    setDraft(next)
    save.mutate(next, {
      onSuccess: ({ outcome }) => {
        setTorn(outcome === 'conflict')
        // What was typed while it was being saved stays, on top of what is kept now.
        if (outcome !== 'conflict') setDraft((now) => (now?.text === next.text ? undefined : now))
      },
    })
  }
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (draft !== undefined) keep(draft)
  }
  const outcome = draft === undefined ? save.data?.outcome : undefined
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-2">
      <Field
        label="Note"
        help="Never put a password or a key here. Anything that looks like one is masked before it is kept."
        error={problemOf(save.error, 'text') ?? problemOf(save.error)}
      >
        {(control) => (
          <Textarea
            {...control}
            value={text}
            onChange={({ target }) => setDraft({ text: target.value, base: draft?.base ?? baseOf(row) })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
            }}
            onFocus={() => people.write(row.key)}
            onBlur={() => people.write(null)}
          />
        )}
      </Field>
      {isTorn && draft !== undefined ? (
        <Torn
          row={row}
          mine={draft.text}
          isSaving={save.isPending}
          onKeep={(next) => keep({ text: next, base: baseOf(row) })}
          onDrop={() => {
            setTorn(false)
            setDraft(undefined)
          }}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          {draft === undefined ? null : (
            <>
              <Button type="submit" variant="primary" pending={save.isPending} pendingLabel="Saving">
                Save note
              </Button>
              <Button onClick={() => setDraft(undefined)}>Discard</Button>
            </>
          )}
          <p role="status" className="text-muted-foreground text-xs">
            {isOvertaken ? <Overtaken row={row} /> : null}
            {outcome === 'merged' ? 'Saved. What others wrote meanwhile is in it too.' : null}
            {outcome === 'saved' ? 'Saved.' : null}
          </p>
        </div>
      )}
    </form>
  )
}

function Overtaken({ row: { note } }: { row: HandoverRowDto }) {
  return (
    <>
      <ForeignText text={note.by ?? 'Somebody'} /> saved this note meanwhile. Saving puts both together, or shows you
      both.
    </>
  )
}

type TornProps = {
  row: HandoverRowDto
  mine: string
  isSaving: boolean
  onKeep: (text: string) => void
  onDrop: () => void
}

/** Two people changed the same lines: both texts are shown, and nothing is lost until somebody decides. */
function Torn({ row: { note }, mine, isSaving, onKeep, onDrop }: TornProps) {
  return (
    <div role="alert" className="flex flex-col gap-3 rounded-card border border-warn-fill bg-warn-soft p-3">
      <p className="text-warn">
        <ForeignText text={note.by ?? 'Somebody'} /> changed the same lines{' '}
        {note.at === null ? null : <Ago at={note.at} />}. Nothing is lost: decide what to keep.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Side title="Kept now" text={note.text} />
        <Side title="Yours" text={mine} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          pending={isSaving}
          pendingLabel="Saving"
          onClick={() => onKeep(note.text === '' ? mine : `${note.text}\n\n${mine}`)}
        >
          Keep both
        </Button>
        <Button onClick={() => onKeep(mine)}>Keep mine</Button>
        <Button onClick={onDrop}>Keep theirs</Button>
      </div>
    </div>
  )
}

function Side({ title, text }: { title: string; text: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className="font-medium text-xs">{title}</p>
      <p className="max-h-48 overflow-y-auto whitespace-pre-wrap rounded-control border bg-card p-2">
        {text === '' ? <span className="text-muted-foreground">Empty</span> : <ForeignText text={text} />}
      </p>
    </div>
  )
}
