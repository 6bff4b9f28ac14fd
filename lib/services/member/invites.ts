import { createHash, randomBytes } from 'node:crypto'
import { allow, type Context, type PersonActor } from '../../auth/actor'
import { canSendMail } from '../../auth/mail'
import { ownOrigin } from '../../auth/origin'
import { config, now } from '../../config'
import type { InviteDto } from '../../contracts/member'
import { Role } from '../../contracts/role'
import type { WorkspaceDto } from '../../contracts/workspace'
import { writeAudit } from '../../db/audit'
import type { Transaction } from '../../db/client'
import { workspaceOfInvite } from '../../db/lookups'
import { takePermit } from '../../db/rate-limit'
import { enterWorkspace, outsideWorkspaces } from '../../db/workspace'
import { AppError, invalidField } from '../../errors'
import { post } from '../../notices/outbox'
import { oneLine } from '../../notices/text'
import { routes } from '../../routes'
import { spend } from '../limit'
import { audit, inContext } from '../transaction'
import { refuseAbove } from './internal'
import { inviteDto } from './list-members'

const VALID_MS = 7 * 86_400_000
const OVER = 'This invitation was used, taken back or has expired. Ask for a new one.'

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The letter goes into the outbox with the invitation: sent from there, or read and passed on by an owner. */
function postInvite(
  tx: Transaction,
  { workspaceId }: Context,
  mail: { email: string; workspace: string; token: string },
) {
  const { email, workspace, token } = mail
  return post(tx, {
    workspaceId,
    purpose: 'invite',
    address: email,
    subject: `An invitation to ${oneLine(workspace, 60)} on Launch Ready`,
    letter: {
      paragraphs: [
        `You are invited to the workspace "${oneLine(workspace, 60)}" on Launch Ready. The link works once and for 7 days.`,
      ],
      points: [],
      link: { label: 'Join the workspace', url: `${ownOrigin()}${routes.invite(token)}` },
      why: 'You get this mail because a member of that workspace typed your address. If you do not know them, do nothing and nothing more comes.',
    },
  })
}

type Invited = { invite: InviteDto; token: string; mailed: boolean }

/**
 * Makes an invitation. With an address only that person can use it, and it is mailed where this installation can
 * send mail. The token is answered here and never again.
 */
export async function createInvite(
  context: Context,
  { role, email }: { role: Role; email?: string | undefined },
): Promise<Invited> {
  allow(context, 'member.manage')
  refuseAbove(context, role)
  await spend({ limit: 'invite', key: context.workspaceId })
  const token = `lri_${randomBytes(32).toString('base64url')}`
  const by = context.actor.kind === 'user' ? context.actor : undefined
  if (by === undefined) throw new AppError('forbidden')
  // The letter holds the link, so it is kept sealed or not at all.
  const maySeal = config().LR_KEYS !== undefined
  const mayMail = maySeal && email !== undefined && (await takePermit({ limit: 'mail-address', key: email })) === 0
  const invite = await inContext(context, async (tx) => {
    const { workspaceId } = context
    if (email !== undefined) await refuseMember(tx, context, email)
    const row = await tx.invite.create({
      data: {
        workspaceId,
        role,
        email: email ?? null,
        tokenHash: hashOf(token),
        createdById: by.userId,
        expiresAt: new Date(now() + VALID_MS),
      },
    })
    await audit(tx, context, {
      action: 'invite.created',
      target: { kind: 'invite', id: row.id },
      change: { after: { role, email: email ?? null } },
    })
    const { name } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { name: true } })
    if (mayMail) await postInvite(tx, context, { email, workspace: name, token })
    return inviteDto(row)
  })
  return { invite, token, mailed: mayMail && canSendMail() }
}

async function refuseMember(tx: Transaction, { workspaceId }: Context, email: string): Promise<void> {
  const known = await tx.membership.findFirst({ where: { workspaceId, user: { email } }, select: { userId: true } })
  if (known !== null) throw invalidField('email', 'This person is a member already')
}

/** Takes an invitation back; one that is used, taken back or unknown stays as it is. */
export async function revokeInvite(context: Context, inviteId: string): Promise<{ revoked: true }> {
  allow(context, 'member.manage')
  return inContext(context, async (tx) => {
    const where = { workspaceId: context.workspaceId, id: inviteId }
    const row = await tx.invite.findFirst({ where, select: { revokedAt: true, acceptedAt: true } })
    if (row === null || row.revokedAt !== null || row.acceptedAt !== null) return { revoked: true }
    await tx.invite.updateMany({ where, data: { revokedAt: new Date(now()) } })
    await audit(tx, context, { action: 'invite.revoked', target: { kind: 'invite', id: inviteId } })
    return { revoked: true }
  })
}

type Open = { id: string; workspaceId: string; role: Role; email: string | null; workspace: WorkspaceDto }

/** An invitation that can still be used, seen by somebody who holds its token; undefined for any other. */
async function findOpen(tx: Transaction, token: string): Promise<Open | undefined> {
  const workspaceId = await workspaceOfInvite(tx, hashOf(token))
  if (workspaceId === undefined) return undefined
  await enterWorkspace(tx, workspaceId)
  const row = await tx.invite.findUnique({ where: { tokenHash: hashOf(token) }, include: { workspace: true } })
  if (row === null || row.acceptedAt !== null || row.revokedAt !== null || row.expiresAt.getTime() <= now()) {
    return undefined
  }
  const role = Role.parse(row.role)
  const { id, slug, name } = row.workspace
  return { id: row.id, workspaceId, role, email: row.email, workspace: { id, slug, name, role } }
}

/** What somebody sees who opens an invitation; undefined for one that cannot be used, whatever the reason. */
export async function previewInvite(
  token: string,
): Promise<{ workspace: string; role: Role; email: string | null } | undefined> {
  return outsideWorkspaces(async (tx) => {
    const open = await findOpen(tx, token)
    return open === undefined ? undefined : { workspace: open.workspace.name, role: open.role, email: open.email }
  })
}

type Joining = { userId: string; email: string; requestId: string; sourceNetwork?: string | undefined }

/**
 * Lets a person use an invitation inside a transaction. Exactly one person can: two at once take turns on its row.
 * Throws `conflict` for one that cannot be used and `forbidden` for one that is for somebody else.
 */
export async function joinByInvite(tx: Transaction, token: string, person: Joining): Promise<WorkspaceDto> {
  const open = await findOpen(tx, token)
  if (open === undefined) throw new AppError('conflict', { detail: OVER })
  if (open.email !== null && open.email !== person.email) {
    throw new AppError('forbidden', { detail: `This invitation is for ${open.email}. Sign in with that address.` })
  }
  const { workspaceId } = open
  const known = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId: person.userId } },
    select: { role: true },
  })
  if (known !== null) return { ...open.workspace, role: Role.parse(known.role) }
  const { count } = await tx.invite.updateMany({
    where: { workspaceId, id: open.id, acceptedAt: null, revokedAt: null },
    data: { acceptedAt: new Date(now()), acceptedById: person.userId },
  })
  if (count === 0) throw new AppError('conflict', { detail: OVER })
  await tx.membership.createMany({ data: [{ workspaceId, userId: person.userId, role: open.role }] })
  await writeAudit(tx, {
    workspaceId,
    actor: { kind: 'user', id: person.userId },
    action: 'member.joined',
    target: { kind: 'user', id: person.userId },
    change: { after: { role: open.role, invite: open.id } },
    requestId: person.requestId,
    sourceNetwork: person.sourceNetwork,
  })
  return open.workspace
}

/** Lets the signed-in person join the workspace of an invitation. */
export async function acceptInvite(
  actor: PersonActor,
  token: string,
  caller: { requestId: string; sourceNetwork?: string | undefined },
): Promise<{ workspace: WorkspaceDto }> {
  await spend({ limit: 'invite-use', key: actor.userId })
  const { userId, email } = actor
  const { requestId, sourceNetwork } = caller
  const workspace = await outsideWorkspaces((tx) =>
    joinByInvite(tx, token, { userId, email, requestId, sourceNetwork }),
  )
  return { workspace }
}
