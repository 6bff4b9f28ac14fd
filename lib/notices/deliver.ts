import { canSendMail } from '../auth/mail'
import { database } from '../db/client'
import type { NoticeChannel, OutboxMessage } from '../db/notice-rows'
import { inWorkspace } from '../db/workspace'
import { logger } from '../log'
import { SealError } from '../secrets/seal'
import { channelTarget } from './channel'
import type { Delivered } from './channels/delivery'
import { sendHook } from './channels/hook'
import { sendMail } from './channels/mail'
import type { Letter } from './letter'
import { letterOf } from './outbox'
import { stopOneClick } from './places'
import { nextTry } from './when'

const AT_ONCE = 20
/** Longer than any attempt can take, so nobody else sends what is still under way. */
const LEASE_SECONDS = 120

const KEY_GONE = 'Its text cannot be opened any more: the key it was sealed with is not configured.'
export const NO_MAIL = 'This installation has no mail server (LR_SMTP_URL). Read the message here and pass it on.'

type Lease = { workspaceId: string; messageId: string; leaseToken: string }
type Row = OutboxMessage & {
  channel: NoticeChannel | null
  member: { noticeSetting: { stoppedAt: Date | null } | null } | null
}

/** What becomes of a message: delivered, kept for reading, dropped, given up, or another try. */
type Outcome = Delivered | { ok: 'kept' } | { ok: 'dropped' }

async function attempt(row: Row): Promise<Outcome> {
  let letter: Letter
  try {
    letter = letterOf(row)
    const parcel = { id: row.id, workspaceId: row.workspaceId, at: row.createdAt, subject: row.subject }
    if (row.channel !== null) return await sendHook(parcel, channelTarget(row.channel), letter)
    const isNotice = row.purpose === 'notice' || row.purpose === 'daily'
    if (isNotice && row.member?.noticeSetting?.stoppedAt != null) return { ok: 'dropped' }
    if (!canSendMail()) return { ok: 'kept' }
    const { workspaceId, userId } = row
    const oneClick = isNotice && userId !== null ? stopOneClick({ workspaceId, userId }) : undefined
    return await sendMail(parcel, { to: row.address, letter, oneClick })
  } catch (error) {
    if (error instanceof SealError) return { ok: false, reason: KEY_GONE, final: true }
    logger('notices').error({ messageId: row.id, err: error }, 'a message could not be sent')
    return { ok: false, reason: 'Something went wrong on our side.', final: false }
  }
}

function changeFor(row: Row, outcome: Outcome) {
  const now = Date.now()
  const free = { leaseToken: null, leaseUntil: null }
  const settled = { ...free, settledAt: new Date(now) }
  if (outcome.ok === true) return { ...settled, state: 'sent', problem: null }
  if (outcome.ok === 'kept') return { ...settled, state: 'kept', problem: NO_MAIL }
  if (outcome.ok === 'dropped') return { ...settled, state: 'folded', problem: 'Stopped by the person it was for.' }
  const { reason: problem, final, waitMs } = outcome
  const next = final
    ? undefined
    : nextTry({ attempts: row.attempts, at: now, giveUpAt: row.giveUpAt.getTime(), waitMs })
  return next === undefined ? { ...settled, state: 'dead', problem } : { ...free, problem, dueAt: new Date(next) }
}

async function settle(lease: Lease, row: Row, outcome: Outcome): Promise<void> {
  const { workspaceId, messageId, leaseToken } = lease
  await inWorkspace({ workspaceId, role: 'worker' }, async (tx) => {
    const data = changeFor(row, outcome)
    // Somebody who took the message over in the meantime settles it.
    await tx.outboxMessage.updateMany({ where: { workspaceId, id: messageId, leaseToken }, data })
    if (row.channelId === null || outcome.ok === 'kept' || outcome.ok === 'dropped') return
    const told = outcome.ok
      ? { lastSentAt: new Date(), lastProblem: null, lastProblemAt: null }
      : { lastProblem: outcome.reason, lastProblemAt: new Date() }
    await tx.noticeChannel.updateMany({ where: { workspaceId, id: row.channelId }, data: told })
  })
}

async function deliverOne(lease: Lease): Promise<void> {
  const { workspaceId, messageId: id, leaseToken } = lease
  const row = await inWorkspace({ workspaceId, role: 'worker' }, (tx) =>
    tx.outboxMessage.findFirst({
      where: { workspaceId, id, leaseToken },
      include: { channel: true, member: { select: { noticeSetting: { select: { stoppedAt: true } } } } },
    }),
  )
  // Its workspace, project, channel or member was removed since.
  if (row === null) return
  await settle(lease, row, await attempt(row))
}

/**
 * Sends what is due and answers how many messages were tried. A message is leased before it is sent: no two workers
 * have it at the same time, and one whose worker died is sent again with the same id when the lease ends.
 */
export async function deliverDue(): Promise<number> {
  const leases = await database('worker').$queryRaw<Lease[]>`
    select workspace_id as "workspaceId", message_id as "messageId", lease_token as "leaseToken"
    from lr_lease_messages(${AT_ONCE}::int, make_interval(secs => ${LEASE_SECONDS}))`
  const ended = await Promise.allSettled(leases.map(deliverOne))
  for (const end of ended) {
    if (end.status === 'rejected') logger('notices').warn({ err: String(end.reason) }, 'a message was not settled')
  }
  return leases.length
}
