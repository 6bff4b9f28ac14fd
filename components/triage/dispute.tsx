'use client'

import { type FormEvent, useState } from 'react'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose, DialogContent, DialogHeading, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Textarea } from '@/components/ui/textarea'
import { Ago } from '@/components/ui/time'
import type { TriageDto } from '@/lib/contracts/decisions'
import { can } from '@/lib/contracts/permissions'
import { problemOf, useDecide } from './use-decision'

type Doubt = NonNullable<TriageDto['dispute']>

/** "This looks wrong": says why, and stays visible until somebody with the right decides. */
export function DisputeDialog({ fingerprint }: { fingerprint: string }) {
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const open = useDecide((place, body: { note: string }) =>
    call(endpoints.dispute, { params: { projectId: place.project, fingerprint }, body }),
  )
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    open.mutate({ note }, { onSuccess: () => setOpen(false) })
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost">This looks wrong</Button>
      </DialogTrigger>
      <DialogContent>
        <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <DialogHeading
            title="This looks wrong"
            description="It stays as it is, marked as disputed, until an admin decides."
          />
          <Field label="What is wrong about it" error={problemOf(open.error, 'note') ?? problemOf(open.error)}>
            {(control) => <Textarea {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Field>
          <div className="flex flex-wrap justify-end gap-2">
            <DialogClose asChild>
              <Button>Never mind</Button>
            </DialogClose>
            <Button type="submit" variant="primary" pending={open.isPending}>
              Report it
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}

const WORDS: Readonly<Record<Doubt['state'], string>> = {
  open: 'Disputed by',
  upheld: 'Decided: the finding is wrong. Reported by',
  rejected: 'Decided: the finding is right. Reported by',
}

/** A doubt and, for those who may, the decision about it. */
export function DisputeNote({ fingerprint, dispute }: { fingerprint: string; dispute: Doubt }) {
  const { self } = usePlace()
  const decide = useDecide((place, state: 'upheld' | 'rejected') =>
    call(endpoints.decideDispute, { params: { projectId: place.project, fingerprint }, body: { state } }),
  )
  const mayDecide = dispute.state === 'open' && self !== undefined && can(self.role, 'waiver.write')
  const problem = problemOf(decide.error)
  return (
    <div className="flex flex-col gap-2 rounded-card border bg-muted/40 p-3">
      <p>
        {WORDS[dispute.state]} <ForeignText text={dispute.by} />, <Ago at={dispute.at} />:{' '}
        <ForeignText text={dispute.note} />
      </p>
      {mayDecide ? (
        <div className="flex flex-wrap gap-2">
          <Button pending={decide.isPending} onClick={() => decide.mutate('upheld')}>
            It is wrong
          </Button>
          <Button pending={decide.isPending} onClick={() => decide.mutate('rejected')}>
            It is right
          </Button>
        </div>
      ) : null}
      {problem === undefined ? null : (
        <p role="alert" className="text-fail">
          {problem}
        </p>
      )}
    </div>
  )
}
