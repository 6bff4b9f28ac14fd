import type { Context } from '../../auth/actor'
import type { MemberDto } from '../../contracts/member'
import { type Role, Role as RoleSchema } from '../../contracts/role'
import type { Transaction } from '../../db/client'
import { AppError, notFound } from '../../errors'

const LAST_OWNER = 'A workspace needs an owner. Make somebody else an owner first.'

const SELECT = {
  role: true,
  createdAt: true,
  user: {
    select: {
      id: true,
      name: true,
      email: true,
      sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
    },
  },
} as const

type Row = {
  role: string
  createdAt: Date
  user: { id: string; name: string | null; email: string; sessions: { lastSeenAt: Date }[] }
}

function memberDto({ role, createdAt, user }: Row): MemberDto {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: RoleSchema.parse(role),
    joinedAt: createdAt.toISOString(),
    lastSeenAt: user.sessions[0]?.lastSeenAt.toISOString() ?? null,
  }
}

/** Everybody of the workspace, the first to join first. */
export async function membersOf(tx: Transaction, { workspaceId }: Context): Promise<MemberDto[]> {
  const rows = await tx.membership.findMany({
    where: { workspaceId },
    select: SELECT,
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
  })
  return rows.map(memberDto)
}

/** One member, or `not-found`. */
export async function memberIn(tx: Transaction, { workspaceId }: Context, userId: string): Promise<MemberDto> {
  const row = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: SELECT,
  })
  if (row === null) throw notFound()
  return memberDto(row)
}

/** Whoever changes members of a workspace takes turns, so that the last owner cannot be lost between two. */
export async function lockWorkspace(tx: Transaction, { workspaceId }: Context): Promise<void> {
  await tx.$queryRaw`select 1 from workspace where id = ${workspaceId}::uuid for update`
}

/** Throws `conflict` when this person is the only owner. */
export async function refuseLastOwner(tx: Transaction, { workspaceId }: Context, userId: string): Promise<void> {
  const others = await tx.membership.count({ where: { workspaceId, role: 'owner', userId: { not: userId } } })
  if (others === 0) throw new AppError('conflict', { detail: LAST_OWNER })
}

/** Throws `forbidden` unless the role of the context may give or take a role: only owners touch owners. */
export function refuseAbove(context: Context, role: Role): void {
  if (role === 'owner' && context.role !== 'owner' && context.role !== 'system') {
    throw new AppError('forbidden', { detail: 'Only an owner can make, change or remove an owner.' })
  }
}
