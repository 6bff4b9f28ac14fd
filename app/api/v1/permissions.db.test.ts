import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('@/lib/registry/registry', () => import('@/lib/services/test-kit/fake-registry'))

import { sessionCookieName } from '@/lib/auth/cookie'
import { CONTRACTS } from '@/lib/contracts/all'
import { type Contract, pathNames } from '@/lib/contracts/contract'
import { changeRole, removeMember } from '@/lib/contracts/member'
import { can, PERMISSIONS, ROLES, type Role } from '@/lib/contracts/permissions'
import { getProject, updateProject } from '@/lib/contracts/project'
import { database, disconnect } from '@/lib/db/client'
import { closeListening } from '@/lib/db/notify'
import { closeQueue } from '@/lib/db/queue'
import { createProject } from '@/lib/services/project/create-project'
import { startRun } from '@/lib/services/run/start-run'
import { createLink } from '@/lib/services/share/change-link'
import { openShared } from '@/lib/services/share/open-shared'
import { unlockShared } from '@/lib/services/share/unlock-shared'
import { callApi } from '@/lib/services/test-kit/api'
import { makePerson, type TestPerson } from '@/lib/services/test-kit/people'

const PASSCODE = 'seven brown hats'

let owner: TestPerson
let stranger: TestPerson
let ids: Record<string, string> = {}
let token = ''
/** What the browser of a visitor holds that was let in with the passcode. */
let unlocked = ''

beforeAll(async () => {
  owner = await makePerson('owner')
  stranger = await makePerson('owner')
  const project = await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })
  const { run } = await startRun(owner.context, project.id, { kind: 'full' })
  const link = await createLink(owner.context, project.id, {
    name: 'Client weekly',
    kind: 'live',
    sections: ['verdict'],
    detail: 'full',
    brand: 'workspace',
    contact: true,
    passcode: PASSCODE,
    emailRequired: false,
    notify: false,
    days: 30,
  })
  ids = {
    workspaceId: owner.workspaceId,
    projectId: project.id,
    runId: run.id,
    linkId: link.id,
    fingerprint: 'A'.repeat(22),
  }
  token = link.url?.split('/s/')[1] ?? ''
  const answer = await unlockShared(token, { passcode: PASSCODE, email: '' }, { requestId: 'test' })
  unlocked = answer.kind === 'open' ? (answer.cookie.split(';')[0] ?? '') : ''
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

/** Well-formed values for a path: of our project where it names one, of nothing elsewhere. */
function paramsOf({ path }: Contract): Record<string, string> {
  return Object.fromEntries(pathNames(path).map((name) => [name, ids[name] ?? randomUUID()]))
}

type Sent = { as?: TestPerson; headers?: Record<string, string>; query?: Record<string, string> }

/** Asks with an empty body: whoever may not do it is refused before it is read. */
async function ask(contract: Contract, sent: Sent) {
  const body = contract.method === 'GET' ? undefined : {}
  const response = await callApi(contract, { ...sent, params: paramsOf(contract), body })
  if (!response.ok) return response.json()
  await response.body?.cancel()
  return { status: response.status }
}

/** Every place of a request a token could be put in. */
function waysToSend(): Record<string, Omit<Sent, 'as'>> {
  return {
    'as the session': { headers: { cookie: `${sessionCookieName()}=${token}` } },
    'as the cookie of the page': { headers: { cookie: unlocked } },
    'as a bearer': { headers: { authorization: `Bearer ${token}` } },
    'in the address': { query: { token, share: token } },
  }
}

const closed = CONTRACTS.filter((contract) => contract.can !== 'anyone')
const inWorkspaces = closed.filter((contract) => contract.can !== 'signed-in')
const named = (contracts: readonly Contract[]) => contracts.map((contract) => [contract.id, contract] as const)

describe('somebody who only holds a share link', () => {
  test('can open the page it is for', async () => {
    const [name = '', value = ''] = unlocked.split('=')
    const cookie = (wanted: string) => (wanted === name ? value : undefined)
    expect(await openShared(token, { cookie, requestId: 'test', counts: false })).toMatchObject({ kind: 'open' })
  })

  test.each(named(closed))('is nobody to %s', async (_, contract) => {
    for (const [way, sent] of Object.entries(waysToSend())) {
      expect(await ask(contract, sent), way).toMatchObject({ status: 401, code: 'unauthenticated' })
    }
  })

  test.each(named(inWorkspaces))('is a stranger to %s with an account elsewhere', async (_, contract) => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await ask(contract, { as: stranger, headers, query: { token } })
    expect(answer).toMatchObject({ status: 404, code: 'not-found' })
  })
})

async function giveRole(person: TestPerson, role: Role): Promise<void> {
  const params = { workspaceId: owner.workspaceId, userId: person.userId }
  const response = await callApi(changeRole, { as: owner, params, body: { role } })
  expect(await response.json()).toMatchObject({ role })
}

const REFUSED = { status: 403, code: 'forbidden', title: 'Your role does not allow this' }

/** One endpoint of each action that at least one role may not do. */
const guarded = Object.keys(PERMISSIONS).flatMap((action) => {
  const contract = CONTRACTS.find((one) => one.can === action)
  const allowed = ROLES.filter((role) => can(role, action)).at(-1)
  const refused = ROLES.find((role) => !can(role, action))
  return contract === undefined || allowed === undefined || refused === undefined
    ? []
    : [{ action, contract, allowed, refused }]
})

describe('a role that changes counts from the next request of the same session', () => {
  test.each(guarded)('$action ($allowed, no longer $refused)', async ({ contract, allowed, refused }) => {
    const person = await makePerson(refused, owner)
    expect(await ask(contract, { as: person })).toMatchObject(REFUSED)
    await giveRole(person, allowed)
    const { status, code } = await ask(contract, { as: person })
    expect([401, 500]).not.toContain(status)
    expect(code).not.toBe('forbidden')
    await giveRole(person, refused)
    expect(await ask(contract, { as: person })).toMatchObject(REFUSED)
  })

  test('a removed person finds nothing any more, not even with the page still open', async () => {
    const person = await makePerson('admin', owner)
    const params = { projectId: ids.projectId ?? '' }
    const change = () => callApi(updateProject, { as: person, params, body: { roadmap: 'ops' } })
    expect((await change()).status).toBe(200)
    const removal = { workspaceId: owner.workspaceId, userId: person.userId }
    expect((await callApi(removeMember, { as: owner, params: removal, body: {} })).status).toBe(200)
    expect((await change()).status).toBe(404)
    expect((await callApi(getProject, { as: person, params })).status).toBe(404)
  })

  test('nobody raises themselves', async () => {
    for (const role of ['admin', 'member', 'viewer'] as const) {
      const person = await makePerson(role, owner)
      const params = { workspaceId: owner.workspaceId, userId: person.userId }
      const response = await callApi(changeRole, { as: person, params, body: { role: 'owner' } })
      expect(await response.json(), role).toMatchObject(REFUSED)
    }
  })
})
