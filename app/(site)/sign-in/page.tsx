import type { Metadata } from 'next'
import { AuthColumn } from '@/components/auth/auth-column'
import { SignInForm } from '@/components/auth/sign-in-form'
import { LabBanner } from '@/components/frame/lab-banner'
import { safeNext } from '@/lib/routes'
import { getAuthOptions } from '@/lib/services/account/get-auth-options'

export const metadata: Metadata = { title: 'Sign in' }

/** Fixed words for the codes the sign-in library puts into the address; everything else says nothing more. */
const NOTICES: Readonly<Record<string, string>> = {
  AccessDenied: 'This account may not sign in here. Ask whoever runs this installation.',
  Verification: 'This link was used already or is older than 10 minutes. Ask for a new one.',
  OAuthAccountNotLinked: 'An account with this address exists. Sign in the way you did before.',
}
const OTHER = 'That did not work. Try again.'

type Search = Promise<Record<string, string | string[] | undefined>>

function one(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const [search, options] = await Promise.all([searchParams, getAuthOptions()])
  const error = one(search.error)
  return (
    <>
      {options.testNetwork ? <LabBanner /> : null}
      <AuthColumn title="Sign in" line="Know whether you can launch, and what to fix first.">
        <SignInForm
          next={safeNext(one(search.next) ?? one(search.callbackUrl))}
          methods={options.methods}
          canSignUp={options.signUp === 'open'}
          notice={error === undefined ? undefined : (NOTICES[error] ?? OTHER)}
        />
      </AuthColumn>
    </>
  )
}
