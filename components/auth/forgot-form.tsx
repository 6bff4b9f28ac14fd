'use client'

import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Asks for the link. What it answers says nothing about whether there is an account. */
export function ForgotForm() {
  const [email, setEmail] = useState('')
  const [sentTo, setSentTo] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  async function submit() {
    setPending(true)
    setProblem(undefined)
    try {
      await call(endpoints.requestReset, { params: {}, body: { email } })
      setSentTo(email.trim())
    } catch (error) {
      const named = error instanceof ApiError ? error.invalidParams[0]?.reason : undefined
      setProblem(named ?? messageOf(error))
    } finally {
      setPending(false)
    }
  }
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (!isPending) void submit()
  }
  return (
    <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
      <Field label="Email" error={problem}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" pending={isPending} pendingLabel="Sending">
        Mail me a link
      </Button>
      <p role="status" className="text-center empty:hidden">
        {sentTo === undefined
          ? ''
          : `If there is an account with ${sentTo}, a link is on its way. It works once and for 30 minutes.`}
      </p>
    </form>
  )
}
