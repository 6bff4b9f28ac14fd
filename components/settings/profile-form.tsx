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
  hasStaging: answer,
  behindCloudflare: answer,
  embeddable: answer,
  legacyClients: answer,
  measureBaseline: answer,
  registrationExpires: z.union([z.literal(''), z.iso.date('Choose a date, or leave this empty')]),
  hostingProvider: z.string().trim().max(64, 'Keep this under 64 characters'),
  dnsApprover: z.string().trim().max(120, 'Keep this under 120 characters'),
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
  { name: 'hasStaging', label: 'Is there a copy for tests (staging)?' },
  { name: 'behindCloudflare', label: 'Do visitors come through Cloudflare?' },
  { name: 'embeddable', label: 'Do other sites show your pages inside theirs?' },
  { name: 'legacyClients', label: 'Must programs older than 2013 get in?' },
  { name: 'measureBaseline', label: 'Load key pages 20 times, to know their p95?' },
] as const

const TEXTS = ['launchAt', 'registrationExpires', 'hostingProvider', 'dnsApprover'] as const

function toAnswer(value: boolean | undefined): Answer {
  if (value === undefined) return 'unsure'
  return value ? 'yes' : 'no'
}

function fromAnswers(values: z.output<typeof schema>, profile: ProfileDto): ProfileDto {
  // What this form does not ask stays as it was.
  const asked: ReadonlySet<string> = new Set([...TEXTS, ...QUESTIONS.map(({ name }) => name)])
  const rest = Object.fromEntries(Object.entries(profile).filter(([name]) => !asked.has(name)))
  const texts = TEXTS.flatMap((name) => (values[name] === '' ? [] : [[name, values[name]] as const]))
  const answers = QUESTIONS.flatMap(({ name }) =>
    values[name] === 'unsure' ? [] : [[name, values[name] === 'yes'] as const],
  )
  return {
    ...rest,
    ...Object.fromEntries(answers),
    ...Object.fromEntries(texts),
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
      hasStaging: toAnswer(profile.hasStaging),
      behindCloudflare: toAnswer(profile.behindCloudflare),
      embeddable: toAnswer(profile.embeddable),
      legacyClients: toAnswer(profile.legacyClients),
      measureBaseline: toAnswer(profile.measureBaseline),
      registrationExpires: profile.registrationExpires ?? '',
      hostingProvider: profile.hostingProvider ?? '',
      dnsApprover: profile.dnsApprover ?? '',
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
        <Field label="Domain is registered until" error={form.formState.errors.registrationExpires?.message}>
          {(control) => <Input {...control} {...form.register('registrationExpires')} type="date" />}
        </Field>
        <Field label="Where the website runs" error={form.formState.errors.hostingProvider?.message}>
          {(control) => <Input {...control} {...form.register('hostingProvider')} />}
        </Field>
        <Field label="Who approves DNS changes" error={form.formState.errors.dnsApprover?.message}>
          {(control) => <Input {...control} {...form.register('dnsApprover')} />}
        </Field>
      </div>
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
