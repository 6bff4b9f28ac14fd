'use client'

import { useForm } from 'react-hook-form'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { AnswerForm } from './form-parts'
import { type AnswerProps, useAnswerForm } from './use-answer-form'

/** Who answers for each host, and who approves changes of DNS. */
export function MapForm(props: AnswerProps) {
  const { hosts, profile } = useProjectState(usePlace().project).project.target
  const form = useForm({
    defaultValues: {
      owners: hosts.map(({ name, owner = '' }) => ({ name, owner })),
      approver: profile.dnsApprover ?? '',
    },
  })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  const { errors } = form.formState
  function fillAll() {
    const first = form.getValues('owners').find(({ owner }) => owner.trim() !== '')?.owner ?? ''
    for (const [index, { owner }] of form.getValues('owners').entries()) {
      if (owner.trim() === '') form.setValue(`owners.${index}.owner`, first)
    }
    if (form.getValues('approver').trim() === '') form.setValue('approver', first)
  }
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      onSubmit={form.handleSubmit(submit)}
      others={
        <Button onClick={fillAll} disabled={isSaving}>
          Same person everywhere
        </Button>
      }
    >
      <ul className="grid gap-3 sm:grid-cols-2">
        {form.getValues('owners').map(({ name }, index) => (
          <li key={name}>
            <Field
              label={<span className="break-all font-mono text-code">{name}</span>}
              error={errors.owners?.[index]?.owner?.message}
            >
              {(control) => <Input {...control} {...form.register(`owners.${index}.owner`)} placeholder="Ana" />}
            </Field>
          </li>
        ))}
      </ul>
      <Field label="Approves changes of DNS" error={errors.approver?.message} className="max-w-md">
        {(control) => <Input {...control} {...form.register('approver')} placeholder="Ana" />}
      </Field>
    </AnswerForm>
  )
}
