import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { database, disconnect, type Transaction } from '../../db/client'
import { Prisma } from '../../db/generated/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { createClient } from '../client/change-client'
import { createProject } from '../project/create-project'
import { deleteProject } from '../project/delete-project'
import { startRun } from '../run/start-run'
import { anyLink } from '../test-kit/share-link'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { deleteWorkspace } from './delete-workspace'

/** What stays when a project goes: it belongs to the workspace. */
const OF_WORKSPACE = [
  'audit_event',
  'branding',
  'client',
  'invite',
  'membership',
  'notice_setting',
  'ownership_proof',
  'ownership_token',
]

let owner: TestPerson
let stranger: TestPerson
let tables: string[]

/** Puts at least one row into every table of a workspace. */
async function fill(person: TestPerson): Promise<string> {
  const { workspaceId } = person
  const { id: clientId } = await createClient(person.context, 'Northwind')
  const { id: projectId } = await createProject(person.context, {
    domain: 'acme.io',
    roadmap: 'creator',
    clientId,
    urls: [{ url: 'https://acme.io/login', purpose: 'login' }],
    sending: [{ domain: 'acme.io' }],
  })
  script.gather = async () => ({ verdict: 'fail', text: 'said so' })
  const { run } = await startRun(person.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId, runId: run.id }, new AbortController().signal)
  const linkId = await anyLink(person.context, projectId)
  await inWorkspace({ workspaceId, role: 'app' }, async (tx) => {
    await fillByHand(tx, { person, projectId })
    await fillHandover(tx, { person, projectId })
    await tx.shareView.createMany({ data: [{ workspaceId, linkId }] })
  })
  return projectId
}

async function fillByHand(tx: Transaction, { person, projectId }: { person: TestPerson; projectId: string }) {
  const { workspaceId, userId } = person
  const place = { workspaceId, projectId }
  const { fingerprint, checkId } = await tx.finding.findFirstOrThrow()
  const by = { byId: userId, byName: 'Ana' }
  const now = new Date()
  await tx.input.createMany({ data: [{ ...place, ...by, question: 'login-url', value: 'x' }] })
  await tx.ask.createMany({ data: [{ ...place, userId, place: 'staging', byName: 'Ana' }] })
  await tx.signalAnswer.createMany({ data: [{ ...place, ...by, signalId: 'every-change-a-ticket', answer: 'no' }] })
  await tx.attestation.createMany({
    data: [{ ...place, ...by, itemId: 'change-approvers-named', statementVersion: 1, answer: 'withdrawn' }],
  })
  await tx.triage.createMany({ data: [{ ...place, fingerprint, checkId, ownerId: userId }] })
  await tx.comment.createMany({
    data: [{ ...place, fingerprint, authorId: userId, authorName: 'Ana', body: 'Mine', mentions: [] }],
  })
  await tx.parkedItem.createMany({ data: [{ ...place, ...by, title: 'Later', reason: 'Not now' }] })
  await tx.documentPart.createMany({
    data: [
      { ...place, ...by, deliverable: 'deploy-instructions', part: 'deploy', value: 'Merge', version: 1, at: now },
    ],
  })
  await tx.sprint.createMany({ data: [{ ...place, startedAt: now, startedById: userId }] })
  await tx.invite.createMany({
    data: [{ workspaceId, role: 'viewer', tokenHash: crypto.randomUUID(), createdById: userId, expiresAt: now }],
  })
  await tx.branding.createMany({ data: [{ workspaceId, name: 'Studio' }] })
  await tx.pack.createMany({
    data: [{ ...place, version: 1, state: 'making', headline: 'GO.', content: '{}', byName: 'Ana' }],
  })
  const kinds = ['mention']
  await tx.noticeEvent.createMany({ data: [{ ...place, kinds, facts: {}, key: 'a' }] })
  await tx.noticeChoice.createMany({ data: [{ ...place, userId, kinds }] })
  await tx.noticeSetting.createMany({ data: [{ workspaceId, userId }] })
  await tx.verdictWatch.createMany({ data: [{ ...place, blockers: [] }], skipDuplicates: true })
  const { id: channelId } = await tx.noticeChannel.create({
    data: { ...place, kind: 'slack', name: 'Launch', host: 'hooks.slack.com', url: 'sealed', kinds },
  })
  await tx.outboxMessage.createMany({
    data: [{ ...place, channelId, purpose: 'notice', address: 'Launch', subject: 'x', body: 'sealed', giveUpAt: now }],
  })
  await tx.ownershipToken.createMany({ data: [{ workspaceId, name: 'acme.io', token: `lr1=${'A'.repeat(22)}` }] })
  await tx.ownershipProof.createMany({
    data: [
      {
        workspaceId,
        name: 'acme.io',
        method: 'dns',
        provenAt: now,
        provenByName: 'Ana',
        checkedAt: now,
        nextCheckAt: now,
        failedAt: [],
      },
    ],
  })
}

async function fillHandover(tx: Transaction, { person, projectId }: { person: TestPerson; projectId: string }) {
  const { workspaceId, userId } = person
  const place = { workspaceId, projectId }
  const by = { byId: userId, byName: 'Ana' }
  const now = new Date()
  const { id: proofId } = await tx.handoverProof.create({ data: { ...place, kind: 'note', text: 'Shown' } })
  await tx.handoverRow.createMany({ data: [{ ...place, key: 'transfer-deploy', ownerId: userId, proofId }] })
  await tx.handoverApprover.createMany({ data: [{ ...place, role: 'rollback', name: 'Ana', userId }] })
  await tx.handoverChange.createMany({
    data: [
      { ...place, ...by, key: 'transfer-deploy', action: 'ticked', label: 'Deploy', before: {}, after: {}, at: now },
    ],
  })
  await tx.handoverPresence.createMany({
    data: [{ ...place, userId, tab: crypto.randomUUID(), name: 'Ana', seenAt: now }],
  })
}

/** Tables that still hold rows of a workspace; `column` narrows it to a project. */
async function holding(workspaceId: string, only: { projectId: string } | undefined = undefined): Promise<string[]> {
  return inWorkspace({ workspaceId, role: 'app' }, async (tx) => {
    const found: string[] = []
    for (const table of tables) {
      const rows = await tx.$queryRaw<{ row: Record<string, unknown> }[]>`
        select to_jsonb(t) as row from ${Prisma.raw(`"${table}"`)} t
        where t.${Prisma.raw(table === 'workspace' ? 'id' : 'workspace_id')} = ${workspaceId}::uuid`
      const mine = rows.filter(({ row }) => only === undefined || JSON.stringify(row).includes(only.projectId))
      if (mine.length > 0) found.push(table)
    }
    return found
  })
}

beforeAll(async () => {
  const rows = await database('app').$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' order by 1`
  tables = [...rows.map(({ name }) => name), 'workspace']
  owner = await makePerson('owner')
  stranger = await makePerson('owner')
  await fill(stranger)
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

describe('what remains in the database', () => {
  test('of a deleted project: nothing but the activity that says so', async () => {
    const projectId = await fill(owner)
    expect(await holding(owner.workspaceId), 'every table of a workspace has a row first').toEqual(tables)
    await deleteProject(owner.context, projectId, 'acme.io')
    expect(await holding(owner.workspaceId)).toEqual([...OF_WORKSPACE, 'workspace'])
    expect(await holding(owner.workspaceId, { projectId })).toEqual(['audit_event'])
  })

  test('of a deleted workspace: nothing, and nothing of another one is missing', async () => {
    const own = await makePerson('owner')
    await fill(own)
    expect(await holding(own.workspaceId)).toEqual(tables)
    await deleteWorkspace(own.context, 'Workspace')
    expect(await holding(own.workspaceId)).toEqual([])
    expect(await holding(stranger.workspaceId)).toEqual(tables)
    const events = await database('app').auditEvent.findMany({ where: { targetId: own.workspaceId } })
    expect(events.every(({ action, change }) => action === 'workspace.deleted' && change === null)).toBe(true)
  })
})
