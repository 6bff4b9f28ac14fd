'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { useSaveProject } from '@/components/data/hooks'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ProjectDto } from '@/lib/contracts/project'
import type { ProfileDto } from '@/lib/contracts/target'
import { SettingsPart } from './settings-part'
import { useSettingsForm } from './use-settings-form'

const answer = z.enum(['yes', 'no', 'unsure'])
type Answer = z.infer<typeof answer>

const schema = z.object({
  launchAt: z.union([z.literal(''), z.iso.date('Choose a date, or leave this empty')]),
  sendsMail: answer,
  receivesMail: answer,
  publicSite: answer,
  tenantSubdomains: answer,
})

const OPTIONS = [
  { value: 'unsure', label: 'Not sure' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
] as const

const QUESTIONS = [
  { name: 'sendsMail', label: 'Does this domain send e-mail?' },
  { name: 'receivesMail', label: 'Does this domain receive e-mail?' },
  { name: 'publicSite', label: 'Is there a site anyone can visit?' },
  { name: 'tenantSubdomains', label: 'Does each customer get a subdomain?' },
] as const

function toAnswer(value: boolean | undefined): Answer {
  if (value === undefined) return 'unsure'
  return value ? 'yes' : 'no'
}

function fromAnswers(values: z.output<typeof schema>, profile: ProfileDto): ProfileDto {
  // What this form does not ask stays as it was.
  const { launchAt, sendsMail, receivesMail, publicSite, tenantSubdomains, ...rest } = profile
  const answers = QUESTIONS.flatMap(({ name }) =>
    values[name] === 'unsure' ? [] : [[name, values[name] === 'yes'] as const],
  )
  return {
    ...rest,
    ...Object.fromEntries(answers),
    ...(values.launchAt === '' ? {} : { launchAt: values.launchAt }),
  }
}

export function ProfileForm({ project, canEdit }: { project: ProjectDto; canEdit: boolean }) {
  const { profile } = project.target
  const saver = useSaveProject(project.id)
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      launchAt: profile.launchAt?.slice(0, 'yyyy-mm-dd'.length) ?? '',
      sendsMail: toAnswer(profile.sendsMail),
      receivesMail: toAnswer(profile.receivesMail),
      publicSite: toAnswer(profile.publicSite),
      tenantSubdomains: toAnswer(profile.tenantSubdomains),
    },
  })
  const { note, submit } = useSettingsForm(form)
  return (
    <SettingsPart
      title="About the product"
      help="“Not sure” is fine: then we look, and ask only where looking cannot tell."
      canEdit={canEdit}
      isSaving={saver.isPending}
      saveLabel="Save answers"
      note={note}
      onSubmit={form.handleSubmit((values) =>
        submit({ save: () => saver.mutateAsync({ part: 'profile', body: { profile: fromAnswers(values, profile) } }) }),
      )}
    >
      <Field label="Launch date" error={form.formState.errors.launchAt?.message} className="max-w-56">
        {(control) => <Input {...control} {...form.register('launchAt')} type="date" />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {QUESTIONS.map(({ name, label }) => (
          <Controller
            key={name}
            control={form.control}
            name={name}
            render={({ field }) => (
              <Field label={label}>
                {(control) => (
                  <Select
                    control={control}
                    value={field.value}
                    options={OPTIONS}
                    onChange={field.onChange}
                    disabled={!canEdit}
                  />
                )}
              </Field>
            )}
          />
        ))}
      </div>
    </SettingsPart>
  )
}
