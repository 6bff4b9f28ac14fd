import type { Metadata } from 'next'
import { AuthColumn } from '@/components/auth/auth-column'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Confirm sign-in', referrer: 'no-referrer' }

type Search = Promise<Record<string, string | string[] | undefined>>

/**
 * Where a mailed link leads. Opening it does nothing, because mail scanners open links too; the button sends
 * the link's own values on, as a write from our page.
 */
export default async function ConfirmSignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams
  const values = new URLSearchParams()
  for (const name of ['callbackUrl', 'token', 'email'] as const) {
    const value = search[name]
    if (typeof value === 'string') values.set(name, value)
  }
  return (
    <AuthColumn title="Sign in" line={`Continue as ${values.get('email') ?? 'the owner of this address'}.`}>
      <form method="post" action={`/api/auth/callback/email?${values}`}>
        <Button asChild variant="primary" className="w-full">
          <button type="submit">Sign in</button>
        </Button>
      </form>
    </AuthColumn>
  )
}
