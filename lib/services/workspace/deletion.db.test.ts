import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { database, disconnect, type Transaction } from '../../db/client'
import { Prisma } from '../../db/generated/client'
import { closeQueue } from '../../db/queue'
import { sealEvents } from '../../db/seals'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { createClient } from '../client/change-client'
import { createProject } from '../project/create-project'
import { deleteProject } from '../project/delete-project'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { anyLink } from '../test-kit/share-link'
import { deleteWorkspace } from './delete-workspace'

/** What stays when a project goes: it belongs to the workspace. */
const OF_WORKSPACE = [
  'audit_event',
  'audit_seal',
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
    const asked = { digest: 'x', state: 'making', content: '{}', askedAt: new Date() }
    await tx.sharedPdf.createMany({ data: [{ workspaceId, linkId, ...asked }] })
  })
  await sealEvents()
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

/** The ids of every row a workspace holds, apart from those in tables `leftOut`. */
async function idsIn(workspaceId: string, leftOut: readonly string[]): Promise<string[]> {
  return inWorkspace({ workspaceId, role: 'app' }, async (tx) => {
    const ids: string[] = []
    for (const table of tables.filter((name) => name !== 'workspace' && !leftOut.includes(name))) {
      const rows = await tx.$queryRaw<{ id: string | null }[]>`
        select to_jsonb(t)->>'id' as id from ${Prisma.raw(`"${table}"`)} t where t.workspace_id = ${workspaceId}::uuid`
      ids.push(...rows.flatMap(({ id }) => (id === null || id.length < 36 ? [] : [id])))
    }
    return ids
  })
}

type Trace = { table: string; row: Record<string, unknown> }

/** Every row of the whole database, the queue included, that mentions one of these words in any column. */
async function traces(words: readonly string[]): Promise<Trace[]> {
  const client = new pg.Client({ connectionString: process.env.LR_OWNER_DATABASE_URL })
  await client.connect()
  try {
    const { rows: all } = await client.query(`
      select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`)
    const found: Trace[] = []
    for (const { name } of all) {
      const { rows } = await client.query(
        `select to_jsonb(t) as row from ${name} t
         where exists (select from unnest($1::text[]) word where strpos(to_jsonb(t)::text, word) > 0)`,
        [words],
      )
      found.push(...rows.map(({ row }) => ({ table: name, row })))
    }
    return found
  } finally {
    await client.end()
  }
}

const ofQueue = ({ table }: Trace): boolean => table.startsWith('pgboss.')

/** A job is forgotten within a day; until then it knows two random ids and nothing they stood for. */
function expectOnlyIds(jobs: readonly Trace[]): void {
  for (const { row } of jobs) {
    expect(Object.keys(Object(row.data)).filter((key) => !['runId', 'packId', 'workspaceId'].includes(key))).toEqual([])
    expect(row.output).toBeNull()
  }
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
    const ids = [projectId, ...(await idsIn(owner.workspaceId, OF_WORKSPACE))]
    expect((await traces(ids)).length, 'the search finds them first').toBeGreaterThan(ids.length)
    await deleteProject(owner.context, projectId, 'acme.io')
    expect(await holding(owner.workspaceId)).toEqual([...OF_WORKSPACE, 'workspace'])
    expect(await holding(owner.workspaceId, { projectId })).toEqual(['audit_event'])
    const left = await traces(ids)
    expect(new Set(left.filter((trace) => !ofQueue(trace)).map(({ table }) => table))).toEqual(
      new Set(['public.audit_event']),
    )
    expectOnlyIds(left.filter(ofQueue))
  })

  test('of a deleted workspace: nothing, and nothing of another one is missing', async () => {
    const own = await makePerson('owner')
    await fill(own)
    expect(await holding(own.workspaceId)).toEqual(tables)
    const ids = [own.workspaceId, own.slug, ...(await idsIn(own.workspaceId, []))]
    expect((await traces(ids)).length, 'the search finds them first').toBeGreaterThan(ids.length)
    await deleteWorkspace(own.context, 'Workspace')
    expect(await holding(own.workspaceId)).toEqual([])
    expect(await holding(stranger.workspaceId)).toEqual(tables)
    const events = await database('app').auditEvent.findMany({ where: { targetId: own.workspaceId } })
    expect(events.every(({ action, change }) => action === 'workspace.deleted' && change === null)).toBe(true)
    const left = await traces(ids)
    expect(left.filter((trace) => !ofQueue(trace)).map(({ row }) => row.action)).toEqual(['workspace.deleted'])
    expectOnlyIds(left.filter(ofQueue))
  })
})
