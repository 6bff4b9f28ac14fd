'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Plus, Trash2 } from 'lucide-react'
import { useFieldArray, useForm } from 'react-hook-form'
import { z } from 'zod'
import { useSaveProject } from '@/components/data/hooks'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Term } from '@/components/ui/term'
import type { ProjectDto } from '@/lib/contracts/project'
import type { SendingDto } from '@/lib/contracts/target'
import { SettingsPart } from './settings-part'
import { useSettingsForm } from './use-settings-form'

const text = z.string().trim().max(1000)

/** What is typed: selectors as one line of words, empty fields for "not known". */
const schema = z.object({
  sending: z.array(z.object({ domain: text, provider: text, returnPath: text, selectors: text })),
})

type Row = z.output<typeof schema>['sending'][number]

function toRow({ domain, provider = '', returnPath = '', selectors = [] }: SendingDto): Row {
  return { domain, provider, returnPath, selectors: selectors.join(' ') }
}

function fromRow({ domain, provider, returnPath, selectors }: Row): SendingDto {
  const words = selectors.split(/[\s,]+/).filter((word) => word !== '')
  return {
    domain,
    ...(provider === '' ? {} : { provider }),
    ...(returnPath === '' ? {} : { returnPath }),
    ...(words.length === 0 ? {} : { selectors: words }),
  }
}

const FIELDS = [
  { name: 'domain', label: 'Domain after the @' },
  { name: 'provider', label: 'Provider (optional)' },
  { name: 'selectors', label: 'DKIM selectors (optional)' },
  { name: 'returnPath', label: 'Return-path domain (optional)' },
] as const

export function SendingForm({ project, canEdit }: { project: ProjectDto; canEdit: boolean }) {
  const saver = useSaveProject(project.id)
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { sending: project.target.sending.map(toRow) },
  })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'sending' })
  const { note, submit } = useSettingsForm(form)
  const { errors } = form.formState
  return (
    <SettingsPart
      title="Sending domains"
      help={
        <>
          Where your password resets and receipts come from. With the provider and its{' '}
          <Term explain="The word in front of ._domainkey in the DNS record of a mail signature; your provider shows it.">
            DKIM selectors
          </Term>{' '}
          we can prove that mail is signed.
        </>
      }
      canEdit={canEdit}
      isSaving={saver.isPending}
      saveLabel="Save sending domains"
      note={note}
      onSubmit={form.handleSubmit(({ sending }) =>
        submit({ save: () => saver.mutateAsync({ part: 'sending', body: { sending: sending.map(fromRow) } }) }),
      )}
    >
      {fields.length === 0 ? <p className="text-muted-foreground">No sending domain yet.</p> : null}
      <ul className="flex flex-col gap-4">
        {fields.map((row, index) => (
          <li key={row.id} className="flex flex-col gap-3 border-t pt-4 first:border-t-0 first:pt-0">
            <div className="grid gap-3 sm:grid-cols-2">
              {FIELDS.map(({ name, label }) => (
                <Field key={name} label={label} error={errors.sending?.[index]?.[name]?.message}>
                  {(control) => (
                    <Input
                      {...control}
                      {...form.register(`sending.${index}.${name}`)}
                      spellCheck={false}
                      autoCapitalize="none"
                    />
                  )}
                </Field>
              ))}
            </div>
            <Button size="compact" variant="ghost" className="self-start" onClick={() => remove(index)}>
              <Trash2 aria-hidden />
              Remove sending domain {index + 1}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        size="compact"
        className="self-start"
        onClick={() => append({ domain: project.target.domain, provider: '', returnPath: '', selectors: '' })}
      >
        <Plus aria-hidden />
        Add sending domain
      </Button>
    </SettingsPart>
  )
}
