'use client'

import { useForm } from 'react-hook-form'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { NONE } from '@/lib/roadmaps/answers'
import { useInputs } from './data'
import { AnswerForm, TextArea } from './form-parts'
import { type AnswerProps, useAnswerForm } from './use-answer-form'

function addressesIn(value: unknown): string[] {
  const named: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'addresses') : undefined
  return Array.isArray(named) ? named.map(String) : []
}

/** Addresses of the servers behind the network in front. */
export function OriginForm(props: AnswerProps) {
  const kept = useInputs(usePlace().project).find(({ question }) => question === props.question.id)
  const form = useForm({ defaultValues: { addresses: addressesIn(kept?.value).join('\n') } })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  const send = ({ addresses }: { addresses: string }) =>
    submit({ addresses: addresses.split(/[\s,]+/).filter((word) => word !== '') })
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      onSubmit={form.handleSubmit(send)}
      others={
        <Button onClick={() => submit(NONE)} disabled={isSaving}>
          There is none
        </Button>
      }
    >
      <Field label="Addresses, one per line" error={form.formState.errors.addresses?.message} className="max-w-md">
        {(control) => (
          <TextArea
            {...control}
            {...form.register('addresses')}
            spellCheck={false}
            autoCapitalize="none"
            placeholder="203.0.113.7"
            className="font-mono text-code"
          />
        )}
      </Field>
    </AnswerForm>
  )
}
