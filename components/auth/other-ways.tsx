'use client'

import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { Button } from '@/components/ui/button'
import { providerAddress, requestLink } from './auth-client'

export type SignInMethod = 'password' | 'email' | 'github' | 'google'

const PROVIDERS = [
  { id: 'github', label: 'Continue with GitHub' },
  { id: 'google', label: 'Continue with Google' },
] as const

type OtherWaysProps = {
  methods: readonly SignInMethod[]
  next: string
  email: () => string
  onProblem: (text: string | undefined) => void
}

/** Mailed link and providers, only where this installation has them. */
export function OtherWays({ methods, next, email, onProblem }: OtherWaysProps) {
  const [sentTo, setSentTo] = useState<string>()
  const [busy, setBusy] = useState<string>()
  const providers = PROVIDERS.filter(({ id }) => methods.includes(id))
  const hasLink = methods.includes('email')
  if (!hasLink && providers.length === 0) return null

  async function run(name: string, work: () => Promise<void>) {
    setBusy(name)
    onProblem(undefined)
    try {
      await work()
    } catch (error) {
      onProblem(messageOf(error))
    } finally {
      setBusy(undefined)
    }
  }
  async function mailLink() {
    const address = email().trim()
    if (address === '') {
      onProblem('Type your e-mail address first, then ask for a link.')
      return
    }
    await requestLink({ email: address, next })
    setSentTo(address)
  }
  return (
    <div className="flex flex-col gap-3">
      {hasLink ? (
        <Button pending={busy === 'email'} pendingLabel="Sending" onClick={() => run('email', mailLink)}>
          Email me a link instead
        </Button>
      ) : null}
      <p role="status" className="text-center empty:hidden">
        {sentTo === undefined ? '' : `Open the link we sent to ${sentTo} on this device. It is valid for 10 minutes.`}
      </p>
      {providers.map(({ id, label }) => (
        <Button
          key={id}
          pending={busy === id}
          onClick={() => run(id, async () => window.location.assign(await providerAddress({ provider: id, next })))}
        >
          {label}
        </Button>
      ))}
    </div>
  )
}
