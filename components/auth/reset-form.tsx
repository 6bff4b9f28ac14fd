'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormMessage } from '@/components/ui/form-message'
import { routes } from '@/lib/routes'
import { PasswordInput } from './password-input'

type Problem = { isField: boolean; text: string }

/** Sets the new password; signing in with it is the next step. */
export function ResetForm({ token }: { token: string }) {
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [state, setState] = useState<'typing' | 'sending' | 'done'>('typing')
  async function submit() {
    setState('sending')
    setProblem(undefined)
    try {
      await call(endpoints.resetPassword, { params: {}, body: { token, password } })
      setState('done')
    } catch (error) {
      const named = error instanceof ApiError ? error.invalidParams[0]?.reason : undefined
      setProblem({ isField: named !== undefined, text: named ?? messageOf(error) })
      setState('typing')
    }
  }
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (state === 'typing') void submit()
  }
  if (state === 'done') {
    return (
      <div role="status" className="flex flex-col gap-4 text-center">
        <p>Your new password is set.</p>
        <Button asChild variant="primary">
          <Link href={routes.signIn()}>Sign in</Link>
        </Button>
      </div>
    )
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
      {problem === undefined || problem.isField ? null : <FormMessage text={problem.text} />}
      <Field
        label="New password"
        error={problem?.isField === true ? problem.text : undefined}
        help="At least 12 characters. A few random words do well."
      >
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" pending={state === 'sending'} pendingLabel="Saving">
        Set new password
      </Button>
    </form>
  )
}
