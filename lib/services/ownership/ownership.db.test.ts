import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'

const looking = vi.hoisted(() => ({ at: vi.fn() }))
vi.mock('../../live/look-at-proof', () => ({ lookAtProof: looking.at }))

import { database, disconnect } from '../../db/client'
import { proofsDue } from '../../db/lookups'
import { inWorkspace } from '../../db/workspace'
import type { ProofLook } from '../../live/look-at-proof'
import { createProject } from '../project/create-project'
import { deleteProject } from '../project/delete-project'
import { makePerson, type TestPerson } from '../test-kit/people'
import { checkOwnership } from './check-ownership'
import { getOwnership } from './get-ownership'
import { recheckProofs } from './recheck-proofs'
import { revokeOwnership } from './revoke-ownership'
import { takeToken } from './take-token'

const MISSING: ProofLook = {
  outcome: 'failed',
  code: 'record-missing',
  text: 'There is no record.',
  todo: 'Create it.',
  seen: [],
  detail: '',
}
const SILENT: ProofLook = { ...MISSING, outcome: 'undecided', code: 'servers-silent' }
const { signal } = new AbortController()

let owner: TestPerson
let domain: string
let projectId: string

const newDomain = () => `d${randomUUID().slice(0, 8)}.io`

async function newProject(person: TestPerson, name: string): Promise<string> {
  const project = await createProject(person.context, {
    domain: name,
    roadmap: 'creator',
    hosts: [
      { name, role: 'apex' },
      { name: `app.${name}`, role: 'app' },
    ],
    urls: [{ url: `https://app.${name}:8443/login`, purpose: 'login' }],
  })
  return project.id
}

beforeEach(async () => {
  looking.at.mockReset()
  looking.at.mockResolvedValue({ outcome: 'proven' })
  owner = await makePerson()
  domain = newDomain()
  projectId = await newProject(owner, domain)
})

afterAll(disconnect)

const take = (person: TestPerson = owner, name = domain, project = projectId) =>
  takeToken(person.context, project, { name })
const check = (
  given: { name?: string; origin?: string; method?: 'dns' | 'file' } = {},
  person = owner,
  id = projectId,
) => checkOwnership(person.context, id, { given: { name: domain, method: 'dns', ...given }, signal })
const nameOf = async (name = domain, person = owner, id = projectId) =>
  (await getOwnership(person.context, id)).names.find((entry) => entry.name === name)

async function prove(person: TestPerson = owner, id = projectId) {
  await take(person, domain, id)
  return check({}, person, id)
}

/** Lets time pass, or anything else the services do not offer, in the rows of one workspace. */
function change(person: TestPerson, sql: string) {
  return inWorkspace({ workspaceId: person.workspaceId, role: 'app' }, (tx) => tx.$executeRawUnsafe(sql))
}

async function events(person: TestPerson): Promise<{ action: string; actorKind: string; change: unknown }[]> {
  return inWorkspace({ workspaceId: person.workspaceId, role: 'app' }, (tx) =>
    tx.auditEvent.findMany({
      where: { action: { startsWith: 'ownership.' } },
      select: { action: true, actorKind: true, change: true },
      orderBy: { at: 'asc' },
    }),
  )
}

/** Makes every proof of a workspace due for its daily look. */
const makeDue = (person: TestPerson) =>
  change(person, `update ownership_proof set next_check_at = now() - interval '1 minute'`)
const ageFailures = (person: TestPerson, hours: number) =>
  change(
    person,
    `update ownership_proof set failing_since = failing_since - interval '${hours} hours',
        failed_at = array(select x - interval '${hours} hours' from unnest(failed_at) as x)`,
  )

async function lookDaily(person: TestPerson = owner) {
  await makeDue(person)
  // Proofs of other tests may be due in the same database.
  while ((await recheckProofs(signal)) >= 20);
}

describe('a token', () => {
  test('is made once per name and stays the same', async () => {
    const first = (await take()).names[0]?.token
    expect(first?.value).toMatch(/^lr1=[A-Za-z0-9_-]{22}$/)
    expect((await take()).names[0]?.token).toEqual(first)
    await take(owner, `app.${domain}`)
    expect((await nameOf(`app.${domain}`))?.token?.value).not.toBe(first?.value)
  })

  test('of another workspace is another one', async () => {
    const stranger = await makePerson()
    const theirs = await newProject(stranger, domain)
    await take()
    await take(stranger, domain, theirs)
    const mine = (await nameOf())?.token?.value
    const other = (await nameOf(domain, stranger, theirs))?.token?.value
    expect(other).toBeDefined()
    expect(other).not.toBe(mine)
  })

  test('that proved nothing within seven days is void, and the next one is new', async () => {
    const first = (await take()).names[0]?.token
    await change(owner, `update ownership_token set created_at = now() - interval '7 days 1 second'`)
    expect((await nameOf())?.token).toBeNull()
    await expect(check()).rejects.toMatchObject({ code: 'conflict' })
    expect((await take()).names[0]?.token?.value).not.toBe(first?.value)
  })

  test('that proved something does not expire', async () => {
    await prove()
    await change(owner, `update ownership_token set created_at = now() - interval '400 days'`)
    expect((await nameOf())?.token?.expiresAt).toBeNull()
    expect((await check()).look.outcome).toBe('proven')
  })

  test('is shown to nobody who may not prove', async () => {
    await prove()
    const viewer = await makePerson('viewer', owner)
    const seen = await getOwnership(viewer.context, projectId)
    expect(JSON.stringify(seen)).not.toContain('lr1=')
    expect(seen.names[0]?.proof?.state).toBe('proven')
    await expect(take(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(check({}, viewer)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test.each([
    ['a public suffix', 'co.uk'],
    ['a suffix of a platform', 'vercel.app'],
    ['a top-level domain', 'io'],
    ['a name of somebody else', 'stranger.io'],
  ])('is not made for %s', async (_case, name) => {
    await expect(take(owner, name)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a proof', () => {
  test('by DNS covers the name and what is below it', async () => {
    const { look, ownership } = await prove()
    expect(look).toMatchObject({ outcome: 'proven', code: null })
    expect(ownership.mayProbe).toBe(true)
    expect(ownership.names[0]).toMatchObject({
      name: domain,
      covers: [domain, `app.${domain}`],
      proof: { state: 'proven', provenBy: 'Test person', failures: 0 },
    })
    expect((await nameOf(`app.${domain}`))?.proof).toBeNull()
  })

  test('by file is one of exactly this server, and allows no probes', async () => {
    await take(owner, `app.${domain}`)
    const { ownership } = await check({ name: `app.${domain}`, method: 'file', origin: `https://app.${domain}:8443` })
    const states = ownership.servers.map(({ origin, proof }) => [origin, proof?.state])
    expect(states).toEqual([
      [`https://${domain}`, undefined],
      [`https://app.${domain}`, undefined],
      [`https://app.${domain}:8443`, 'proven'],
    ])
    expect(ownership.mayProbe).toBe(false)
  })

  test.each([
    ['no server', {}],
    ['a server on another name', { origin: 'https://evil.io' }],
    ['a server below the name', { origin: 'https://x.app.acme.io' }],
  ])('by file needs its own server: %s', async (_case, more) => {
    await take()
    await expect(check({ method: 'file', ...more })).rejects.toMatchObject({ code: 'invalid' })
    expect(looking.at).not.toHaveBeenCalled()
  })

  test('needs a token first', async () => {
    await expect(check()).rejects.toMatchObject({ code: 'conflict' })
    expect(looking.at).not.toHaveBeenCalled()
  })

  test('is not there when the look fails, and the answer says why', async () => {
    await take()
    looking.at.mockResolvedValue(MISSING)
    const { look, ownership } = await check()
    expect(look).toMatchObject({ outcome: 'failed', code: 'record-missing', text: 'There is no record.' })
    expect(ownership.names[0]?.proof).toBeNull()
  })

  test('is worth nothing when its token was replaced while we looked', async () => {
    await take()
    looking.at.mockImplementation(async () => {
      await change(owner, `update ownership_token set token = 'lr1=${'x'.repeat(22)}'`)
      return { outcome: 'proven' }
    })
    await expect(check()).rejects.toMatchObject({ code: 'conflict' })
    expect((await nameOf())?.proof).toBeNull()
  })

  test('that a person looks for in vain is failing, not revoked', async () => {
    await prove()
    looking.at.mockResolvedValue(MISSING)
    for (let turn = 0; turn < 5; turn += 1) await check()
    expect((await nameOf())?.proof).toMatchObject({ state: 'failing', failures: 0 })
    looking.at.mockResolvedValue({ outcome: 'proven' })
    await check()
    expect((await nameOf())?.proof).toMatchObject({ state: 'proven', failingSince: null })
  })

  test('can be revoked, and its token with it', async () => {
    await prove()
    const before = (await nameOf())?.token?.value
    const after = await revokeOwnership(owner.context, projectId, { name: domain, method: 'dns' })
    expect(after.mayProbe).toBe(false)
    expect(after.names[0]).toMatchObject({
      token: null,
      proof: { state: 'revoked', revokedBecause: 'person', revokedBy: 'Test person' },
    })
    await expect(check()).rejects.toMatchObject({ code: 'conflict' })
    expect((await take()).names[0]?.token?.value).not.toBe(before)
    expect((await check()).ownership.names[0]?.proof?.state).toBe('proven')
    expect((await events(owner)).map(({ action }) => action)).toEqual([
      'ownership.token-made',
      'ownership.proven',
      'ownership.revoked',
      'ownership.token-made',
      'ownership.proven',
    ])
  })

  test('is written down without the token', async () => {
    await prove()
    const { value = '' } = (await nameOf())?.token ?? {}
    expect(value).not.toBe('')
    expect(JSON.stringify(await events(owner))).not.toContain(value)
  })
})

describe('another workspace', () => {
  test('that proves the same name is told of to the first one, without its name', async () => {
    await prove()
    const stranger = await makePerson()
    await prove(stranger, await newProject(stranger, domain))
    const told = (await events(owner)).filter(({ action }) => action === 'ownership.proven-elsewhere')
    expect(told).toMatchObject([{ actorKind: 'system', change: null }])
    expect((await events(stranger)).map(({ action }) => action)).toEqual(['ownership.token-made', 'ownership.proven'])
    expect((await nameOf())?.proof?.state, 'a proof is not exclusive').toBe('proven')
  })

  test('that looks again or proves another name is not', async () => {
    await prove()
    const stranger = await makePerson()
    const theirs = await newProject(stranger, domain)
    await take(stranger, `app.${domain}`, theirs)
    await check({ name: `app.${domain}` }, stranger, theirs)
    await prove(stranger, theirs)
    await check({}, stranger, theirs)
    const told = (await events(owner)).filter(({ action }) => action === 'ownership.proven-elsewhere')
    expect(told).toHaveLength(1)
  })

  test('sees, checks and revokes nothing of ours', async () => {
    await prove()
    const stranger = await makePerson()
    await expect(getOwnership(stranger.context, projectId)).rejects.toMatchObject({ code: 'not-found' })
    await expect(check({}, stranger)).rejects.toMatchObject({ code: 'not-found' })
    await expect(revokeOwnership(stranger.context, projectId, { name: domain, method: 'dns' })).rejects.toMatchObject({
      code: 'not-found',
    })
    const rows = await inWorkspace({ workspaceId: stranger.workspaceId, role: 'app' }, async (tx) => [
      await tx.ownershipProof.count(),
      await tx.ownershipToken.count(),
    ])
    expect(rows).toEqual([0, 0])
  })
})

describe('the daily look', () => {
  test('that finds the record changes nothing but its time', async () => {
    await prove()
    await lookDaily()
    expect((await nameOf())?.proof).toMatchObject({ state: 'proven', failures: 0 })
    expect((await events(owner)).filter(({ action }) => action !== 'ownership.token-made')).toHaveLength(1)
  })

  test('three in a row that do not find it revoke the proof and void the token', async () => {
    await prove()
    looking.at.mockResolvedValue(MISSING)
    await lookDaily()
    await ageFailures(owner, 24)
    await lookDaily()
    expect((await nameOf())?.proof).toMatchObject({ state: 'failing', failures: 2 })
    await ageFailures(owner, 24)
    await lookDaily()
    expect(await nameOf()).toMatchObject({ token: null, proof: { state: 'revoked', revokedBecause: 'not-found' } })
    expect((await getOwnership(owner.context, projectId)).mayProbe).toBe(false)
  })

  test('one that finds it again starts the count anew', async () => {
    await prove()
    for (const found of [MISSING, MISSING, { outcome: 'proven' }, MISSING, MISSING] as const) {
      looking.at.mockResolvedValue(found)
      await lookDaily()
      await ageFailures(owner, 24)
    }
    expect((await nameOf())?.proof).toMatchObject({ state: 'failing', failures: 2 })
  })

  test('failures older than 72 hours do not count', async () => {
    await prove()
    looking.at.mockResolvedValue(MISSING)
    await lookDaily()
    await ageFailures(owner, 50)
    await lookDaily()
    await ageFailures(owner, 23)
    await lookDaily()
    expect((await nameOf())?.proof).toMatchObject({ state: 'failing', failures: 2 })
  })

  test('a failure of ours never counts', async () => {
    await prove()
    looking.at.mockResolvedValue(SILENT)
    for (let turn = 0; turn < 5; turn += 1) await lookDaily()
    expect((await nameOf())?.proof).toMatchObject({ state: 'proven', failures: 0, failingSince: null })
    looking.at.mockRejectedValue(new Error('out of memory'))
    await lookDaily()
    expect((await nameOf())?.proof).toMatchObject({ state: 'proven', failures: 0 })
  })

  test('asks nobody for a name no project has any more', async () => {
    await prove()
    await deleteProject(owner.context, projectId, (await getName()) ?? '')
    looking.at.mockClear()
    await lookDaily()
    expect(looking.at.mock.calls.filter(([wanted]) => wanted.name === domain)).toEqual([])
    expect((await events(owner)).at(-1)).toMatchObject({
      action: 'ownership.revoked',
      change: { after: { because: 'unused' } },
    })
  })

  test('is made once when two workers come at the same moment', async () => {
    await prove()
    await makeDue(owner)
    looking.at.mockClear()
    await Promise.all([recheckProofs(signal), recheckProofs(signal), recheckProofs(signal)])
    expect(looking.at.mock.calls.filter(([wanted]) => wanted.name === domain)).toHaveLength(1)
  })

  test('is none of the business of the web process', async () => {
    await prove()
    await makeDue(owner)
    await expect(database('app').$queryRaw`select * from lr_proofs_due(1)`).rejects.toThrow(/permission denied/)
    await expect(
      database('worker').$queryRaw`select lr_other_owners('acme.io', ${randomUUID()}::uuid)`,
    ).rejects.toThrow(/permission denied/)
    expect((await proofsDue(100)).some(({ workspaceId }) => workspaceId === owner.workspaceId)).toBe(true)
  })
})

async function getName(): Promise<string | undefined> {
  const row = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
    tx.project.findFirst({ where: { id: projectId }, select: { name: true } }),
  )
  return row?.name
}
