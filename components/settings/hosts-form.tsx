'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Plus, Trash2 } from 'lucide-react'
import { Controller, useFieldArray, useForm } from 'react-hook-form'
import { z } from 'zod'
import { useSaveProject } from '@/components/data/hooks'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ProjectDto } from '@/lib/contracts/project'
import { Hosts } from '@/lib/contracts/target'
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
  return (
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
              onClick={() => remove(index)}
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
    </SettingsPart>
  )
}
