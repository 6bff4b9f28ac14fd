'use client'

import { type FormEvent, useId, useState } from 'react'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose, DialogContent, DialogHeading, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { Finding } from '@/lib/engine/finding'
import { visibleText } from '@/lib/format/visible-text'
import { problemOf, useDecide } from './use-decision'

const DAY_MS = 86_400_000
const PERIODS = [7, 30, 90] as const

type Wanted = { reason: string; publicNote: string; until: string }
type WaiveDialogProps = { finding: Finding; isBlocker: boolean; today: number }

function dayAfter(today: number, days: number): string {
  return new Date(today + days * DAY_MS).toISOString().slice(0, 10)
}

/** Accepting a risk: why, what clients read, until when, and what the answer becomes. */
export function WaiveDialog(props: WaiveDialogProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Accept this risk…</Button>
      </DialogTrigger>
      <DialogContent>
        <WaiveForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function WaiveForm({ finding, isBlocker, today, onDone }: WaiveDialogProps & { onDone: () => void }) {
  const group = useId()
  const { fingerprint } = finding
  const [wanted, setWanted] = useState<Wanted>({
    reason: '',
    publicNote: visibleText(finding.text).slice(0, 200),
    until: dayAfter(today, 7),
  })
  const waive = useDecide((place, body: Wanted) =>
    call(endpoints.waive, { params: { projectId: place.project, fingerprint }, body }),
  )
  const change = (part: Partial<Wanted>) => setWanted((known) => ({ ...known, ...part }))
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    waive.mutate(wanted, { onSuccess: onDone })
  }
  const problem = problemOf(waive.error)
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
      <DialogHeading
        title="Accept this risk"
        description={
          isBlocker
            ? 'It stops blocking the launch until that day and is named in the answer. It stays in the list.'
            : 'It no longer counts until that day. It stays in the list.'
        }
      />
      <Field
        label="Reason"
        help="At least 20 characters. Only your team reads it."
        error={problemOf(waive.error, 'reason')}
      >
        {(control) => (
          <Textarea {...control} value={wanted.reason} onChange={(event) => change({ reason: event.target.value })} />
        )}
      </Field>
      <Field label="Public note" help="Shown on pages you share." error={problemOf(waive.error, 'publicNote')}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            value={wanted.publicNote}
            onChange={(event) => change({ publicNote: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="font-medium">Until</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          {PERIODS.map((days) => (
            <label key={days} className="flex min-h-6 items-center gap-2">
              <input
                type="radio"
                name={group}
                checked={wanted.until === dayAfter(today, days)}
                onChange={() => change({ until: dayAfter(today, days) })}
              />
              {days} days
            </label>
          ))}
        </div>
        <Field label="or a day" error={problemOf(waive.error, 'until')} className="max-w-48">
          {(control) => (
            <Input
              {...control}
              type="date"
              value={wanted.until}
              min={dayAfter(today, 0)}
              onChange={(event) => change({ until: event.target.value })}
            />
          )}
        </Field>
      </fieldset>
      {problem === undefined ? null : (
        <p role="alert" className="text-fail">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button>Keep it open</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={waive.isPending}>
          Accept this risk
        </Button>
      </div>
    </form>
  )
}
