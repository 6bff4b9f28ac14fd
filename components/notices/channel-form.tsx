'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useConfirmed } from '@/components/account/use-confirmed'
import { call } from '@/components/data/call'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { NoticeKind } from '@/lib/contracts/notice-kinds'
import { visibleText } from '@/lib/format/visible-text'
import { noticeEndpoints, noticesOptions } from './data'
import type { ProjectName } from './notices-view'
import { SecretOnce } from './secret-once'

const KINDS = [
  { value: 'slack', label: 'Chat room (Slack)' },
  { value: 'webhook', label: 'Program (signed webhook)' },
] as const
type Kind = (typeof KINDS)[number]['value']

const ALL = 'all'
/** What a new channel is told of; the grid above changes it. */
const FIRST: NoticeKind[] = ['verdict-changed', 'new-blocker', 'run-failed']
const EMPTY = { name: '', url: '' }

/** Adds a room or a program. */
export function ChannelForm({ workspaceId, projects }: { workspaceId: string; projects: readonly ProjectName[] }) {
  const client = useQueryClient()
  const [kind, setKind] = useState<Kind>('slack')
  const [typed, setTyped] = useState(EMPTY)
  const [place, setPlace] = useState(ALL)
  const [made, setMade] = useState<{ secret: string | null }>()
  const { carryOut, field, problem, isPending } = useConfirmed()
  async function submit() {
    setMade(undefined)
    const body = { kind, ...typed, projectId: place === ALL ? null : place, kinds: FIRST }
    const done = await carryOut(async () => {
      const { secret } = await call(noticeEndpoints.createChannel, { params: { workspaceId }, body })
      setMade({ secret })
    })
    if (!done) return
    setTyped(EMPTY)
    await client.invalidateQueries({ queryKey: noticesOptions(workspaceId).queryKey })
  }
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (!isPending) void submit()
  }
  const reasonOf = (name: string) => (problem?.field === name ? problem.text : undefined)
  const isNamed = problem?.field === 'name' || problem?.field === 'url'
  return (
    <Card>
      <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
        <h3 className="font-medium">Add a channel</h3>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Kind">
            {(control) => <Select control={control} value={kind} options={KINDS} onChange={setKind} />}
          </Field>
          <Field label="Name" error={reasonOf('name')}>
            {(control) => (
              <Input
                {...control}
                value={typed.name}
                onChange={(event) => setTyped({ ...typed, name: event.target.value })}
                autoComplete="off"
              />
            )}
          </Field>
          <Field
            label="Address"
            error={reasonOf('url')}
            help={
              kind === 'slack'
                ? 'The incoming webhook of the room. It is kept sealed and not shown again.'
                : 'Where we post JSON. It is kept sealed; only its host is shown.'
            }
          >
            {(control) => (
              <Input
                {...control}
                value={typed.url}
                onChange={(event) => setTyped({ ...typed, url: event.target.value })}
                autoComplete="off"
                spellCheck={false}
                inputMode="url"
              />
            )}
          </Field>
          <Field label="Told of">
            {(control) => (
              <Select
                control={control}
                value={place}
                onChange={setPlace}
                options={[
                  { value: ALL, label: 'All projects' },
                  ...projects.map(({ id, name }) => ({ value: id, label: visibleText(name) })),
                ]}
              />
            )}
          </Field>
        </div>
        {field}
        {problem === undefined || isNamed ? null : (
          <p role="alert" className="text-fail">
            {problem.text}
          </p>
        )}
        <Button type="submit" className="self-start" pending={isPending}>
          Add channel
        </Button>
        <p role="status" className="empty:hidden">
          {made === undefined ? '' : 'Added. Send a test to see whether it answers.'}
        </p>
      </form>
      {made?.secret == null ? null : <SecretOnce secret={made.secret} />}
    </Card>
  )
}
