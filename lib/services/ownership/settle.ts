import type { Context } from '../../auth/actor'
import { writeAudit } from '../../db/audit'
import type { Transaction } from '../../db/client'
import { otherOwners } from '../../db/lookups'
import { enterWorkspace } from '../../db/workspace'
import type { ProofLook } from '../../live/look-at-proof'
import { announce } from '../../notices/announce'
import { nameOf } from '../input/internal'
import { audit } from '../transaction'
import { nextLook, type Subject } from './internal'

const WINDOW_MS = 72 * 3_600_000
const MOST_FAILURES = 3
/** After a look that could not find out. */
const SOON_MS = 3_600_000

const keyOf = (workspaceId: string, subject: Subject) => ({
  workspaceId_name_method_origin: { workspaceId, ...subject },
})

const eventOf = ({ name, method, origin }: Subject) => ({
  target: { kind: 'domain', id: name },
  change: { after: method === 'file' ? { method, origin } : { method } },
})

/**
 * Tells every other workspace that holds a proof of the same name that somebody else proved it too, without saying
 * who: two owners are ordinary (an agency and its client), an owner nobody knows of is not.
 */
async function tellOthers(tx: Transaction, { workspaceId }: Context, subject: Subject): Promise<void> {
  const others = await otherOwners(tx, { name: subject.name, workspaceId })
  for (const other of others) {
    await enterWorkspace(tx, other)
    await writeAudit(tx, {
      workspaceId: other,
      actor: { kind: 'system', id: 'ownership' },
      action: 'ownership.proven-elsewhere',
      target: { kind: 'domain', id: subject.name },
    })
    await announce(tx, {
      workspaceId: other,
      key: `ownership:${workspaceId}:${subject.name}:${subject.method}:${subject.origin}:${Date.now()}`,
      facts: { kind: 'ownership-elsewhere', name: subject.name },
    })
  }
  if (others.length > 0) await enterWorkspace(tx, workspaceId)
}

/** Keeps a proof that was just seen. The first one of a token makes it permanent. */
export async function keepProof(tx: Transaction, context: Context, subject: Subject): Promise<void> {
  const { workspaceId } = context
  const where = keyOf(workspaceId, subject)
  const before = await tx.ownershipProof.findUnique({ where, select: { revokedAt: true } })
  const seen = { checkedAt: new Date(), nextCheckAt: nextLook(), failingSince: null, failedAt: [], problem: null }
  if (before !== null && before.revokedAt === null) {
    await tx.ownershipProof.update({ where, data: seen })
    return
  }
  const proven = {
    ...seen,
    provenAt: seen.checkedAt,
    provenById: context.actor.kind === 'user' ? context.actor.userId : null,
    provenByName: nameOf(context),
    revokedAt: null,
    revokedBecause: null,
    revokedByName: null,
  }
  await tx.ownershipProof.upsert({ where, create: { workspaceId, ...subject, ...proven }, update: proven })
  await tx.ownershipToken.updateMany({
    where: { workspaceId, name: subject.name, firstUsedAt: null },
    data: { firstUsedAt: seen.checkedAt },
  })
  await audit(tx, context, { action: 'ownership.proven', ...eventOf(subject) })
  await tellOthers(tx, context, subject)
}

/** Ends a proof. Without another proof on it the token is void: a new one has to be published. */
export async function endProof(
  tx: Transaction,
  context: Context,
  subject: Subject,
  because: 'person' | 'not-found' | 'unused',
): Promise<void> {
  const { workspaceId } = context
  const { name } = subject
  const ended = await tx.ownershipProof.updateMany({
    where: { workspaceId, ...subject, revokedAt: null },
    data: { revokedAt: new Date(), revokedBecause: because, revokedByName: nameOf(context) },
  })
  if (ended.count === 0) return
  const left = await tx.ownershipProof.count({ where: { workspaceId, name, revokedAt: null } })
  if (left === 0) await tx.ownershipToken.deleteMany({ where: { workspaceId, name } })
  const { target, change } = eventOf(subject)
  await audit(tx, context, {
    action: 'ownership.revoked',
    target,
    change: { after: { ...change.after, because } },
  })
}

type Found = Exclude<ProofLook, { outcome: 'proven' }>

/** Notes that a look somebody asked for did not find a proof that stands. Revokes nothing. */
export async function noteMiss(tx: Transaction, context: Context, subject: Subject, found: Found): Promise<void> {
  if (found.outcome === 'undecided') return
  const standing = { workspaceId: context.workspaceId, ...subject, revokedAt: null }
  await tx.ownershipProof.updateMany({ where: standing, data: { checkedAt: new Date(), problem: found.code } })
  await tx.ownershipProof.updateMany({ where: { ...standing, failingSince: null }, data: { failingSince: new Date() } })
}

/** Counts a daily look that did not find a proof; the third in a row within 72 hours ends it. */
export async function countMiss(tx: Transaction, context: Context, subject: Subject, found: Found): Promise<void> {
  const where = keyOf(context.workspaceId, subject)
  const row = await tx.ownershipProof.findUnique({ where, select: { failedAt: true, revokedAt: true } })
  if (row === null || row.revokedAt !== null) return
  if (found.outcome === 'undecided') {
    await tx.ownershipProof.update({ where, data: { nextCheckAt: new Date(Date.now() + SOON_MS) } })
    return
  }
  await noteMiss(tx, context, subject, found)
  const failedAt = [...row.failedAt.filter((at) => at.getTime() > Date.now() - WINDOW_MS), new Date()]
  await tx.ownershipProof.update({ where, data: { failedAt, nextCheckAt: nextLook() } })
  const { target, change } = eventOf(subject)
  await audit(tx, context, {
    action: 'ownership.not-found',
    target,
    change: { after: { ...change.after, failures: failedAt.length, problem: found.code } },
  })
  if (failedAt.length >= MOST_FAILURES) await endProof(tx, context, subject, 'not-found')
}
