import { allow, type Context } from '../../auth/actor'
import type { InviteDto, MemberDto } from '../../contracts/member'
import { can } from '../../contracts/permissions'
import { Role } from '../../contracts/role'
import type { Transaction } from '../../db/client'
import { inContext } from '../transaction'
import { membersOf } from './internal'

type InviteRow = { id: string; role: string; email: string | null; createdAt: Date; expiresAt: Date }

/** An invitation as the API shows it; nothing of its token. */
export function inviteDto(row: InviteRow): InviteDto {
  return {
    id: row.id,
    role: Role.parse(row.role),
    email: row.email,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }
}

async function openInvites(tx: Transaction, { workspaceId }: Context): Promise<InviteDto[]> {
  const rows = await tx.invite.findMany({
    where: { workspaceId, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
    take: 100,
  })
  return rows.map(inviteDto)
}

/** Who belongs to the workspace; open invitations for those who may make them. */
export async function listMembers(context: Context): Promise<{ members: MemberDto[]; invites: InviteDto[] }> {
  allow(context, 'member.read')
  return inContext(context, async (tx) => ({
    members: await membersOf(tx, context),
    invites: can(context.role, 'member.manage') ? await openInvites(tx, context) : [],
  }))
}
