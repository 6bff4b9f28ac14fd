'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Input } from '@/components/ui/input'
import { useUnderstood } from './use-understood'

type DomainFieldProps = {
  typed: string
  error: string | undefined
  allowTest: boolean
  input: ComponentProps<'input'>
  label: ReactNode
}

/** One field for whatever a person pastes; says what it understood. */
export function DomainField({ typed, error, allowTest, input, label }: DomainFieldProps) {
  const hosts = useUnderstood(typed, allowTest)
  return (
    <Field
      label={label}
      error={error}
      className="min-w-0 flex-1"
      labelClassName="text-base"
      help={
        <>
          {hosts.length === 0 ? null : (
            <>
              We will check <ForeignText text={hosts.join(', ')} className="font-medium text-foreground" />.{' '}
            </>
          )}
          We only look at pages anyone can visit. Nothing is changed.
        </>
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
