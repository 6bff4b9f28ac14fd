import { randomBytes } from 'node:crypto'
import { allow, type Context } from '../../auth/actor'
import type { OwnershipDto } from '../../contracts/ownership'
import { notifyProject } from '../../db/notify'
import { spend } from '../limit'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'
import { expiryOf, ownershipOf, subjectOf } from './internal'

/** 128 random bits in 22 characters. */
function newToken(): string {
  return `lr1=${randomBytes(16).toString('base64url')}`
}

/** Makes the token of one name, unless the one there is still good. Throws `invalid` for a name that cannot be proven. */
export async function takeToken(
  context: Context,
  projectId: string,
  { name }: { name: string },
): Promise<OwnershipDto> {
  allow(context, 'ownership.prove')
  await spend({ limit: 'ownership.token', key: context.workspaceId })
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    const { target } = await projectInWorkspace(tx, context, projectId)
    subjectOf(target, { name, method: 'dns' })
    const where = { workspaceId_name: { workspaceId, name } }
    const known = await tx.ownershipToken.findUnique({ where })
    const expiry = known === null ? undefined : expiryOf(known)
    const isGood = expiry === null || (expiry !== undefined && expiry.getTime() > Date.now())
    if (!isGood) {
      const fresh = {
        token: newToken(),
        createdAt: new Date(),
        createdById: context.actor.kind === 'user' ? context.actor.userId : null,
        firstUsedAt: null,
      }
      await tx.ownershipToken.upsert({ where, create: { workspaceId, name, ...fresh }, update: fresh })
      await audit(tx, context, { action: 'ownership.token-made', target: { kind: 'domain', id: name } })
      await notifyProject(tx, { projectId })
    }
    return ownershipOf(tx, context, { projectId, target })
  })
}
