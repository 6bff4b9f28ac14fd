'use client'

import { Controller, useForm } from 'react-hook-form'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { SURFACE_NAMES } from '@/components/ownership/rate-plan'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { EMAIL_PLACE, PASSWORD_PLACE, RATE_TYPES, type RateSurface, RateTemplates } from '@/lib/engine/rate-template'
import { useInputs } from './data'
import { AnswerForm, TextArea } from './form-parts'
import { type AnswerProps, useAnswerForm } from './use-answer-form'

/** What is typed; empty for "as you find it". */
type Row = { surface: RateSurface; url: string; contentType: string; body: string; requests: string }

const PURPOSES: Readonly<Record<string, RateSurface>> = {
  login: 'login',
  'password-reset': 'password-reset',
  signup: 'signup',
  api: 'public-api',
  webhook: 'webhook',
}
const TYPES = [
  { value: RATE_TYPES[0], label: 'JSON' },
  { value: RATE_TYPES[1], label: 'Form' },
]

function rowFor(surface: RateSurface, kept: unknown): Row {
  const parsed = RateTemplates.safeParse(kept)
  const known = parsed.success ? parsed.data.templates.find((one) => one.surface === surface) : undefined
  return {
    surface,
    url: known?.url ?? '',
    contentType: known?.contentType ?? RATE_TYPES[0],
    body: known?.body ?? '',
    requests: known?.requests === undefined ? '' : String(known.requests),
  }
}

const isTyped = ({ url, body, requests }: Row): boolean => [url, body, requests].some((text) => text.trim() !== '')

function fromRow({ surface, url, contentType, body, requests }: Row) {
  const typed = requests.trim()
  return {
    surface,
    ...(url.trim() === '' ? {} : { url: url.trim() }),
    ...(body.trim() === '' ? {} : { contentType, body: body.trim() }),
    ...(typed === '' ? {} : { requests: /^\d{1,4}$/.test(typed) ? Number(typed) : typed }),
  }
}

/** What is sent to each address that may be tried, where it is not what the page itself sends. */
export function RatesForm(props: AnswerProps) {
  const place = usePlace()
  const { urls } = useProjectState(place.project).project.target
  const kept = useInputs(place.project).find(({ question }) => question === props.question.id)
  const surfaces = [...new Set(urls.flatMap(({ purpose }) => PURPOSES[purpose] ?? []))]
  const form = useForm({ defaultValues: { templates: surfaces.map((surface) => rowFor(surface, kept?.value)) } })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  const errors = form.formState.errors.templates
  // The server names rows by their place among those that were sent: all are sent.
  const send = ({ templates }: { templates: Row[] }) =>
    submit({ templates: templates.some(isTyped) ? templates.map(fromRow) : [] })
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      onSubmit={form.handleSubmit(send)}
      others={
        <Button onClick={() => submit({ templates: [] })} disabled={isSaving}>
          Send what the page itself sends
        </Button>
      }
    >
      <p className="text-muted-foreground">
        Leave a field empty to use what we find. {EMAIL_PLACE} and {PASSWORD_PLACE} stand for a made-up account.
      </p>
      {surfaces.map((surface, place) => (
        <fieldset key={surface} className="flex flex-col gap-3 rounded-control border p-3">
          <legend className="px-1 font-medium">{SURFACE_NAMES[surface]}</legend>
          <Field label="Address, where it is another one" error={errors?.[place]?.url?.message}>
            {(control) => (
              <Input
                {...control}
                {...form.register(`templates.${place}.url`)}
                type="url"
                spellCheck={false}
                autoCapitalize="none"
                className="font-mono text-code"
              />
            )}
          </Field>
          {surface === 'public-api' ? null : (
            <>
              <Controller
                control={form.control}
                name={`templates.${place}.contentType`}
                render={({ field }) => (
                  <Select label="Sent as" options={TYPES} value={field.value} onChange={field.onChange} />
                )}
              />
              <Field label="What is sent" error={errors?.[place]?.body?.message}>
                {(control) => (
                  <TextArea
                    {...control}
                    {...form.register(`templates.${place}.body`)}
                    rows={3}
                    spellCheck={false}
                    autoCapitalize="none"
                    placeholder={`{"email":"${EMAIL_PLACE}","password":"${PASSWORD_PLACE}"}`}
                    className="font-mono text-code"
                  />
                )}
              </Field>
            </>
          )}
          <Field
            label="Requests at most"
            error={errors?.[place]?.requests?.message}
            help="5 to 60; 30 unless you say otherwise."
            className="max-w-40"
          >
            {(control) => (
              <Input
                {...control}
                {...form.register(`templates.${place}.requests`)}
                inputMode="numeric"
                placeholder="30"
              />
            )}
          </Field>
        </fieldset>
      ))}
    </AnswerForm>
  )
}
