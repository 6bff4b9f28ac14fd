'use client'

import { Controller, useForm } from 'react-hook-form'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { NONE } from '@/lib/roadmaps/answers'
import type { Writes } from '@/lib/roadmaps/questions'
import { useMailProfile } from './data'
import { AnswerForm, TextArea } from './form-parts'
import { seenAuthority, seenStaging, seenUrl } from './seen'
import { type AnswerProps, useAnswerForm } from './use-answer-form'

type UrlWrites = Extract<Writes, { kind: 'url' }>
type ChoiceWrites = Extract<Writes, { kind: 'choice' }>

const SEEN = 'We met this one while checking. Change it if it is wrong.'

/** The host of an address that is not in the list of hosts yet. */
function newHost(typed: string, hosts: readonly { name: string }[]): string | undefined {
  const host = URL.parse(typed.trim())?.hostname
  return host === undefined || host === '' || hosts.some(({ name }) => name === host) ? undefined : host
}

export function UrlForm({ writes, ...props }: AnswerProps & { writes: UrlWrites }) {
  const data = useProjectState(usePlace().project)
  const { domain, hosts, urls } = data.project.target
  const known = urls.find(({ purpose }) => purpose === writes.purpose)?.url
  const seen = known ?? seenUrl(data, writes.purpose)
  const form = useForm({ defaultValues: { url: seen ?? '' } })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  const stranger = newHost(form.watch('url'), hosts)
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      saveLabel={stranger === undefined ? 'Save' : `Add ${stranger} to the hosts and save`}
      onSubmit={form.handleSubmit(({ url }) => submit(stranger === undefined ? { url } : { url, addHost: true }))}
      others={
        <Button onClick={() => submit(NONE)} disabled={isSaving}>
          There is none
        </Button>
      }
    >
      <Field
        label="Full address"
        error={form.formState.errors.url?.message}
        help={known === undefined && seen !== undefined ? SEEN : undefined}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('url')}
            type="url"
            spellCheck={false}
            autoCapitalize="none"
            placeholder={`https://${domain}/${writes.purpose}`}
            className="font-mono text-code"
          />
        )}
      </Field>
    </AnswerForm>
  )
}

export function ChoiceForm({ writes, ...props }: AnswerProps & { writes: ChoiceWrites }) {
  const place = usePlace()
  const mail = useMailProfile(place.project).data
  const form = useForm({ defaultValues: {} })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  const guess = writes.key === 'sendsMail' || writes.key === 'receivesMail' ? mail?.[writes.key] : undefined
  return (
    <div className="flex flex-col gap-3">
      {guess === undefined ? null : <p>From your DNS records it looks like: {guess ? 'yes' : 'no'}.</p>}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => submit({ answer: 'yes' })} pending={isSaving} pendingLabel="Saving">
          Yes
        </Button>
        <Button onClick={() => submit({ answer: 'no' })} pending={isSaving} pendingLabel="Saving">
          No
        </Button>
      </div>
      {note === undefined ? null : (
        <p role="alert" className="text-fail">
          {note}
        </p>
      )}
    </div>
  )
}

export function TextForm(props: AnswerProps) {
  const { hostingProvider } = useProjectState(usePlace().project).project.target.profile
  const form = useForm({ defaultValues: { text: hostingProvider ?? '' } })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  return (
    <AnswerForm isSaving={isSaving} note={note} onSubmit={form.handleSubmit(submit)}>
      <Field label="Company" error={form.formState.errors.text?.message} className="max-w-md">
        {(control) => <Input {...control} {...form.register('text')} placeholder="Vercel, Hetzner, AWS" />}
      </Field>
    </AnswerForm>
  )
}

export function DateForm(props: AnswerProps) {
  const { registrationExpires } = useProjectState(usePlace().project).project.target.profile
  const form = useForm({ defaultValues: { date: registrationExpires ?? '' } })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  return (
    <AnswerForm isSaving={isSaving} note={note} onSubmit={form.handleSubmit(submit)}>
      <Field label="Registered until" error={form.formState.errors.date?.message} className="max-w-56">
        {(control) => <Input {...control} {...form.register('date')} type="date" />}
      </Field>
    </AnswerForm>
  )
}

export function NumberForm(props: AnswerProps) {
  const { mailPerDay } = useProjectState(usePlace().project).project.target.profile
  const form = useForm({ defaultValues: { number: mailPerDay === undefined ? '' : String(mailPerDay) } })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  function send({ number }: { number: string }) {
    const typed = number.replaceAll(/[\s,.]/g, '')
    return submit({ number: /^\d{1,12}$/.test(typed) ? Number(typed) : number })
  }
  return (
    <AnswerForm isSaving={isSaving} note={note} onSubmit={form.handleSubmit(send)}>
      <Field label="E-mails a day, about" error={form.formState.errors.number?.message} className="max-w-56">
        {(control) => <Input {...control} {...form.register('number')} inputMode="numeric" placeholder="200" />}
      </Field>
    </AnswerForm>
  )
}

const AUTHORITIES = [
  "Let's Encrypt",
  'Google Trust Services',
  'Amazon Trust Services',
  'DigiCert',
  'Sectigo',
  'ZeroSSL',
  'GlobalSign',
]

const NOT_SURE = 'not-sure'
const METHODS = [
  { value: NOT_SURE, label: 'Checks the domain: not sure how' },
  { value: 'http-01', label: 'By a file on the website (http-01)' },
  { value: 'dns-01', label: 'By a DNS record (dns-01)' },
  { value: 'tls-alpn-01', label: 'By the https port (tls-alpn-01)' },
] as const

export function AuthorityForm(props: AnswerProps) {
  const data = useProjectState(usePlace().project)
  const { certificateAuthority, certificateMethod } = data.project.target.profile
  const seen = certificateAuthority ?? seenAuthority(data)
  const form = useForm({ defaultValues: { authority: seen ?? '', method: certificateMethod ?? NOT_SURE } })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      onSubmit={form.handleSubmit(({ authority, method }) =>
        submit(method === NOT_SURE ? { authority } : { authority, method }),
      )}
    >
      <Field
        label="Certificate authority"
        error={form.formState.errors.authority?.message}
        help={certificateAuthority === undefined && seen !== undefined ? SEEN : undefined}
        className="max-w-md"
      >
        {(control) => (
          <>
            <Input {...control} {...form.register('authority')} list={`${control.id}-known`} autoComplete="off" />
            <datalist id={`${control.id}-known`}>
              {AUTHORITIES.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Controller
        control={form.control}
        name="method"
        render={({ field }) => (
          <Select
            label="How it makes sure that the domain is yours"
            options={METHODS}
            value={field.value}
            onChange={field.onChange}
            className="max-w-md"
          />
        )}
      />
    </AnswerForm>
  )
}

export function StagingForm(props: AnswerProps) {
  const data = useProjectState(usePlace().project)
  const { domain, hosts } = data.project.target
  const known = hosts.find(({ role }) => role === 'staging')?.name
  const seen = known ?? seenStaging(data)
  const form = useForm({ defaultValues: { host: seen ?? '' } })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      onSubmit={form.handleSubmit(submit)}
      others={
        <Button onClick={() => submit(NONE)} disabled={isSaving}>
          No staging
        </Button>
      }
    >
      <Field
        label="Host name"
        error={form.formState.errors.host?.message}
        help={known === undefined && seen !== undefined ? SEEN : 'It joins the hosts of the project.'}
        className="max-w-md"
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('host')}
            spellCheck={false}
            autoCapitalize="none"
            placeholder={`staging.${domain}`}
            className="font-mono text-code"
          />
        )}
      </Field>
    </AnswerForm>
  )
}

export function OriginsForm(props: AnswerProps) {
  const { hosts } = useProjectState(usePlace().project).project.target
  const apps = hosts.filter(({ role }) => role === 'app').map(({ name }) => name)
  const form = useForm({ defaultValues: { hosts: apps.join('\n') } })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  const errors = form.formState.errors.hosts
  const send = ({ hosts: typed }: { hosts: string }) =>
    submit({ hosts: typed.split(/[\s,]+/).filter((word) => word !== '') })
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      onSubmit={form.handleSubmit(send)}
      others={
        <Button onClick={() => submit({ hosts: [] })} disabled={isSaving}>
          Only the main host
        </Button>
      }
    >
      <Field label="Hosts, one per line" error={errors?.message} className="max-w-md">
        {(control) => (
          <TextArea
            {...control}
            {...form.register('hosts')}
            spellCheck={false}
            autoCapitalize="none"
            className="font-mono text-code"
          />
        )}
      </Field>
    </AnswerForm>
  )
}
