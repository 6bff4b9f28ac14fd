import { createHash } from 'node:crypto'
import { openShareLink } from '../db/lookups'
import { inWorkspace } from '../db/workspace'
import { brand, type ShareActor } from './actor'

/** Longer than any token of ours: what is beyond it changes nothing. */
const MOST_CHARACTERS = 200

/**
 * Whoever holds a token that opens a share link at this moment. Unknown, expired, revoked and malformed tokens take
 * the same steps and end alike, so neither answer nor time tells them apart.
 */
export async function actorFromShare(token: string, moment: Date): Promise<ShareActor | undefined> {
  const tokenHash = createHash('sha256').update(token.slice(0, MOST_CHARACTERS)).digest('hex')
  const found = await openShareLink(tokenHash, moment)
  if (found === undefined) return undefined
  const { workspaceId, linkId } = found
  const row = await inWorkspace({ workspaceId, role: 'app' }, (tx) =>
    tx.shareLink.findFirst({ where: { workspaceId, id: linkId }, select: { projectId: true, version: true } }),
  )
  return row === null ? undefined : brand({ kind: 'share' as const, workspaceId, linkId, ...row })
}
