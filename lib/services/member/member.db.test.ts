import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { sourceOf } from '../../auth/source'
import { database, disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { signUp } from '../account/sign-up'
import { createProject } from '../project/create-project'
import { makePerson, type TestPerson } from '../test-kit/people'
import { createWorkspace } from '../workspace/create-workspace'
import { deleteWorkspace } from '../workspace/delete-workspace'
import { renameWorkspace } from '../workspace/rename-workspace'
import { changeRole } from './change-role'
import { acceptInvite, createInvite, previewInvite, revokeInvite } from './invites'
import { listMembers } from './list-members'
import { leaveWorkspace, removeMember } from './remove-member'

const caller = { ...sourceOf(new Headers()), requestId: randomUUID() }
let owner: TestPerson
let admin: TestPerson
let member: TestPerson
let stranger: TestPerson

beforeEach(async () => {
  owner = await makePerson('owner')
  admin = await makePerson('admin', owner)
  member = await makePerson('member', owner)
  stranger = await makePerson('owner')
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

const roles = async () => (await listMembers(owner.context)).members.map(({ id, role }) => [id, role])

describe('an invitation', () => {
  test('brings in one person, once', async () => {
    const { token, invite, mailed } = await createInvite(admin.context, { role: 'member' })
    expect(mailed).toBe(false)
    expect(await previewInvite(token)).toMatchObject({ role: 'member', email: null })
    const other = await makePerson('owner')
    const answers = await Promise.allSettled([
      acceptInvite(stranger.actor, token, caller),
      acceptInvite(other.actor, token, caller),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await previewInvite(token)).toBeUndefined()
    expect((await listMembers(owner.context)).members).toHaveLength(4)
    expect((await listMembers(owner.context)).invites.map(({ id }) => id)).not.toContain(invite.id)
  })

  test('for an address is for nobody else', async () => {
    const { token } = await createInvite(owner.context, { role: 'viewer', email: 'somebody@acme.io' })
    await expect(acceptInvite(stranger.actor, token, caller)).rejects.toMatchObject({ code: 'forbidden' })
    const { token: own } = await createInvite(owner.context, { role: 'viewer', email: stranger.actor.email })
    expect((await acceptInvite(stranger.actor, own, caller)).workspace).toMatchObject({ role: 'viewer' })
  })

  test('taken back or out of date opens nothing', async () => {
    const { token, invite } = await createInvite(owner.context, { role: 'member' })
    await revokeInvite(admin.context, invite.id)
    await expect(acceptInvite(stranger.actor, token, caller)).rejects.toMatchObject({ code: 'conflict' })
    const old = await createInvite(owner.context, { role: 'member' })
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.invite.updateMany({ where: { id: old.invite.id }, data: { expiresAt: new Date(Date.now() - 1000) } }),
    )
    expect(await previewInvite(old.token)).toBeUndefined()
    await expect(acceptInvite(stranger.actor, old.token, caller)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('keeps the role of somebody who is in already', async () => {
    const { token } = await createInvite(owner.context, { role: 'viewer' })
    expect((await acceptInvite(member.actor, token, caller)).workspace).toMatchObject({ role: 'member' })
    expect(await previewInvite(token), 'and stays open').toBeDefined()
  })

  test('lets somebody without an account sign up, into that workspace', async () => {
    const { token } = await createInvite(owner.context, { role: 'member' })
    const email = `new-${randomUUID()}@acme.io`
    const made = await signUp({ email, password: 'purple tractor violin 8', invite: token }, caller)
    expect(made.workspace).toMatchObject({ id: owner.workspaceId, role: 'member' })
    const again = signUp({ email: `b${email}`, password: 'purple tractor violin 8', invite: token }, caller)
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    expect(await database('app').user.findUnique({ where: { email: `b${email}` } })).toBeNull()
  })

  test('as an owner is made by owners, and any by managers', async () => {
    await expect(createInvite(admin.context, { role: 'owner' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createInvite(member.context, { role: 'viewer' })).rejects.toMatchObject({ code: 'forbidden' })
    const known = createInvite(owner.context, { role: 'viewer', email: member.actor.email })
    await expect(known).rejects.toMatchObject({ code: 'invalid', fields: [{ name: 'email' }] })
  })

  test('of another workspace cannot be taken back', async () => {
    const { token, invite } = await createInvite(owner.context, { role: 'member' })
    await revokeInvite(stranger.context, invite.id)
    expect(await previewInvite(token)).toBeDefined()
  })
})

describe('members', () => {
  test('change roles, but never touch the last owner', async () => {
    await changeRole(owner.context, { userId: member.userId, role: 'admin' })
    expect(await roles()).toContainEqual([member.userId, 'admin'])
    const down = changeRole(owner.context, { userId: owner.userId, role: 'admin' })
    await expect(down).rejects.toMatchObject({ code: 'conflict' })
    await expect(leaveWorkspace(owner.actor, owner.workspaceId, caller)).rejects.toMatchObject({ code: 'conflict' })
    const forbidden: (() => Promise<unknown>)[] = [
      () => changeRole(admin.context, { userId: owner.userId, role: 'viewer' }),
      () => changeRole(admin.context, { userId: member.userId, role: 'owner' }),
      () => removeMember(admin.context, owner.userId),
    ]
    for (const change of forbidden) await expect(change()).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('two owners who leave at once leave one behind', async () => {
    const second = await makePerson('owner', owner)
    const answers = await Promise.allSettled([
      leaveWorkspace(owner.actor, owner.workspaceId, caller),
      leaveWorkspace(second.actor, owner.workspaceId, caller),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('go, and what they owned is unassigned', async () => {
    const project = await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })
    const place = { workspaceId: owner.workspaceId, projectId: project.id, fingerprint: 'A'.repeat(22) }
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.triage.createMany({ data: [{ ...place, checkId: 'host-apex', ownerId: member.userId }] }),
    )
    await removeMember(owner.context, member.userId)
    await removeMember(owner.context, member.userId)
    const [row] = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) => tx.triage.findMany())
    expect(row?.ownerId).toBeNull()
    expect(await roles()).toHaveLength(2)
  })

  test('of another workspace do not exist', async () => {
    await removeMember(stranger.context, member.userId)
    expect(await roles()).toHaveLength(3)
    const change = changeRole(stranger.context, { userId: member.userId, role: 'viewer' })
    await expect(change).rejects.toMatchObject({ code: 'not-found' })
    await expect(leaveWorkspace(stranger.actor, owner.workspaceId, caller)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('workspaces', () => {
  test('are made, renamed, and deleted with everything in them', async () => {
    const made = await createWorkspace(owner.actor, 'Northwind Studio', caller)
    expect(made.slug).toMatch(/^northwind-studio-[0-9a-f]{8}$/)
    expect(await renameWorkspace(admin.context, 'Fabrikam')).toMatchObject({ name: 'Fabrikam' })
    await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })
    await expect(deleteWorkspace(admin.context, 'Fabrikam')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(deleteWorkspace(owner.context, 'Acme')).rejects.toMatchObject({ fields: [{ name: 'name' }] })
    await deleteWorkspace(owner.context, 'Fabrikam')
    const left = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, async (tx) => [
      await tx.workspace.count(),
      await tx.membership.count(),
      await tx.project.count(),
      await tx.auditEvent.count(),
    ])
    expect(left).toEqual([0, 0, 0, 0])
  })

  test('keep their activity while they exist', async () => {
    await renameWorkspace(owner.context, 'Fabrikam')
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, async (tx) => {
      await tx.$queryRaw`select lr_forget_events_of_deleted(${owner.workspaceId}::uuid)`
      expect(await tx.auditEvent.count()).toBeGreaterThan(0)
    })
  })
})
