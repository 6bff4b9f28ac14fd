'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import Link from 'next/link'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { Input } from '@/components/ui/input'
import { EmailAddress, NewPassword } from '@/lib/contracts/session'
import { routes } from '@/lib/routes'
import { signInWithPassword } from './auth-client'
import { PasswordInput } from './password-input'

/** The contract's own pieces; the form asks for no more than it shows. */
const schema = z.object({
  email: EmailAddress,
  password: NewPassword,
  setupToken: z.string().trim().max(200).optional(),
})

const FIELDS = ['email', 'password', 'setupToken'] as const

type SignUpFormProps = {
  needsSetupToken: boolean
  /** The token of an invitation: the new account joins its workspace. */
  invite?: string | undefined
  /** The one address the invitation is for. */
  email?: string | undefined
}

export function SignUpForm({ needsSetupToken, invite, email = '' }: SignUpFormProps) {
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { email, password: '', ...(needsSetupToken ? { setupToken: '' } : {}) },
  })
  const [problem, setProblem] = useState<string>()

  function show(error: unknown) {
    const named = error instanceof ApiError ? error.invalidParams : []
    const known = named.flatMap(({ name, reason }) => {
      const field = FIELDS.find((candidate) => candidate === name)
      return field === undefined ? [] : [{ field, reason }]
    })
    for (const [index, { field, reason }] of known.entries()) {
      setError(field, { message: reason }, { shouldFocus: index === 0 })
    }
    if (known.length > 0) return
    setProblem(messageOf(error))
  }
  async function submit(values: z.output<typeof schema>) {
    setProblem(undefined)
    try {
      await call(endpoints.signUp, { params: {}, body: { ...values, ...(invite === undefined ? {} : { invite }) } })
      await signInWithPassword(values)
      window.location.assign(routes.start())
      await new Promise(() => {})
    } catch (error) {
      show(error)
    }
  }
  const { errors, isSubmitting } = formState
  return (
    <div className="flex flex-col gap-5">
      {problem === undefined ? null : <FormMessage text={problem} />}
      <form className="flex flex-col gap-4" onSubmit={handleSubmit(submit)} noValidate method="post">
        <Field label="Email" error={errors.email?.message}>
          {(control) => <Input {...control} {...register('email')} type="email" autoComplete="username" />}
        </Field>
        <Field
          label="Password"
          error={errors.password?.message}
          help="At least 12 characters. A few random words do well."
        >
          {(control) => <PasswordInput {...control} {...register('password')} autoComplete="new-password" />}
        </Field>
        {needsSetupToken ? (
          <Field
            label="Setup token"
            error={errors.setupToken?.message}
            help="The first account owns this installation. The token was printed where the server was started."
          >
            {(control) => (
              <Input
                {...control}
                {...register('setupToken')}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
              />
            )}
          </Field>
        ) : null}
        <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Creating account">
          Create account
        </Button>
      </form>
      {invite === undefined ? (
        <p className="text-center">
          Already have an account?{' '}
          <Link href={routes.signIn()} className="link focus-ring rounded-sm underline">
            Sign in
          </Link>
        </p>
      ) : null}
    </div>
  )
}
