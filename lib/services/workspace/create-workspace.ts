import { randomUUID } from 'node:crypto'
import type { PersonActor } from '../../auth/actor'
import type { WorkspaceDto } from '../../contracts/workspace'
import { writeAudit } from '../../db/audit'
import { enterWorkspace, outsideWorkspaces } from '../../db/workspace'
import { AppError } from '../../errors'
import { spend } from '../limit'

/** A person can belong to this many. */
const MOST_WORKSPACES = 50

function slugOf(name: string): string {
  const word = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${word.slice(0, 24).replace(/-$/, '') || 'team'}-${randomUUID().slice(0, 8)}`
}

/** Makes another workspace, owned by the person who asks. */
export async function createWorkspace(
  actor: PersonActor,
  name: string,
  caller: { requestId: string; sourceNetwork?: string | undefined },
): Promise<WorkspaceDto> {
  if (actor.workspaces.length >= MOST_WORKSPACES) {
    throw new AppError('conflict', { detail: `One person can belong to ${MOST_WORKSPACES} workspaces.` })
  }
  await spend({ limit: 'workspace.create', key: actor.userId })
  const id = randomUUID()
  const slug = slugOf(name)
  await outsideWorkspaces(async (tx) => {
    await enterWorkspace(tx, id)
    await tx.workspace.createMany({ data: [{ id, slug, name }] })
    await tx.membership.createMany({ data: [{ workspaceId: id, userId: actor.userId, role: 'owner' }] })
    await writeAudit(tx, {
      workspaceId: id,
      actor: { kind: 'user', id: actor.userId },
      action: 'workspace.created',
      target: { kind: 'workspace', id },
      change: { after: { name } },
      requestId: caller.requestId,
      sourceNetwork: caller.sourceNetwork,
    })
  })
  return { id, slug, name, role: 'owner' }
}
