'use client'

import { useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type Problem = { field: string | undefined; text: string }

/**
 * Carries out something the server may want confirmed by the password first: shows the field once it asks, sends
 * the password before the next try, and says what went wrong.
 */
export function useConfirmed() {
  const [asks, setAsks] = useState(false)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [isPending, setPending] = useState(false)

  function note(error: unknown) {
    if (error instanceof ApiError && error.code === 'confirm-first') {
      setAsks(true)
      return setProblem(undefined)
    }
    const named = error instanceof ApiError ? error.invalidParams[0] : undefined
    setProblem({ field: named?.name, text: named?.reason ?? messageOf(error) })
  }
  async function carryOut(work: () => Promise<unknown>): Promise<boolean> {
    setPending(true)
    setProblem(undefined)
    try {
      if (asks) await call(endpoints.confirmSession, { params: {}, body: { password } })
      await work()
      return true
    } catch (error) {
      note(error)
      return false
    } finally {
      setPending(false)
    }
  }
  const field = asks ? (
    <Field
      label="Your password"
      error={problem?.field === 'password' ? problem.text : undefined}
      help="You signed in a while ago, so we ask once more who is there."
    >
      {(control) => (
        <Input
          {...control}
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="current-password"
        />
      )}
    </Field>
  ) : null
  return { carryOut, field, isPending, problem: problem?.field === 'password' ? undefined : problem }
}
