'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Input } from '@/components/ui/input'
import { projectDomain } from '@/lib/contracts/domain'

type DomainFieldProps = {
  typed: string
  error: string | undefined
  allowTest: boolean
  input: ComponentProps<'input'>
  label: ReactNode
}

/** One field for whatever a person pastes; says what it understood as soon as that differs from what was typed. */
export function DomainField({ typed, error, allowTest, input, label }: DomainFieldProps) {
  const parsed = projectDomain(typed, { allowTest })
  const isDifferent = parsed.ok && parsed.display !== typed.trim()
  return (
    <Field
      label={label}
      error={error}
      className="min-w-0 flex-1"
      labelClassName="text-base"
      help={
        isDifferent ? (
          <>
            We will check <ForeignText text={parsed.display} className="font-medium text-foreground" />
            {parsed.display === parsed.host ? '' : ` (${parsed.host})`}. We only look at pages anyone can visit. Nothing
            is changed.
          </>
        ) : (
          'We only look at pages anyone can visit. Nothing is changed.'
        )
      }
    >
      {(control) => (
        <Input
          {...control}
          {...input}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="acme.io"
        />
      )}
    </Field>
  )
}
