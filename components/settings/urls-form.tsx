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
import { Urls } from '@/lib/contracts/target'
import { SettingsPart } from './settings-part'
import { useSettingsForm } from './use-settings-form'
import { PURPOSE_OPTIONS } from './words'

const schema = z.object({ urls: Urls })

export function UrlsForm({ project, canEdit }: { project: ProjectDto; canEdit: boolean }) {
  const saver = useSaveProject(project.id)
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { urls: project.target.urls } })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'urls' })
  const { note, submit } = useSettingsForm(form)
  const { errors } = form.formState
  return (
    <SettingsPart
      title="Key URLs"
      help="The addresses that matter most: login, signup, health. Their host must be in the list above."
      canEdit={canEdit}
      isSaving={saver.isPending}
      saveLabel="Save key URLs"
      note={note}
      onSubmit={form.handleSubmit((values) =>
        submit({ save: () => saver.mutateAsync({ part: 'urls', body: values }) }),
      )}
    >
      {fields.length === 0 ? <p className="text-muted-foreground">No key URLs yet.</p> : null}
      <ul className="flex flex-col gap-3">
        {fields.map((row, index) => (
          <li key={row.id} className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[1fr_176px_auto]">
            <Field
              label={`Address ${index + 1}`}
              labelClassName="sr-only"
              error={errors.urls?.[index]?.url?.message ?? errors.urls?.[index]?.message}
              className="max-sm:col-span-2"
            >
              {(control) => (
                <Input
                  {...control}
                  {...form.register(`urls.${index}.url`)}
                  type="url"
                  spellCheck={false}
                  placeholder={`https://${project.target.domain}/login`}
                  className="font-mono text-code"
                />
              )}
            </Field>
            <Controller
              control={form.control}
              name={`urls.${index}.purpose`}
              render={({ field }) => (
                <Select
                  label={`Purpose of address ${index + 1}`}
                  value={field.value}
                  options={PURPOSE_OPTIONS}
                  onChange={field.onChange}
                  disabled={!canEdit}
                />
              )}
            />
            <Button
              variant="ghost"
              size="icon"
              className="size-9"
              aria-label={`Remove address ${index + 1}`}
              onClick={() => remove(index)}
            >
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <Button size="compact" className="self-start" onClick={() => append({ url: '', purpose: 'login' })}>
        <Plus aria-hidden />
        Add key URL
      </Button>
    </SettingsPart>
  )
}
