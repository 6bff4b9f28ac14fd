import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('@/lib/registry/registry', () => import('@/lib/services/test-kit/fake-registry'))

import { CONTRACTS } from '@/lib/contracts/all'
import { type Contract, pathNames } from '@/lib/contracts/contract'
import { can, ROLES } from '@/lib/contracts/permissions'
import { database, disconnect } from '@/lib/db/client'
import { closeListening } from '@/lib/db/notify'
import { closeQueue } from '@/lib/db/queue'
import { inWorkspace } from '@/lib/db/workspace'
import { executeRun } from '@/lib/jobs/execute-run'
import { confirmItem } from '@/lib/services/attestation/confirm-item'
import { createClient } from '@/lib/services/client/change-client'
import { createChannel, testChannel } from '@/lib/services/notice/channels'
import { createProject } from '@/lib/services/project/create-project'
import { startRun } from '@/lib/services/run/start-run'
import { callApi } from '@/lib/services/test-kit/api'
import { makePerson, type TestPerson } from '@/lib/services/test-kit/people'
import { anyLink } from '@/lib/services/test-kit/share-link'

/** A body each writing endpoint accepts. An endpoint without one here fails its tests. */
const BODIES: Record<string, () => unknown> = {
  'auth.sign-up': () => ({ email: `new-${randomUUID()}@acme.io`, password: 'purple tractor violin 8' }),
  'password.ask': () => ({ email: `ask-${randomUUID()}@acme.io` }),
  'password.reset': () => ({ token: `lrr_${'A'.repeat(43)}`, password: 'purple tractor violin 8' }),
  'notice.setting': () => ({ pace: 'daily', dailyHour: 7, timeZone: 'Europe/Lisbon', quiet: null, stopped: false }),
  'notice.choice': () => ({ projectId: null, kinds: ['mention'] }),
  'channel.create': () => ({
    kind: 'webhook',
    name: 'Program',
    url: 'https://acme.io/hook',
    projectId: null,
    kinds: ['run-failed'],
  }),
  'channel.change': () => ({ kinds: ['run-failed'] }),
  'channel.delete': () => ({}),
  'channel.secret': () => ({}),
  'channel.test': () => ({}),
  'outbox.again': () => ({}),
  'session.end': () => undefined,
  'session.end-all': () => ({ includeCurrent: false }),
  'session.confirm': () => ({ password: 'not the password' }),
  'workspace.create': () => ({ name: 'Studio' }),
  'workspace.rename': () => ({ name: 'Studio' }),
  'workspace.delete': () => ({ name: 'not its name' }),
  'member.role': () => ({ role: 'member' }),
  'member.remove': () => ({}),
  'member.leave': () => ({ workspaceId: randomUUID() }),
  'invite.create': () => ({ role: 'viewer' }),
  'invite.revoke': () => ({}),
  'invite.accept': () => ({ token: `lri_${'A'.repeat(43)}` }),
  'client.create': () => ({ name: `Client ${randomUUID()}` }),
  'client.rename': () => ({ name: `Client ${randomUUID()}` }),
  'client.delete': () => ({}),
  'branding.put': () => ({ name: 'Studio', accent: '#1d4ed8', contact: null, poweredBy: false }),
  'branding.logo': () => ({
    content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h4v4z"/></svg>').toString('base64'),
  }),
  'branding.logo-remove': () => ({}),
  'pack.create': () => ({}),
  'project.create': () => ({ domain: 'acme.io', name: `Project ${randomUUID()}` }),
  'project.update': () => ({ roadmap: 'ops' }),
  'project.archive': () => ({ archived: false }),
  'project.delete': () => ({ name: 'not its name' }),
  'project.hosts': () => ({ hosts: [{ name: 'acme.io', role: 'apex' }] }),
  'project.urls': () => ({ urls: [{ url: 'https://acme.io/login', purpose: 'login' }] }),
  'project.sending': () => ({ sending: [{ domain: 'acme.io', selectors: ['google'] }] }),
  'project.profile': () => ({ profile: { sendsMail: true } }),
  'triage.update': () => ({ dueOn: '2026-12-24' }),
  'fix-order.move': () => ({ fingerprint: 'A'.repeat(22), after: null }),
  'fix-order.reset': () => ({}),
  'waiver.set': () => ({
    reason: 'The mail provider changes next week',
    publicNote: 'Moving to another provider',
    until: '2026-12-24',
  }),
  'waiver.end': () => ({}),
  'dispute.open': () => ({ note: 'The record is there' }),
  'dispute.decide': () => ({ state: 'rejected' }),
  'comment.add': () => ({ body: 'The ticket is open' }),
  'comment.delete': () => ({}),
  'document.write': () => ({ value: 'Merge into the main branch', version: 0 }),
  'suggestion.dismiss': () => ({ name: 'beta.acme.io', dismissed: true }),
  'host.add': () => ({ name: 'beta.acme.io', role: 'other' }),
  'host.remove': () => ({ name: 'beta.acme.io' }),
  'host.check': () => ({}),
  'map.confirm': () => ({ digest: 'not-this-one' }),
  'map.withdraw': () => ({}),
  'map.correct': () => ({ node: 'site', text: 'Our own server' }),
  'sprint.change': () => ({ do: 'start' }),
  'parked.add': () => ({ title: 'A second region', reason: 'No traffic yet' }),
  'parked.remove': () => ({}),
  'handover.add': () => ({ section: 'deploy', text: 'Show Ben the pipeline' }),
  'handover.change': () => ({ dueOn: '2026-12-24' }),
  'handover.remove': () => ({}),
  'handover.tick': () => ({ done: true }),
  'handover.note': () => ({ text: 'The keys are in the vault', base: { version: 0, text: '' } }),
  'handover.proof': () => ({
    proof: { kind: 'file', name: 'names.txt', content: Buffer.from('Ana').toString('base64') },
  }),
  'handover.move': () => ({ after: null }),
  'handover.approver': () => ({ person: { name: 'Ana' } }),
  'handover.undo': () => ({ changeId: randomUUID() }),
  'handover.presence': () => ({ tab: randomUUID(), editing: null }),
  'run.keep': () => ({ kept: true }),
  'input.put': () => ({ value: ['beta.acme.io'] }),
  'input.delete': () => ({}),
  'ask.set': () => ({ place: 'confirm-change-approvers-named', userId: people.get('owner')?.userId ?? null }),
  'attestation.confirm': () => ({ statementVersion: 1, proof: { kind: 'note', text: 'Ana, Ben, Ana' } }),
  'attestation.withdraw': () => ({ confirmationId: ids.confirmationId }),
  'signal.answer': () => ({ answer: 'no' }),
  'signal.forget': () => ({}),
  'ownership.token': () => ({ name: 'acme.io' }),
  'ownership.check': () => ({ name: 'acme.io', method: 'dns' }),
  'ownership.revoke': () => ({ name: 'acme.io', method: 'dns' }),
  'run.start': () => ({ scope: { kind: 'checks', checks: ['host-apex'] } }),
  'run.cancel': () => ({}),
  'share.create': () => ({ name: 'Client weekly', kind: 'live', sections: ['verdict'], detail: 'none' }),
  'share.update': () => ({ notify: false }),
  'share.revoke': () => ({}),
  'installation.look': () => ({}),
  'sender.simulate': () => ({ ip: '192.0.2.10', from: 'hello@acme.io' }),
}

/** The name of something the scripted run said. */
async function anyFinding({ workspaceId }: TestPerson): Promise<string> {
  const finding = await inWorkspace({ workspaceId, role: 'app' }, (tx) => tx.finding.findFirstOrThrow())
  return finding.fingerprint
}

/** A pack whose files are there. */
async function anyPack({ workspaceId }: TestPerson, projectId: string): Promise<string> {
  const id = randomUUID()
  const files = { pdf: Buffer.from('%PDF-'), zip: Buffer.from('PK'), pdfSha256: 'a', zipSha256: 'b' }
  const said = { version: 1, state: 'ready', headline: 'GO.', content: '{}', byName: 'Ana' }
  await inWorkspace({ workspaceId, role: 'app' }, (tx) =>
    tx.pack.createMany({ data: [{ id, workspaceId, projectId, ...said, ...files }] }),
  )
  return id
}

/** A channel, and a message that can be sent again. */
async function anyMessage({ context }: TestPerson) {
  const { channel } = await createChannel(context, {
    kind: 'webhook',
    name: 'Program',
    url: 'https://acme.io/hook',
    projectId: null,
    kinds: [],
  })
  const { messageId } = await testChannel(context, channel.id)
  return { channelId: channel.id, messageId }
}

const people = new Map<string, TestPerson>()
const person = (name: string): TestPerson => {
  const found = people.get(name)
  if (found === undefined) throw new Error(`nobody is called ${name}`)
  return found
}
let ids: Record<string, string> = {}

beforeAll(async () => {
  const owner = await makePerson('owner')
  people.set('owner', owner)
  for (const role of ROLES.slice(1)) people.set(role, await makePerson(role, owner))
  people.set('stranger', await makePerson('owner'))
  const project = await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })
  const { run } = await startRun(owner.context, project.id, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
  ids = {
    workspaceId: owner.workspaceId,
    projectId: project.id,
    runId: run.id,
    checkId: 'host-apex',
    key: 'fake.first',
    question: 'hosts-dismissed',
    fingerprint: await anyFinding(owner),
    clientId: (await createClient(owner.context, 'Northwind')).id,
    commentId: randomUUID(),
    deliverable: 'deploy-instructions',
    part: 'deploy',
    parkedId: randomUUID(),
    linkId: await anyLink(owner.context, project.id),
    inviteId: randomUUID(),
    userId: (await makePerson('member', owner)).userId,
    itemId: 'change-approvers-named',
    signalId: 'every-change-a-ticket',
    packId: await anyPack(owner, project.id),
    row: 'transfer-deploy',
    approver: 'rollback',
    ...(await anyMessage(owner)),
    confirmationId: (
      await confirmItem(owner.context, {
        projectId: project.id,
        itemId: 'change-approvers-named',
        statementVersion: 1,
        proof: { kind: 'file', name: 'names.txt', content: Buffer.from('Ana').toString('base64') },
      })
    ).id,
  }
})

// This many requests of one person within seconds would be refused as a flood.
beforeEach(async () => {
  await database('app').$executeRaw`delete from rate_limit`
})

afterAll(async () => {
  await closeQueue()
  await closeListening()
  await disconnect()
})

type Who = TestPerson | undefined

async function ask(
  contract: Contract,
  as: Who,
  changes: { params?: Record<string, string>; headers?: Record<string, string> } = {},
) {
  const stop = new AbortController()
  const body = contract.method === 'GET' ? undefined : BODIES[contract.id]?.()
  const params = {
    ...Object.fromEntries(pathNames(contract.path).map((name) => [name, ids[name] ?? ''])),
    ...changes.params,
  }
  const headers = changes.headers ?? {}
  const response = await callApi(contract, { as, params, body, headers, signal: stop.signal })
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream')) {
    const reader = response.body?.getReader()
    await reader?.read()
    stop.abort()
    await reader?.cancel()
    return { status: response.status, problem: undefined, response }
  }
  return { status: response.status, problem: response.ok ? undefined : await response.json(), response }
}

/** Nothing but the request id may differ between a foreign and a missing record. */
function withoutId(problem: Record<string, unknown>) {
  const { requestId: _, ...rest } = problem
  return rest
}

const inWorkspaces = CONTRACTS.filter((contract) => contract.can !== 'anyone' && contract.can !== 'signed-in')
const writes = CONTRACTS.filter((contract) => contract.method !== 'GET')

describe.each(CONTRACTS.map((contract) => [contract.id, contract] as const))('%s', (id, contract) => {
  test('has a sample body when it writes', () => {
    if (contract.method !== 'GET') expect(BODIES).toHaveProperty([id])
  })

  test('answers nobody only what is for everybody', async () => {
    const { status, problem } = await ask(contract, undefined)
    if (contract.can === 'anyone') expect(status).not.toBe(401)
    else expect(problem).toMatchObject({ status: 401, code: 'unauthenticated' })
  })
})

describe.each(inWorkspaces.map((contract) => [contract.id, contract] as const))('%s', (_, contract) => {
  test.each(ROLES)('treats %s as the table says', async (role) => {
    const { status, problem } = await ask(contract, person(role))
    if (can(role, contract.can)) expect([403, 401, 404, 500]).not.toContain(status)
    else expect(problem).toMatchObject({ status: 403, code: 'forbidden' })
  })

  test('is the same 404 for a stranger, a missing id and a malformed one', async () => {
    const first = pathNames(contract.path)[0] ?? ''
    const foreign = await ask(contract, person('stranger'))
    const missing = await ask(contract, person('owner'), { params: { [first]: randomUUID() } })
    const malformed = await ask(contract, person('owner'), { params: { [first]: "x' or 1=1" } })
    expect(foreign.status).toBe(404)
    expect(missing.status).toBe(404)
    expect(malformed.status).toBe(404)
    expect(withoutId(foreign.problem)).toEqual(withoutId(missing.problem))
    expect(withoutId(malformed.problem)).toEqual(withoutId(missing.problem))
    const headers = (response: Response) => [...response.headers].filter(([name]) => name !== 'x-request-id')
    expect(headers(foreign.response)).toEqual(headers(missing.response))
  })

  test('answers are kept by nobody on the way', async () => {
    const { response } = await ask(contract, person('owner'))
    expect(response.headers.get('cache-control')).toMatch(/private.*no-store/)
  })
})

describe.each(writes.map((contract) => [contract.id, contract] as const))('%s', (_, contract) => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of ours', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no origin at all', { origin: '' }],
    ['a page without an origin', { origin: 'null' }],
  ])('refuses a write from %s', async (__, headers) => {
    const { problem } = await ask(contract, person('owner'), { headers })
    expect(problem).toMatchObject({ status: 403, code: 'cross-site' })
  })

  test('refuses a field it does not know', async () => {
    const body = { ...Object(BODIES[contract.id]?.() ?? {}), workspaceId: ids.workspaceId, unknown: 1 }
    const params = Object.fromEntries(pathNames(contract.path).map((name) => [name, ids[name] ?? '']))
    const response = await callApi(contract, { as: person('owner'), params, body })
    const problem = await response.json()
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.invalidParams.map((field: { name: string }) => field.name)).toContain('unknown')
  })

  test('refuses a body that is not JSON, not text, too large, or called something else', async () => {
    const params = Object.fromEntries(pathNames(contract.path).map((name) => [name, ids[name] ?? '']))
    const send = async (body: string, headers = {}) =>
      (await callApi(contract, { as: person('owner'), params, body, headers })).status
    expect(await send('{')).toBe(400)
    expect(await send('[]')).toBe(400)
    expect(await send(JSON.stringify({ x: 'a'.repeat(contract.maxBodyBytes) }))).toBe(413)
    expect(await send('{}', { 'content-type': 'text/plain' })).toBe(415)
  })
})

test('a NUL in a search is a bad request, not a failure of ours', async () => {
  const { listProjects } = await import('@/lib/contracts/project')
  const response = await callApi(listProjects, {
    as: person('owner'),
    params: ids,
    query: { limit: '5', search: 'a\0' },
  })
  expect(response.status).toBe(400)
})
