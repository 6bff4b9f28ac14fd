'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Controller, useFieldArray, useForm } from 'react-hook-form'
import { z } from 'zod'
import { useSaveProject } from '@/components/data/hooks'
import { useAddHost, useRemoveHost } from '@/components/suggestions/use-suggestions'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ProjectDto } from '@/lib/contracts/project'
import { type HostDto, Hosts } from '@/lib/contracts/target'
import { HostSuggestions } from './host-suggestions'
import { RemovedHost } from './removed-host'
import { SettingsPart } from './settings-part'
import { useSettingsForm } from './use-settings-form'
import { ROLE_OPTIONS } from './words'

const schema = z.object({ hosts: Hosts })

export function HostsForm({ project, canEdit }: { project: ProjectDto; canEdit: boolean }) {
  const saver = useSaveProject(project.id)
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { hosts: project.target.hosts } })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'hosts' })
  const { note, submit } = useSettingsForm(form)
  const { errors } = form.formState
  const taker = useRemoveHost(project.id)
  const adder = useAddHost(project.id)
  const [removed, setRemoved] = useState<HostDto>()
  function handleRemove(index: number) {
    const name = form.getValues(`hosts.${index}.name`)
    const kept = project.target.hosts.find((host) => host.name === name)
    // A row that was never saved is nothing the server knows.
    if (kept === undefined) return remove(index)
    taker.mutate(name, {
      onSuccess: () => {
        remove(index)
        setRemoved(kept)
      },
    })
  }
  function handleUndo(host: HostDto) {
    adder.mutate(host, {
      onSuccess: () => {
        append(host)
        setRemoved(undefined)
      },
    })
  }
  return (
    <div className="flex flex-col gap-3">
      <SettingsPart
        title="Hosts"
        help="Only hosts in this list are checked. Take out what is not yours."
        canEdit={canEdit}
        isSaving={saver.isPending}
        saveLabel="Save hosts"
        note={note}
        onSubmit={form.handleSubmit((values) =>
          submit({ save: () => saver.mutateAsync({ part: 'hosts', body: values }) }),
        )}
      >
        <ul className="flex flex-col gap-3">
          {fields.map((row, index) => (
            <li key={row.id} className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[1fr_176px_auto]">
              <Field
                label={`Host ${index + 1}`}
                labelClassName="sr-only"
                error={errors.hosts?.[index]?.name?.message ?? errors.hosts?.[index]?.message}
                className="max-sm:col-span-2"
              >
                {(control) => (
                  <Input
                    {...control}
                    {...form.register(`hosts.${index}.name`)}
                    spellCheck={false}
                    autoCapitalize="none"
                    className="font-mono text-code"
                  />
                )}
              </Field>
              <Controller
                control={form.control}
                name={`hosts.${index}.role`}
                render={({ field }) => (
                  <Select
                    label={`Role of host ${index + 1}`}
                    value={field.value}
                    options={ROLE_OPTIONS}
                    onChange={field.onChange}
                    disabled={!canEdit}
                  />
                )}
              />
              <Button
                variant="ghost"
                size="icon"
                className="size-9"
                aria-label={`Remove host ${index + 1}`}
                onClick={() => handleRemove(index)}
              >
                <Trash2 aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
        <Button size="compact" className="self-start" onClick={() => append({ name: '', role: 'other' })}>
          <Plus aria-hidden />
          Add host
        </Button>
        <RemovedHost removed={removed} error={taker.error ?? adder.error} onUndo={handleUndo} />
      </SettingsPart>
      {canEdit ? (
        <HostSuggestions projectId={project.id} onAdded={(host) => append(host, { shouldFocus: false })} />
      ) : null}
    </div>
  )
}
