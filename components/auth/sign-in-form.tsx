'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import type { Route } from 'next'
import Link from 'next/link'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { Input } from '@/components/ui/input'
import { routes } from '@/lib/routes'
import { signInWithPassword } from './auth-client'
import { OtherWays, type SignInMethod } from './other-ways'
import { PasswordInput } from './password-input'

const schema = z.object({
  email: z.string().trim().min(1, 'Type your e-mail address').max(1000),
  password: z.string().min(1, 'Type your password').max(1000),
})

type SignInFormProps = {
  next: Route
  methods: readonly SignInMethod[]
  canSignUp: boolean
  notice?: string | undefined
}

export function SignInForm({ next, methods, canSignUp, notice }: SignInFormProps) {
  const { register, handleSubmit, formState, getValues } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { email: '', password: '' },
  })
  const [problem, setProblem] = useState(notice)
  async function submit(values: z.infer<typeof schema>) {
    setProblem(undefined)
    try {
      await signInWithPassword(values)
      // A full load: everything of the page before is dropped with the old session.
      window.location.assign(next)
      await new Promise(() => {})
    } catch (error) {
      setProblem(messageOf(error))
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
        <Field label="Password" error={errors.password?.message}>
          {(control) => <PasswordInput {...control} {...register('password')} autoComplete="current-password" />}
        </Field>
        <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Signing in">
          Sign in
        </Button>
      </form>
      {methods.includes('email') ? (
        <p className="text-center">
          <Link href={routes.forgotPassword()} className="link focus-ring rounded-sm underline">
            Forgot your password?
          </Link>
        </p>
      ) : null}
      <OtherWays methods={methods} next={next} email={() => getValues('email')} onProblem={setProblem} />
      {canSignUp ? (
        <p className="text-center">
          New here?{' '}
          <Link href={routes.signUp()} className="link focus-ring rounded-sm underline">
            Create an account
          </Link>
        </p>
      ) : null}
    </div>
  )
}
