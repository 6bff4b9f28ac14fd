import type { Metadata } from 'next'
import { AuthColumn } from '@/components/auth/auth-column'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/lib/format/visible-text'
import { previewStop } from '@/lib/services/notice/stop-mails'

export const metadata: Metadata = { title: 'Stop emails', referrer: 'no-referrer', robots: { index: false } }

type Props = { params: Promise<{ token: string }> }

/** Where the link under a mail leads. Opening it stops nothing, because scanners open links too; the button does. */
export default async function StopPage({ params }: Props) {
  const { token } = await params
  const found = await previewStop(token)
  if (found === undefined) {
    return (
      <AuthColumn title="This link has ended" line="It is not whole, or the person is not a member any more.">
        <p className="text-center">Copy the whole link from the mail, or change what you get in your settings.</p>
      </AuthColumn>
    )
  }
  const workspace = visibleText(found.workspace)
  if (found.stopped) {
    return (
      <AuthColumn title="Stopped" line={`${workspace} sends no more emails to ${visibleText(found.email)}.`}>
        <p className="text-center">You can start them again under Notices in the settings of the workspace.</p>
      </AuthColumn>
    )
  }
  return (
    <AuthColumn title="Stop emails" line={`No more emails from ${workspace} to ${visibleText(found.email)}?`}>
      <form method="post" action={`/api/notices/stop/${encodeURIComponent(token)}`}>
        <Button asChild variant="primary" className="w-full">
          <button type="submit">Confirm</button>
        </Button>
      </form>
    </AuthColumn>
  )
}
