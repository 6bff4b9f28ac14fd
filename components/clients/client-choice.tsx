'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { keys } from '@/components/data/keys'
import { clientsOptions } from '@/components/data/options'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { visibleText } from '@/lib/format/visible-text'

const NOBODY = 'nobody'
const NEW = 'new'

type ClientChoiceProps = {
  workspaceId: string
  /** The chosen client; null: nobody in particular. */
  value: { id: string; name?: string | undefined } | null
  onChange: (clientId: string | null) => void
  error?: string | undefined
  disabled?: boolean
}

/** Whom a project is made for, or a new client by its name. */
export function ClientChoice({ workspaceId, value, onChange, error, disabled = false }: ClientChoiceProps) {
  const { data } = useQuery(clientsOptions(workspaceId))
  const [isNew, setNew] = useState(false)
  const known = data?.items ?? (value?.name === undefined ? [] : [{ id: value.id, name: value.name }])
  function handleChange(chosen: string) {
    setNew(chosen === NEW)
    if (chosen !== NEW) onChange(chosen === NOBODY ? null : chosen)
  }
  return (
    <div className="flex flex-col gap-3">
      <Field label="Client" help="Groups projects in the list." error={error} className="max-w-md">
        {(control) => (
          <Select
            control={control}
            value={isNew ? NEW : (value?.id ?? NOBODY)}
            options={[
              { value: NOBODY, label: 'Nobody in particular' },
              ...known.map(({ id, name }) => ({ value: id, label: visibleText(name) })),
              { value: NEW, label: 'Add a client' },
            ]}
            onChange={handleChange}
            disabled={disabled}
          />
        )}
      </Field>
      {isNew ? (
        <NewClient
          workspaceId={workspaceId}
          onAdded={(id) => {
            setNew(false)
            onChange(id)
          }}
        />
      ) : null}
    </div>
  )
}

function NewClient({ workspaceId, onAdded }: { workspaceId: string; onAdded: (clientId: string) => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: () => call(endpoints.createClient, { params: { workspaceId }, body: { name } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: keys.clients(workspaceId) })
      onAdded(id)
    },
  })
  const reason = add.error instanceof ApiError ? add.error.invalidParams[0]?.reason : undefined
  const problem = add.error === null ? undefined : (reason ?? messageOf(add.error))
  return (
    <Field label="Name of the new client" error={problem} className="max-w-md">
      {(control) => (
        <span className="flex gap-2">
          <Input
            {...control}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              // Enter would send the form around this field.
              if (event.key !== 'Enter') return
              event.preventDefault()
              add.mutate()
            }}
          />
          <Button onClick={() => add.mutate()} pending={add.isPending} pendingLabel="Adding">
            Add client
          </Button>
        </span>
      )}
    </Field>
  )
}
