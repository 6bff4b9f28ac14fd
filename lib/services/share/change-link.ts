import { randomBytes, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { allow, type Context } from '../../auth/actor'
import { hashPassword } from '../../auth/password'
import { config, now } from '../../config'
import type { createShareLink, ShareLinkDto, updateShareLink } from '../../contracts/share'
import { MOST_SHARE_LINKS } from '../../contracts/share-parts'
import type { Transaction } from '../../db/client'
import { AppError } from '../../errors'
import { seal } from '../../secrets/seal'
import { nameOf } from '../input/internal'
import { spend } from '../limit'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'
import { linkDto, linkIn, lockLink, loggedOf, stateOf, tokenHashOf, tokenPlace } from './internal'
import { auditOf, loadDocument } from './load-document'

const DAY_MS = 86_400_000
const NOTHING_TO_FREEZE =
  'Nothing was checked yet, so there is nothing to freeze. Run the first audit, or make a live link.'
const TOO_MANY = `A project can have ${MOST_SHARE_LINKS} links that can be opened. Revoke one you do not need.`
const NO_KEY = 'This installation has no key to seal links with. Set LR_KEYS, then try again.'
const ENDED = 'This link has ended and can not be changed. Make a new one.'

type Body = z.output<(typeof createShareLink)['body']>
type Wanted = Omit<Body, 'runId'> & Partial<Pick<Body, 'runId'>>
type Change = z.output<(typeof updateShareLink)['body']>

function endOf(days: number): Date {
  return new Date(now() + days * DAY_MS)
}

async function refuseTooMany(tx: Transaction, { workspaceId }: Context, projectId: string): Promise<void> {
  const open = await tx.shareLink.count({
    where: { workspaceId, projectId, revokedAt: null, expiresAt: { gt: new Date(now()) } },
  })
  if (open >= MOST_SHARE_LINKS) throw new AppError('conflict', { detail: TOO_MANY })
}

/** The audit a frozen link stands on: the chosen one, or the last. */
async function lastAudit(tx: Transaction, { workspaceId }: Context, projectId: string): Promise<string | undefined> {
  const run = await tx.run.findFirst({
    where: { workspaceId, projectId, kind: 'full', status: 'finished' },
    select: { id: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return run?.id
}

type Frozen = { projectId: string; runId: string | null }

/** What a frozen link keeps: the whole document, and the audit behind it for as long as the project exists. */
async function freeze(tx: Transaction, context: Context, { projectId, runId }: Frozen) {
  const place = { workspaceId: context.workspaceId, projectId }
  const chosen = runId === null ? undefined : await auditOf(tx, place, runId)
  const document = await loadDocument(tx, place, { audit: chosen })
  if (document.at === null) throw new AppError('conflict', { detail: NOTHING_TO_FREEZE })
  const behind = chosen?.id ?? (await lastAudit(tx, context, projectId))
  if (behind !== undefined) {
    await tx.run.updateMany({ where: { workspaceId: place.workspaceId, id: behind }, data: { pinned: true } })
  }
  return { frozen: document, frozenAt: chosen?.finishedAt ?? new Date(now()), runId: behind ?? null }
}

/** Makes a link of 256 random bits. The token is stored as a hash to find it and sealed to copy it again. */
export async function createLink(context: Context, projectId: string, wanted: Wanted): Promise<ShareLinkDto> {
  allow(context, 'share.manage')
  if (config().LR_KEYS === undefined) throw new AppError('unavailable', { detail: NO_KEY })
  await spend({ limit: 'share.create', key: context.workspaceId })
  const { workspaceId, actor } = context
  const id = randomUUID()
  const token = randomBytes(32).toString('base64url')
  const passcodeHash = wanted.passcode === null ? null : await hashPassword(wanted.passcode)
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    await refuseTooMany(tx, context, projectId)
    const { name, kind, runId = null, sections, detail, brand, contact, emailRequired, notify } = wanted
    await tx.shareLink.createMany({
      data: [
        {
          id,
          workspaceId,
          projectId,
          name,
          kind,
          sections,
          detail,
          brand,
          contact,
          emailRequired,
          notify,
          passcodeHash,
          ...(kind === 'frozen' ? await freeze(tx, context, { projectId, runId }) : {}),
          tokenHash: tokenHashOf(token),
          tokenSealed: seal(tokenPlace({ workspaceId, linkId: id }), token),
          expiresAt: endOf(wanted.days),
          createdById: actor.kind === 'user' ? actor.userId : null,
          createdByName: nameOf(context),
          createdAt: new Date(now()),
        },
      ],
    })
    const row = await linkIn(tx, { workspaceId, projectId, linkId: id })
    await audit(tx, context, {
      action: 'share.created',
      target: { kind: 'share-link', id },
      change: { project: projectId, after: loggedOf(row) },
    })
    return linkDto(row, { workspaceId, tells: true })
  })
}

type Named = { projectId: string; linkId: string }

/** Changes a link that can still be opened. Another way in locks every browser that was let in before. */
export async function updateLink(
  context: Context,
  { projectId, linkId }: Named,
  change: Change,
): Promise<ShareLinkDto> {
  allow(context, 'share.manage')
  const { workspaceId } = context
  const { passcode, days, ...plain } = change
  const passcodeHash = passcode === undefined ? undefined : passcode === null ? null : await hashPassword(passcode)
  const place = { workspaceId, projectId, linkId }
  return inContext(context, async (tx) => {
    const before = await lockLink(tx, place)
    if (stateOf(before) !== 'active') throw new AppError('conflict', { detail: ENDED })
    const isOtherWay =
      (passcodeHash !== undefined && (passcodeHash !== null || before.passcodeHash !== null)) ||
      (plain.emailRequired !== undefined && plain.emailRequired !== before.emailRequired)
    await tx.shareLink.updateMany({
      where: { workspaceId, id: linkId },
      data: {
        ...definedOf(plain),
        ...(passcodeHash === undefined ? {} : { passcodeHash }),
        ...(days === undefined ? {} : { expiresAt: endOf(days) }),
        ...(isOtherWay ? { version: { increment: 1 } } : {}),
      },
    })
    const row = await linkIn(tx, place)
    await audit(tx, context, {
      action: 'share.changed',
      target: { kind: 'share-link', id: linkId },
      change: { project: projectId, before: loggedOf(before), after: loggedOf(row) },
    })
    return linkDto(row, { workspaceId, tells: true })
  })
}

function definedOf({
  name,
  sections,
  detail,
  brand,
  contact,
  emailRequired,
  notify,
}: Omit<Change, 'passcode' | 'days'>) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(sections === undefined ? {} : { sections }),
    ...(detail === undefined ? {} : { detail }),
    ...(brand === undefined ? {} : { brand }),
    ...(contact === undefined ? {} : { contact }),
    ...(emailRequired === undefined ? {} : { emailRequired }),
    ...(notify === undefined ? {} : { notify }),
  }
}

/** Ends a link at once. One that has ended already stays as it is. */
export async function revokeLink(context: Context, { projectId, linkId }: Named): Promise<ShareLinkDto> {
  allow(context, 'share.manage')
  const { workspaceId } = context
  const place = { workspaceId, projectId, linkId }
  return inContext(context, async (tx) => {
    const before = await lockLink(tx, place)
    if (before.revokedAt === null) {
      await tx.shareLink.updateMany({
        where: { workspaceId, id: linkId },
        data: { revokedAt: new Date(now()), version: { increment: 1 } },
      })
      await tx.sharedPdf.deleteMany({ where: { workspaceId, linkId } })
      await audit(tx, context, {
        action: 'share.revoked',
        target: { kind: 'share-link', id: linkId },
        change: { project: projectId, name: before.name },
      })
    }
    return linkDto(await linkIn(tx, place), { workspaceId, tells: true })
  })
}
