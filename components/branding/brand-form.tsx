'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { SettingsPart } from '@/components/settings/settings-part'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { BrandingDto } from '@/lib/contracts/branding'
import { visibleText } from '@/lib/format/visible-text'
import { accentNote, choicesOf, type Typed } from './choices'
import { type BrandPlace, brandingEndpoints, brandingOptions, placeQuery } from './data'

type BrandFormProps = {
  place: BrandPlace
  branding: BrandingDto
  typed: Typed
  onType: (change: Partial<Typed>) => void
  canEdit: boolean
}

/** What a colour chooser shows while no colour is chosen. */
const NO_COLOUR = '#000000'

export function BrandForm({ place, branding, typed, onType, canEdit }: BrandFormProps) {
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () =>
      call(brandingEndpoints.putBranding, {
        params: { workspaceId: place.workspaceId },
        query: placeQuery(place),
        body: choicesOf(typed),
      }),
    onSuccess: (fresh) => client.setQueryData(brandingOptions(place).queryKey, fresh),
  })
  const problems = save.error instanceof ApiError ? save.error.invalidParams : []
  const problem = (name: string) => problems.find((field) => field.name === name)?.reason
  const note =
    save.error !== null && problems.length === 0
      ? { isProblem: true, text: messageOf(save.error) }
      : problems.length > 0
        ? { isProblem: true, text: 'Not saved yet. Correct what is marked above.' }
        : save.isSuccess
          ? { isProblem: false, text: 'Saved. Open shared pages show it when they load again.' }
          : undefined
  const text = (name: Exclude<keyof Typed, 'poweredBy'>) => ({
    value: typed[name],
    onChange: (event: { target: { value: string } }) => onType({ [name]: event.target.value }),
  })
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    save.mutate()
  }
  return (
    <SettingsPart
      title="Name, colour and contact"
      help={`What shared pages and handover packs show. Fields left empty use ${place.clientId === undefined ? 'the name of the workspace and our own colour' : 'what the workspace chose'}.`}
      canEdit={canEdit}
      isSaving={save.isPending}
      saveLabel="Save branding"
      note={note}
      onSubmit={handleSubmit}
    >
      <Field label="Name" error={problem('name')} className="max-w-md">
        {(control) => (
          <Input {...control} {...text('name')} maxLength={80} placeholder={visibleText(branding.above.name)} />
        )}
      </Field>
      <Field
        label="Accent colour"
        help={accentNote(typed.accent) ?? 'Colours links and buttons. Pass, warning and fail keep their own colours.'}
        error={problem('accent')}
        className="max-w-md"
      >
        {(control) => (
          <span className="flex gap-2">
            <Input {...control} {...text('accent')} maxLength={7} placeholder="#1d4ed8" spellCheck={false} />
            <input
              type="color"
              aria-label="Choose the accent colour"
              value={/^#[0-9a-f]{6}$/i.test(typed.accent) ? typed.accent : NO_COLOUR}
              onChange={(event) => onType({ accent: event.target.value })}
              className="focus-ring h-9 w-12 shrink-0 rounded-control border border-input bg-card p-1 pointer-coarse:h-11"
            />
          </span>
        )}
      </Field>
      <Field label="Contact text" error={problem('contact.text')} className="max-w-md">
        {(control) => (
          <Input
            {...control}
            {...text('contactText')}
            maxLength={300}
            placeholder={branding.above.contact?.text ?? ''}
          />
        )}
      </Field>
      <Field label="Words on the contact button" error={problem('contact.label')} className="max-w-md">
        {(control) => (
          <Input
            {...control}
            {...text('contactLabel')}
            maxLength={40}
            placeholder={branding.above.contact?.label ?? ''}
          />
        )}
      </Field>
      <Field
        label="Where the contact button leads"
        help="An address that begins with https:// or mailto:"
        error={problem('contact.href') ?? problem('contact')}
        className="max-w-md"
      >
        {(control) => (
          <Input
            {...control}
            {...text('contactHref')}
            maxLength={500}
            inputMode="url"
            spellCheck={false}
            placeholder={branding.above.contact?.href ?? ''}
          />
        )}
      </Field>
      <Field label="Mention of Launch Ready" className="max-w-md">
        {(control) => (
          <Select
            control={control}
            value={typed.poweredBy}
            options={[
              { value: 'above', label: branding.above.poweredBy ? 'As above: shown' : 'As above: not shown' },
              { value: 'shown', label: 'Shown at the end of the page' },
              { value: 'hidden', label: 'Not shown' },
            ]}
            onChange={(poweredBy) => onType({ poweredBy })}
            disabled={!canEdit}
          />
        )}
      </Field>
    </SettingsPart>
  )
}
