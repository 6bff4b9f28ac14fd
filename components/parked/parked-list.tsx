'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { problemOf, useDecide } from '@/components/triage/use-decision'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import { Input } from '@/components/ui/input'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { can } from '@/lib/contracts/permissions'
import type { ParkedDto } from '@/lib/contracts/sprint'
import { routes } from '@/lib/routes'
import { parkedCsv, parkedMarkdown } from './parked-text'

/** What waits until after the launch. It never counts in the answer. */
export default function ParkedList() {
  const place = usePlace()
  const { parked } = useProjectState(place.project)
  const mayChange = place.self !== undefined && can(place.self.role, 'triage.update')
  if (parked.length === 0 && !mayChange) return null
  return (
    <Section aria-labelledby="parked-title">
      <SectionHeader>
        <SectionTitle id="parked-title">After the launch</SectionTitle>
        {parked.length === 0 ? null : (
          <div className="flex flex-wrap gap-2">
            <CopyButton text={parkedMarkdown(parked)} label="Copy as Markdown" isFix={false} />
            <CopyButton text={parkedCsv(parked)} label="Copy as CSV" isFix={false} />
          </div>
        )}
      </SectionHeader>
      {parked.length === 0 ? null : (
        <Card className="p-0">
          <ul>
            {parked.map((entry) => (
              <Entry key={entry.id} entry={entry} mayChange={mayChange} />
            ))}
          </ul>
        </Card>
      )}
      {mayChange ? <Add /> : null}
    </Section>
  )
}

function Entry({ entry, mayChange }: { entry: ParkedDto; mayChange: boolean }) {
  const place = usePlace()
  const remove = useDecide((at) => call(endpoints.unpark, { params: { projectId: at.project, parkedId: entry.id } }))
  const problem = problemOf(remove.error)
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0">
      <div className="flex min-w-0 flex-col gap-0.5">
        {entry.checkId === null ? (
          <ForeignText text={entry.title} />
        ) : (
          <Link
            href={routes.check({ ...place, check: entry.checkId })}
            className="link focus-ring rounded-sm underline"
          >
            <ForeignText text={entry.title} />
          </Link>
        )}
        <span className="text-muted-foreground text-xs">
          <ForeignText text={entry.by} />: <ForeignText text={entry.reason} />
        </span>
        {problem === undefined ? null : (
          <p role="alert" className="text-fail">
            {problem}
          </p>
        )}
      </div>
      {mayChange ? (
        <Button size="compact" pending={remove.isPending} onClick={() => remove.mutate(undefined)}>
          Take back
        </Button>
      ) : null}
    </li>
  )
}

function Add() {
  const [title, setTitle] = useState('')
  const [reason, setReason] = useState('')
  const add = useDecide((place, body: { title: string; reason: string }) =>
    call(endpoints.park, { params: { projectId: place.project }, body }),
  )
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    add.mutate(
      { title, reason },
      {
        onSuccess: () => {
          setTitle('')
          setReason('')
        },
      },
    )
  }
  const problem = problemOf(add.error)
  return (
    <Fold title="Park an idea" heading="h3">
      <form method="post" noValidate onSubmit={handleSubmit} className="flex max-w-md flex-col gap-3">
        <Field label="What" error={problemOf(add.error, 'title')}>
          {(control) => (
            <Input {...control} value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
          )}
        </Field>
        <Field label="Why it can wait" error={problemOf(add.error, 'reason')}>
          {(control) => (
            <Input {...control} value={reason} maxLength={600} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        {problem === undefined ? null : (
          <p role="alert" className="text-fail">
            {problem}
          </p>
        )}
        <Button type="submit" className="self-start" pending={add.isPending}>
          Park it
        </Button>
      </form>
    </Fold>
  )
}
