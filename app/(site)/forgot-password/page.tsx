import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthColumn } from '@/components/auth/auth-column'
import { ForgotForm } from '@/components/auth/forgot-form'
import { routes } from '@/lib/routes'
import { getAuthOptions } from '@/lib/services/account/get-auth-options'

export const metadata: Metadata = { title: 'Forgotten password' }

export default async function ForgotPasswordPage() {
  const { methods } = await getAuthOptions()
  return (
    <AuthColumn title="Forgotten password" line="We mail you a link that sets a new one.">
      {methods.includes('email') ? (
        <ForgotForm />
      ) : (
        <p className="text-center">This installation sends no mail. Ask whoever runs it.</p>
      )}
      <p className="text-center">
        <Link href={routes.signIn()} className="link focus-ring rounded-sm underline">
          Back to sign-in
        </Link>
      </p>
    </AuthColumn>
  )
}
