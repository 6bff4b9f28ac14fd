'use client'

import { Plus, Trash2 } from 'lucide-react'
import { Controller, useFieldArray, useForm } from 'react-hook-form'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { MailProfileDto } from '@/lib/contracts/sender'
import type { SendingDto } from '@/lib/contracts/target'
import { useMailProfile } from './data'
import { AnswerForm } from './form-parts'
import { MAIL_SERVICES } from './mail-services'
import { type AnswerProps, useAnswerForm } from './use-answer-form'

/** What is typed: selectors as one line of words, empty fields for "not known". */
type Row = { domain: string; provider: string; selectors: string; returnPath: string }

const UNKNOWN = 'not-known'
const OPTIONS = [
  { value: UNKNOWN, label: 'Another one, or not known' },
  ...MAIL_SERVICES.map(({ id, name }) => ({ value: id, label: name })),
]

function toRow({ domain, provider = '', selectors = [], returnPath = '' }: SendingDto): Row {
  return { domain, provider: provider === '' ? UNKNOWN : provider, selectors: selectors.join(' '), returnPath }
}

function fromRow({ domain, provider, selectors, returnPath }: Row): Record<string, string | string[]> {
  const words = selectors.split(/[\s,]+/).filter((word) => word !== '')
  return {
    domain: domain.trim(),
    ...(provider === UNKNOWN ? {} : { provider }),
    ...(returnPath.trim() === '' ? {} : { returnPath: returnPath.trim() }),
    ...(words.length === 0 ? {} : { selectors: words }),
  }
}

function seenRows(profile: MailProfileDto | undefined): Row[] {
  return (profile?.senders ?? []).map(({ domain, provider, selectors, returnPath }) =>
    toRow({
      domain,
      ...(provider === undefined ? {} : { provider }),
      selectors,
      ...(returnPath === undefined ? {} : { returnPath }),
    }),
  )
}

/** Waits for what DNS tells, so that the form begins with it. */
export function SenderForm(props: AnswerProps) {
  const place = usePlace()
  const { domain, sending } = useProjectState(place.project).project.target
  const mail = useMailProfile(place.project)
  if (sending.length === 0 && mail.isPending) return <p className="text-muted-foreground">Reading your DNS records…</p>
  const seen = seenRows(mail.data)
  const empty = [{ domain, provider: UNKNOWN, selectors: '', returnPath: '' }]
  const rows = sending.length > 0 ? sending.map(toRow) : seen.length > 0 ? seen : empty
  const because = sending.length > 0 ? [] : (mail.data?.senders ?? []).flatMap((sender) => sender.because)
  return <Senders {...props} rows={rows} because={because} domain={domain} />
}

type SendersProps = AnswerProps & { rows: Row[]; because: readonly string[]; domain: string }

function optionsFor(value: string) {
  return OPTIONS.some((option) => option.value === value) ? OPTIONS : [...OPTIONS, { value, label: value }]
}

function Senders({ rows, because, domain, ...props }: SendersProps) {
  const form = useForm({ defaultValues: { sending: rows } })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'sending' })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  const errors = form.formState.errors.sending
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      onSubmit={form.handleSubmit(({ sending }) => submit({ sending: sending.map(fromRow) }))}
      others={
        <Button
          variant="ghost"
          onClick={() => append({ domain, provider: UNKNOWN, selectors: '', returnPath: '' })}
          disabled={isSaving}
        >
          <Plus aria-hidden />
          Add another service
        </Button>
      }
    >
      {because.length === 0 ? null : (
        <p className="text-muted-foreground">Filled in from what we saw: {[...new Set(because)].join('; ')}.</p>
      )}
      <ul className="flex flex-col gap-4">
        {fields.map((row, index) => {
          const wrong = errors?.[index]
          return (
            <li key={row.id} className="grid gap-3 border-t pt-3 first:border-t-0 first:pt-0 sm:grid-cols-2">
              <Field label="Domain after the @" error={wrong?.domain?.message}>
                {(control) => (
                  <Input
                    {...control}
                    {...form.register(`sending.${index}.domain`)}
                    spellCheck={false}
                    autoCapitalize="none"
                  />
                )}
              </Field>
              <Controller
                control={form.control}
                name={`sending.${index}.provider`}
                render={({ field }) => (
                  <Field label="Service" error={wrong?.provider?.message}>
                    {(control) => (
                      <Select
                        control={control}
                        value={field.value}
                        options={optionsFor(field.value)}
                        onChange={field.onChange}
                      />
                    )}
                  </Field>
                )}
              />
              <Field label="DKIM selectors (optional)" error={wrong?.selectors?.message ?? wrong?.message}>
                {(control) => (
                  <Input
                    {...control}
                    {...form.register(`sending.${index}.selectors`)}
                    spellCheck={false}
                    autoCapitalize="none"
                    placeholder="google s1"
                  />
                )}
              </Field>
              <Field label="Return-path domain (optional)" error={wrong?.returnPath?.message}>
                {(control) => (
                  <Input
                    {...control}
                    {...form.register(`sending.${index}.returnPath`)}
                    spellCheck={false}
                    autoCapitalize="none"
                  />
                )}
              </Field>
              {fields.length === 1 ? null : (
                <Button size="compact" variant="ghost" className="justify-self-start" onClick={() => remove(index)}>
                  <Trash2 aria-hidden />
                  Remove service {index + 1}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </AnswerForm>
  )
}
