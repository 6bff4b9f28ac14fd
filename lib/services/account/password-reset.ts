import { createHash, randomBytes } from 'node:crypto'
import { canSendMail, sendLetter } from '../../auth/mail'
import { ownOrigin } from '../../auth/origin'
import { hashPassword } from '../../auth/password'
import type { Source } from '../../auth/source'
import { weakPasswordReason } from '../../auth/weak-password'
import { writeAudit } from '../../db/audit'
import { database, type Transaction } from '../../db/client'
import { takePermit } from '../../db/rate-limit'
import { outsideWorkspaces } from '../../db/workspace'
import { AppError, invalidField } from '../../errors'
import { logger } from '../../log'
import { routes } from '../../routes'
import { spend } from '../limit'

/** Long enough for a slow mail server, short enough for a mailbox somebody left open. */
const VALID_MS = 30 * 60_000
const OVER = 'This link was used already or is older than 30 minutes. Ask for a new one.'

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function letter(link: string): string {
  return [
    'Open this link to choose a new password for Launch Ready. It works once and for 30 minutes:',
    '',
    link,
    '',
    'You get this mail because somebody typed your address on our page for forgotten passwords. If it was not you, do',
    'nothing: your password stays as it is.',
  ].join('\n')
}

const CHANGED = [
  'The password of your account was changed by a link we had mailed to this address. You were signed out everywhere.',
  '',
  'If it was not you, ask for a new password now and look after this mailbox: somebody else can read it.',
].join('\n')

/** Sends the link, where there is an account and nobody asks too often. */
async function sendLink(email: string, caller: Source): Promise<void> {
  const waits = await Promise.all([
    takePermit({ limit: 'mail-address', key: email }),
    takePermit({ limit: 'mail-source', key: caller.source }),
  ])
  if (waits.some((wait) => wait > 0)) return
  const user = await database('app').user.findUnique({ where: { email }, select: { id: true } })
  if (user === null) return
  const token = `lrr_${randomBytes(32).toString('base64url')}`
  await outsideWorkspaces(async (tx) => {
    // Only the newest link works.
    await tx.passwordReset.deleteMany({ where: { userId: user.id } })
    const expiresAt = new Date(Date.now() + VALID_MS)
    await tx.passwordReset.createMany({ data: [{ tokenHash: hashOf(token), userId: user.id, expiresAt }] })
    await note(tx, { userId: user.id, action: 'password.reset-asked', caller })
  })
  const link = `${ownOrigin()}${routes.resetPassword(token)}`
  await sendLetter({ to: email, subject: 'Choose a new password for Launch Ready', text: letter(link) })
}

function note(tx: Transaction, { userId, action, caller }: { userId: string; action: string; caller: Source }) {
  return writeAudit(tx, {
    workspaceId: undefined,
    actor: { kind: 'user', id: userId },
    action,
    requestId: caller.requestId,
    sourceNetwork: caller.sourceNetwork,
  })
}

/**
 * Mails a link that sets a new password. Known and unknown addresses get the same answer as fast: all that differs
 * happens after it. The letter is not kept to be sent later, as a link that lives 30 minutes would be of no use then.
 */
export function requestReset(email: string, caller: Source): { asked: true } {
  if (!canSendMail()) {
    throw new AppError('unavailable', { detail: 'This installation sends no mail. Ask whoever runs it.' })
  }
  sendLink(email, caller).catch((error: unknown) =>
    logger('mail').error({ err: String(error) }, 'a link for a new password could not be sent'),
  )
  return { asked: true }
}

/** Whether a link can still be used. */
export async function isOpenReset(token: string): Promise<boolean> {
  const row = await database('app').passwordReset.findUnique({
    where: { tokenHash: hashOf(token) },
    select: { expiresAt: true },
  })
  return row !== null && row.expiresAt.getTime() > Date.now()
}

type Owner = { id: string; email: string; name: string | null }

/** The person of a link that can be used; `conflict` for any other, whatever the reason. */
async function ownerOf(tx: Transaction, token: string): Promise<Owner> {
  const row = await tx.passwordReset.findUnique({
    where: { tokenHash: hashOf(token) },
    select: { expiresAt: true, user: { select: { id: true, email: true, name: true } } },
  })
  if (row === null || row.expiresAt.getTime() <= Date.now()) throw new AppError('conflict', { detail: OVER })
  return row.user
}

/**
 * Sets a new password by a mailed link, once, and signs the person out everywhere; it signs nobody in. Whoever holds
 * the link reads the mail of the address, so the address is proven from then on.
 */
export async function resetPassword(
  { token, password }: { token: string; password: string },
  caller: Source,
): Promise<{ reset: true }> {
  await spend({ limit: 'reset-use', key: caller.source })
  const owner = await outsideWorkspaces((tx) => ownerOf(tx, token))
  const weak = weakPasswordReason(password, [owner.email, owner.name ?? ''])
  if (weak !== undefined) throw invalidField('password', weak)
  const passwordHash = await hashPassword(password)
  await outsideWorkspaces(async (tx) => {
    const { count } = await tx.passwordReset.deleteMany({ where: { tokenHash: hashOf(token) } })
    // Two presses at once: one of them is late.
    if (count === 0) throw new AppError('conflict', { detail: OVER })
    await tx.user.update({
      where: { id: owner.id },
      data: { passwordHash, emailVerified: new Date() },
      select: { id: true },
    })
    await tx.session.deleteMany({ where: { userId: owner.id } })
    await tx.passwordReset.deleteMany({ where: { userId: owner.id } })
    await note(tx, { userId: owner.id, action: 'password.reset', caller })
  })
  sendLetter({ to: owner.email, subject: 'Your password for Launch Ready was changed', text: CHANGED }).catch(
    (error: unknown) => logger('mail').warn({ err: String(error) }, 'a changed password could not be told by mail'),
  )
  return { reset: true }
}
