'use client'

import { type FormEvent, useState } from 'react'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose, DialogContent, DialogHeading, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { problemOf, useDecide } from './use-decision'

/** Puts a finding that does not block on the list for after the launch. */
export function ParkButton({ fingerprint }: { fingerprint: string }) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const add = useDecide((place, body: { fingerprint: string; reason: string }) =>
    call(endpoints.park, { params: { projectId: place.project }, body }),
  )
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    add.mutate({ fingerprint, reason }, { onSuccess: () => setOpen(false) })
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>After the launch…</Button>
      </DialogTrigger>
      <DialogContent>
        <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <DialogHeading
            title="Leave it for after the launch"
            description="It moves from the weaknesses to the list on the overview. The answer does not change."
          />
          <Field label="Why it can wait" error={problemOf(add.error, 'reason') ?? problemOf(add.error)}>
            {(control) => <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} />}
          </Field>
          <div className="flex flex-wrap justify-end gap-2">
            <DialogClose asChild>
              <Button>Keep it here</Button>
            </DialogClose>
            <Button type="submit" variant="primary" pending={add.isPending}>
              Leave it for later
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
