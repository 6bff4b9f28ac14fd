'use client'

import { type FormEvent, useState } from 'react'
import { call } from '@/components/data/call'
import { problemOf, useMembers } from '@/components/triage/use-decision'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { BodyOf } from '@/lib/contracts/contract'
import type { ApproverDto, nameApprover } from '@/lib/contracts/handover'
import { visibleText } from '@/lib/format/visible-text'
import { APPROVER_ITEM } from '@/lib/roadmaps/handover'
import { useDesk } from './checklist-context'
import { checklist } from './endpoints'
import { useSend } from './use-checklist'

const NOBODY = ''
const OUTSIDE = 'outside'
const HEAR: Readonly<Record<ApproverDto['role'], string>> = {
  dns: 'Before any record changes',
  secrets: 'Before a key is replaced',
  rollback: 'Before going back to the last release',
}

/** Who has to say yes to the three changes that can take the product down. */
export function Approvers() {
  const { approvers, mayChange } = useDesk()
  return (
    <ul className="border-t">
      {approvers.map((approver) => (
        <li
          key={approver.role}
          className="flex break-inside-avoid flex-col gap-2 border-t px-4 py-3 first:border-t-0 sm:pl-12"
        >
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{approver.title}</span>
            <span className="text-muted-foreground text-xs">{HEAR[approver.role]}</span>
          </p>
          {mayChange ? (
            <Choice key={`${approver.name}-${approver.reach}`} approver={approver} />
          ) : (
            <Shown approver={approver} />
          )}
          {mayChange ? <Shown approver={approver} className="hidden print:block" /> : null}
        </li>
      ))}
    </ul>
  )
}

function Shown({ approver: { name, reach }, className }: { approver: ApproverDto; className?: string }) {
  if (name === null) return <p className={className}>Nobody is named yet</p>
  return (
    <p className={className}>
      <ForeignText text={name} />
      {reach === null ? null : (
        <>
          , <ForeignText text={reach} />
        </>
      )}
    </p>
  )
}

type Typed = { who: string; name: string; reach: string }

function asTyped({ name, userId, reach }: ApproverDto): Typed {
  return { who: name === null ? NOBODY : (userId ?? OUTSIDE), name: name ?? '', reach: reach ?? '' }
}

function Choice({ approver }: { approver: ApproverDto }) {
  const { news } = useDesk()
  const members = useMembers()
  const [typed, setTyped] = useState(() => asTyped(approver))
  const save = useSend((projectId, body: BodyOf<typeof nameApprover>) => {
    news.own(APPROVER_ITEM)
    return call(checklist.approver, { params: { projectId, approver: approver.role }, body })
  })
  const known = asTyped(approver)
  const isChanged =
    typed.who !== known.who || typed.reach !== known.reach || (typed.who === OUTSIDE && typed.name !== known.name)
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (save.isPending) return
    const { who, name, reach } = typed
    if (who === NOBODY) save.mutate({ person: null })
    else save.mutate({ person: who === OUTSIDE ? { name, reach } : { userId: who, reach } })
  }
  const { title } = approver
  const listed = members.some(({ id }) => id === typed.who)
  const kept = known.who !== NOBODY && known.who !== OUTSIDE && !listed && typed.who === known.who
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-wrap items-end gap-3 print:hidden">
      <Field label="Who" labelClassName="sr-only" className="w-full sm:w-48" error={problemOf(save.error, 'person')}>
        {(control) => (
          <Select
            control={{ ...control }}
            label={`Who approves: ${title}`}
            value={typed.who}
            options={[
              { value: NOBODY, label: 'Choose' },
              ...(kept ? [{ value: known.who, label: visibleText(known.name) }] : []),
              ...members.map(({ id, name, email }) => ({ value: id, label: visibleText(name ?? email) })),
              { value: OUTSIDE, label: 'Somebody else' },
            ]}
            onChange={(who) => setTyped({ ...typed, who, name: who === OUTSIDE ? '' : typed.name })}
          />
        )}
      </Field>
      {typed.who === OUTSIDE ? (
        <Field
          label={<span className="sr-only">Name for {title}</span>}
          className="w-full sm:w-48"
          error={problemOf(save.error, 'person.name') ?? problemOf(save.error, 'person.0.name')}
        >
          {(control) => (
            <Input
              {...control}
              placeholder="Name"
              value={typed.name}
              onChange={({ target }) => setTyped({ ...typed, name: target.value })}
            />
          )}
        </Field>
      ) : null}
      {typed.who === NOBODY ? null : (
        <Field
          label={<span className="sr-only">How to reach them for {title}</span>}
          className="w-full sm:w-56"
          error={problemOf(save.error, 'person.reach')}
        >
          {(control) => (
            <Input
              {...control}
              placeholder="Phone, mail or chat"
              value={typed.reach}
              onChange={({ target }) => setTyped({ ...typed, reach: target.value })}
            />
          )}
        </Field>
      )}
      {isChanged ? (
        <Button type="submit" variant="primary" pending={save.isPending} pendingLabel="Saving">
          Save approver
        </Button>
      ) : null}
      {problemOf(save.error) === undefined ? null : (
        <p role="alert" className="w-full text-fail">
          {problemOf(save.error)}
        </p>
      )}
    </form>
  )
}
