'use client'

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { problemOf } from '@/components/triage/use-decision'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useToast } from '@/components/ui/toast'
import type { HandoverRowDto } from '@/lib/contracts/handover'
import { useDesk } from './checklist-context'
import { checklist } from './endpoints'
import { useChangeRow } from './use-change-row'
import { useSend } from './use-checklist'
import { useMoveRow } from './use-move-row'

/** Words and place of a row of one's own. */
export function OwnRow({ row, own }: { row: HandoverRowDto; own: readonly string[] }) {
  const { people } = useDesk()
  const [typed, setTyped] = useState<string>()
  const change = useChangeRow(row.key)
  const text = typed ?? row.text
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (!change.isPending) change.mutate({ text }, { onSuccess: () => setTyped(undefined) })
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-wrap items-end gap-2">
      <Field
        label="Words"
        className="min-w-48 flex-1"
        error={problemOf(change.error, 'text') ?? problemOf(change.error)}
      >
        {(control) => (
          <Input
            {...control}
            value={text}
            onChange={({ target }) => setTyped(target.value)}
            onFocus={() => people.write(row.key)}
            onBlur={() => people.write(null)}
          />
        )}
      </Field>
      {text === row.text ? null : (
        <Button type="submit" variant="primary" pending={change.isPending} pendingLabel="Saving">
          Rename row
        </Button>
      )}
      <Place row={row} own={own} />
    </form>
  )
}

function Place({ row, own }: { row: HandoverRowDto; own: readonly string[] }) {
  const toast = useToast()
  const move = useMoveRow(own)
  const remove = useSend((projectId) => call(checklist.remove, { params: { projectId, row: row.key }, body: {} }))
  const index = own.indexOf(row.key)
  const error = move.error ?? remove.error
  return (
    <>
      <Button
        size="icon"
        variant="ghost"
        data-move-up
        aria-label="Move row up"
        disabled={index <= 0}
        onClick={() => move.to(row.key, index - 1)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        size="icon"
        variant="ghost"
        data-move-down
        aria-label="Move row down"
        disabled={index === own.length - 1}
        onClick={() => move.to(row.key, index + 1)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Button
        pending={remove.isPending}
        pendingLabel="Removing"
        onClick={() => remove.mutate(undefined, { onSuccess: () => toast('The row is gone. Undo brings it back.') })}
      >
        <Trash2 aria-hidden />
        Remove row
      </Button>
      {error === null ? null : (
        <p role="alert" className="w-full text-fail">
          {messageOf(error)}
        </p>
      )}
    </>
  )
}
