'use client'

import { type FormEvent, useState } from 'react'
import { problemOf } from '@/components/triage/use-decision'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { HandoverRowDto } from '@/lib/contracts/handover'
import { useChangeRow } from './use-change-row'

type TransferFormProps = { row: HandoverRowDto; transfer: NonNullable<HandoverRowDto['transfer']> }

/** From whom and to whom something goes; a tick says that it has. */
export function TransferForm({ row, transfer }: TransferFormProps) {
  const [typed, setTyped] = useState<{ from?: string; to?: string }>({})
  const change = useChangeRow(row.key)
  const from = typed.from ?? transfer.from
  const to = typed.to ?? transfer.to
  const isChanged = from !== transfer.from || to !== transfer.to
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (!change.isPending) change.mutate({ from, to }, { onSuccess: () => setTyped({}) })
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-wrap items-end gap-4">
      <Field label="From" className="w-full sm:w-56" error={problemOf(change.error, 'from')}>
        {(control) => (
          <Input
            {...control}
            value={from}
            placeholder="Who has it today"
            onChange={({ target }) => setTyped({ ...typed, from: target.value })}
          />
        )}
      </Field>
      <Field label="To" className="w-full sm:w-56" error={problemOf(change.error, 'to') ?? problemOf(change.error)}>
        {(control) => (
          <Input
            {...control}
            value={to}
            placeholder="Who has it from now on"
            onChange={({ target }) => setTyped({ ...typed, to: target.value })}
          />
        )}
      </Field>
      {isChanged ? (
        <Button type="submit" variant="primary" pending={change.isPending} pendingLabel="Saving">
          Save transfer
        </Button>
      ) : null}
    </form>
  )
}
