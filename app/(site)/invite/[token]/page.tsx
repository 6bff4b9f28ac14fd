import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthColumn } from '@/components/auth/auth-column'
import { SignUpForm } from '@/components/auth/sign-up-form'
import { DataProvider } from '@/components/data/data-provider'
import { AcceptInvite } from '@/components/members/accept-invite'
import { ROLE_WORDS } from '@/components/members/roles'
import { Button } from '@/components/ui/button'
import { getActor } from '@/lib/auth/get-actor'
import { InviteToken } from '@/lib/contracts/primitives'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'
import { previewInvite } from '@/lib/services/member/invites'

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer', robots: { index: false } }

type Props = { params: Promise<{ token: string }> }

/** Where an invitation leads. Used, taken back, out of date and made up look the same. */
export default async function InvitePage({ params }: Props) {
  const { token } = await params
  const parsed = InviteToken.safeParse(token)
  const [actor, invite] = await Promise.all([
    getActor(),
    parsed.success ? previewInvite(parsed.data) : Promise.resolve(undefined),
  ])
  if (invite === undefined) {
    return (
      <AuthColumn title="This invitation has ended" line="It was used, taken back or is older than 7 days.">
        <p className="text-center">Ask whoever sent it for a new one.</p>
      </AuthColumn>
    )
  }
  const line = `You are invited to ${visibleText(invite.workspace)} as ${ROLE_WORDS[invite.role].toLowerCase()}.`
  return (
    <AuthColumn title="Join a workspace" line={line}>
      {actor === undefined ? (
        <div className="flex flex-col gap-5">
          <Button asChild>
            <Link href={routes.signInFor(routes.invite(token))}>Sign in to join</Link>
          </Button>
          <p className="text-center text-muted-foreground">or make an account</p>
          <SignUpForm needsSetupToken={false} invite={token} email={invite.email ?? undefined} />
        </div>
      ) : (
        <DataProvider>
          <p className="text-center text-muted-foreground">You are signed in as {visibleText(actor.email)}.</p>
          <AcceptInvite token={token} />
        </DataProvider>
      )}
    </AuthColumn>
  )
}
