'use client'

import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { Textarea } from '@/components/ui/textarea'
import { PART_CHARACTERS } from '@/lib/contracts/deliverable'
import { BLANK } from '@/lib/deliverables/assemble'
import type { Asked, Value } from '@/lib/deliverables/doc'
import { Overtaken } from './overtaken'
import { problemOfPart } from './problem'
import { RowsEditor } from './rows-editor'
import type { EditingState } from './use-editing'

type PartEditorProps = { asked: Asked; editing: EditingState }

/** Lines a text needs, within reason. */
function linesOf(text: string): number {
  return Math.min(24, Math.max(5, text.split('\n').length + 1))
}

/** The place where one part is written. Nothing typed is lost before it is saved or given up. */
export function PartEditor({ asked, editing }: PartEditorProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, input')?.focus(), [])
  const { ask, written } = asked
  const value = editing.draft?.value ?? ''
  const problem = problemOfPart(editing.error, ask)
  const whole = editing.error === null || problem !== undefined ? undefined : messageOf(editing.error)
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (!editing.isOvertaken) editing.save()
  }
  function handleKey(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) handleSubmit(event)
  }
  return (
    <form
      ref={form}
      method="post"
      noValidate
      data-slot="chrome"
      aria-label={ask.title}
      onSubmit={handleSubmit}
      onKeyDown={handleKey}
      className="flex flex-col gap-3 rounded-card border bg-card p-4"
    >
      {whole === undefined ? null : <FormMessage text={`${whole} What you typed is still here.`} />}
      {editing.isOvertaken ? <Overtaken ask={ask} written={written} editing={editing} /> : null}
      {ask.form === 'rows' && typeof value !== 'string' ? (
        <RowsEditor ask={ask} rows={value} problem={problem} onChange={editing.change} />
      ) : (
        <TextEditor question={ask.question} value={value} problem={problem} onChange={editing.change} />
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={editing.isPending} pendingLabel="Saving">
          Save
        </Button>
        <Button variant="ghost" onClick={editing.cancel}>
          Cancel
        </Button>
        <span className="text-muted-foreground text-xs">Not saved yet. Ctrl or Cmd and Enter saves.</span>
      </div>
    </form>
  )
}

type TextEditorProps = {
  question: string
  value: Value
  problem: string | undefined
  onChange: (value: Value) => void
}

function TextEditor({ question, value, problem, onChange }: TextEditorProps) {
  const text = typeof value === 'string' ? value : ''
  return (
    <Field
      label={question}
      error={problem}
      help={`Lines that begin with "1." or "-" become a list. ${BLANK} marks a blank to fill in. At most ${PART_CHARACTERS} characters.`}
    >
      {(control) => (
        <Textarea
          {...control}
          dir="auto"
          rows={linesOf(text)}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
