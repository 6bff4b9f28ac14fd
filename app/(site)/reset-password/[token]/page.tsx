import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthColumn } from '@/components/auth/auth-column'
import { ResetForm } from '@/components/auth/reset-form'
import { Button } from '@/components/ui/button'
import { ResetToken } from '@/lib/contracts/session'
import { routes } from '@/lib/routes'
import { isOpenReset } from '@/lib/services/account/password-reset'

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer', robots: { index: false } }

type Props = { params: Promise<{ token: string }> }

/** Where the mailed link leads. Opening it uses nothing up; used, out of date and made up look the same. */
export default async function ResetPasswordPage({ params }: Props) {
  const { token } = await params
  const parsed = ResetToken.safeParse(token)
  if (!parsed.success || !(await isOpenReset(parsed.data))) {
    return (
      <AuthColumn title="This link has ended" line="It was used already or is older than 30 minutes.">
        <Button asChild>
          <Link href={routes.forgotPassword()}>Ask for a new link</Link>
        </Button>
      </AuthColumn>
    )
  }
  return (
    <AuthColumn title="New password" line="You are signed out everywhere and sign in with it afterwards.">
      <ResetForm token={parsed.data} />
    </AuthColumn>
  )
}
