import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthColumn } from '@/components/auth/auth-column'
import { SignUpForm } from '@/components/auth/sign-up-form'
import { LabBanner } from '@/components/frame/lab-banner'
import { routes } from '@/lib/routes'
import { getAuthOptions } from '@/lib/services/account/get-auth-options'

export const metadata: Metadata = { title: 'Create an account' }

export default async function SignUpPage() {
  const options = await getAuthOptions()
  const line = options.firstUser
    ? 'You are the first here, so this account will own the installation.'
    : 'One address, one password, then your first domain.'
  return (
    <>
      {options.testNetwork ? <LabBanner /> : null}
      <AuthColumn
        title="Create an account"
        line={options.signUp === 'open' ? line : 'New accounts are by invitation here.'}
      >
        {options.signUp === 'open' ? (
          <SignUpForm needsSetupToken={options.needsSetupToken} />
        ) : (
          <p className="text-center">
            Ask whoever runs this installation.{' '}
            <Link href={routes.signIn()} className="link focus-ring rounded-sm underline">
              Sign in
            </Link>
          </p>
        )}
      </AuthColumn>
    </>
  )
}
