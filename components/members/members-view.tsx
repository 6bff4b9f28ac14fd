'use client'

import { useQuery } from '@tanstack/react-query'
import { messageOf } from '@/components/data/api-error'
import { membersOptions } from '@/components/data/options'
import { Card } from '@/components/ui/card'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { can, type Role } from '@/lib/contracts/permissions'
import { InviteForm } from './invite-form'
import { InviteRow } from './invite-row'
import { LeaveWorkspace } from './leave-workspace'
import { MemberRow } from './member-row'

export type Self = { userId: string; role: Role; workspaceId: string; workspaceName: string }

/** Who is in the workspace, what each may do, and the way in. */
export function MembersView({ self }: { self: Self }) {
  const { data, error, isPending } = useQuery(membersOptions(self.workspaceId))
  const manages = can(self.role, 'member.manage')
  return (
    <div className="flex max-w-document flex-col gap-8">
      <PageHeader title="Members" />
      {manages ? <InviteForm self={self} /> : null}
      <Section aria-labelledby="members-title">
        <SectionTitle id="members-title">People</SectionTitle>
        {isPending ? (
          <Loading label="Loading members">
            <Skeleton className="h-24 w-full" />
          </Loading>
        ) : error === null ? (
          <Card className="p-0">
            <ul>
              {data.members.map((member) => (
                <MemberRow key={member.id} member={member} self={self} />
              ))}
            </ul>
          </Card>
        ) : (
          <p role="alert">The members could not be loaded. {messageOf(error)}</p>
        )}
      </Section>
      {manages && data !== undefined && data.invites.length > 0 ? (
        <Section aria-labelledby="invites-title">
          <SectionTitle id="invites-title">Open invitations</SectionTitle>
          <Card className="p-0">
            <ul>
              {data.invites.map((invite) => (
                <InviteRow key={invite.id} invite={invite} workspaceId={self.workspaceId} />
              ))}
            </ul>
          </Card>
        </Section>
      ) : null}
      <LeaveWorkspace self={self} />
    </div>
  )
}
