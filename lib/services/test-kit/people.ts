import { randomUUID } from 'node:crypto'
import { type Actor, brand, type Context, contextIn } from '../../auth/actor'
import type { Role } from '../../contracts/permissions'
import { database } from '../../db/client'
import { membershipsOf } from '../../db/lookups'
import { createSession, sidHashOf } from '../../db/sessions'
import { inWorkspace } from '../../db/workspace'

export type TestPerson = {
  actor: Actor & { kind: 'user' }
  context: Context
  workspaceId: string
  slug: string
  sid: string
  userId: string
}

/** A fresh person with a workspace of their own, signed in. Each test makes its own. */
export async function makePerson(role: Role = 'owner', into?: { workspaceId: string }): Promise<TestPerson> {
  const email = `person-${randomUUID()}@acme.io`
  const user = await database('app').user.create({ data: { email, name: 'Test person' }, select: { id: true } })
  const workspaceId = into?.workspaceId ?? randomUUID()
  await inWorkspace({ workspaceId, role: 'app' }, async (tx) => {
    if (into === undefined) {
      await tx.workspace.createMany({ data: [{ id: workspaceId, slug: `w-${workspaceId}`, name: 'Workspace' }] })
    }
    await tx.membership.createMany({ data: [{ workspaceId, userId: user.id, role }] })
  })
  const sid = await createSession(user.id, 'Test browser')
  const workspaces = (await membershipsOf(user.id)).map((row) => ({
    id: row.workspaceId,
    slug: row.slug,
    name: row.name,
    role,
  }))
  const actor = brand({
    kind: 'user' as const,
    userId: user.id,
    email,
    name: 'Test person',
    sessionId: sidHashOf(sid),
    expiresAt: new Date(Date.now() + 1_000_000),
    recentlyConfirmed: true,
    workspaces,
  })
  const context = contextIn(actor, { workspaceId }, { requestId: randomUUID() })
  return { actor, context, workspaceId, slug: `w-${workspaceId}`, sid, userId: user.id }
}
