'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
import { clientsOptions } from '@/components/data/options'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section, SectionTitle } from '@/components/ui/section'
import type { ClientDto } from '@/lib/contracts/client'
import { count } from '@/lib/format/count'
import { visibleText } from '@/lib/format/visible-text'

/** The clients of a workspace: add, rename, and remove those nothing is made for. */
export function Clients({ workspaceId }: { workspaceId: string }) {
  const { data, error } = useQuery(clientsOptions(workspaceId))
  return (
    <Section>
      <SectionTitle>Clients</SectionTitle>
      <Card className="flex flex-col gap-4">
        <p>Projects can be grouped by the client they are made for. Choose it in the settings of a project.</p>
        {error === null ? null : <p role="alert">We could not load the clients. {messageOf(error)}</p>}
        {data === undefined || data.items.length === 0 ? null : (
          <ul className="flex flex-col gap-3">
            {data.items.map((client) => (
              <li key={client.id}>
                <Row workspaceId={workspaceId} client={client} />
              </li>
            ))}
          </ul>
        )}
        <Add workspaceId={workspaceId} />
      </Card>
    </Section>
  )
}

/** Saves something about clients and shows every list of them anew. */
function useChange(workspaceId: string, change: (name: string) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.clients(workspaceId) })
      void client.invalidateQueries({ queryKey: keys.projects(workspaceId) })
    },
  })
}

function problemOf(error: unknown): string | undefined {
  if (error === null) return undefined
  const reason = error instanceof ApiError ? error.invalidParams[0]?.reason : undefined
  return reason ?? messageOf(error)
}

function Row({ workspaceId, client }: { workspaceId: string; client: ClientDto }) {
  const [name, setName] = useState(client.name)
  const params = { workspaceId, clientId: client.id }
  const rename = useChange(workspaceId, (next) => call(endpoints.renameClient, { params, body: { name: next } }))
  const remove = useChange(workspaceId, () => call(endpoints.deleteClient, { params, body: {} }))
  const shown = visibleText(client.name)
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    rename.mutate(name)
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-wrap items-end gap-2">
      <Field
        label={`Name of ${shown}`}
        help={count(client.projects, 'project')}
        error={problemOf(rename.error) ?? problemOf(remove.error)}
        className="min-w-48 flex-1 [overflow-wrap:anywhere]"
      >
        {(control) => (
          <Input {...control} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Button type="submit" aria-label={`Rename ${shown}`} pending={rename.isPending} pendingLabel="Saving">
        Rename
      </Button>
      {client.projects > 0 ? null : (
        <Button
          variant="ghost"
          aria-label={`Remove ${shown}`}
          onClick={() => remove.mutate('')}
          pending={remove.isPending}
          pendingLabel="Removing"
        >
          Remove
        </Button>
      )}
    </form>
  )
}

function Add({ workspaceId }: { workspaceId: string }) {
  const [name, setName] = useState('')
  const add = useChange(workspaceId, (next) =>
    call(endpoints.createClient, { params: { workspaceId }, body: { name: next } }),
  )
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    add.mutate(name, { onSuccess: () => setName('') })
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-wrap items-end gap-2">
      <Field label="New client" error={problemOf(add.error)} className="min-w-48 flex-1">
        {(control) => (
          <Input {...control} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Button type="submit" pending={add.isPending} pendingLabel="Adding">
        Add client
      </Button>
    </form>
  )
}
