import type { ShareActor } from '../../auth/actor'
import { actorFromShare } from '../../auth/actor-from-share'
import { verifyPassword } from '../../auth/password'
import { sealUnlock, unlockCookie } from '../../auth/share-cookie'
import { now } from '../../config'
import { EmailAddress } from '../../contracts/session'
import { writeAudit } from '../../db/audit'
import { returnPermit, takePermit } from '../../db/rate-limit'
import { inWorkspace } from '../../db/workspace'

type Typed = { passcode: string; email: string }
type From = { requestId: string; sourceNetwork?: string | undefined }

export type Unlocked =
  | { kind: 'gone' }
  /** The whole `Set-Cookie` line. */
  | { kind: 'open'; cookie: string }
  | { kind: 'wrong-passcode' }
  | { kind: 'wrong-email' }
  /** Too many passcodes were tried. */
  | { kind: 'wait' }

const MOST_CHARACTERS = 64

async function noteRefusal({ workspaceId, linkId, projectId }: ShareActor, from: From): Promise<void> {
  if ((await takePermit({ limit: 'share-note', key: `refused ${linkId}` })) > 0) return
  await inWorkspace({ workspaceId, role: 'app' }, (tx) =>
    writeAudit(tx, {
      workspaceId,
      actor: { kind: 'nobody' },
      action: 'share.refused',
      target: { kind: 'share-link', id: linkId },
      change: { project: projectId },
      requestId: from.requestId,
      sourceNetwork: from.sourceNetwork,
    }),
  )
}

/** Ten tries in a quarter of an hour for everybody together; one that fits does not count. */
async function fits(actor: ShareActor, { hash, passcode }: { hash: string; passcode: string }) {
  const bucket = { limit: 'share-passcode', key: actor.linkId } as const
  if ((await takePermit(bucket)) > 0) return 'wait'
  if (!(await verifyPassword(hash, passcode.slice(0, MOST_CHARACTERS + 1)))) return 'wrong-passcode'
  await returnPermit(bucket)
  return 'yes'
}

/** Lets a browser in that knows the passcode and names an address, as far as the link asks for them. */
export async function unlockShared(token: string, { passcode, email }: Typed, from: From): Promise<Unlocked> {
  const actor = await actorFromShare(token, new Date(now()))
  if (actor === undefined) return { kind: 'gone' }
  const { workspaceId, linkId } = actor
  const row = await inWorkspace({ workspaceId, role: 'app' }, (tx) =>
    tx.shareLink.findFirst({ where: { workspaceId, id: linkId }, select: { passcodeHash: true, emailRequired: true } }),
  )
  if (row === null) return { kind: 'gone' }
  const address = EmailAddress.safeParse(email)
  if (row.emailRequired && !address.success) return { kind: 'wrong-email' }
  if (row.passcodeHash !== null) {
    const answer = await fits(actor, { hash: row.passcodeHash, passcode })
    if (answer === 'wrong-passcode') await noteRefusal(actor, from)
    if (answer !== 'yes') return { kind: answer }
  }
  const value = sealUnlock(actor, { email: row.emailRequired ? (address.data ?? null) : null, at: now() })
  return { kind: 'open', cookie: unlockCookie(actor, value) }
}
