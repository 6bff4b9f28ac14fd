import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { CorrectionText } from '../../contracts/map'
import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { createProject } from '../project/create-project'
import { getProjectState } from '../project/get-project-state'
import { startRun } from '../run/start-run'
import { makePerson, type TestPerson } from '../test-kit/people'
import { confirmMap } from './confirm-map'
import { correctMap } from './correct-map'
import { getMap } from './get-map'
import { withdrawMap } from './withdraw-map'

const SIGNAL = 'production-unexplainable'

let owner: TestPerson
let member: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await makePerson('owner')
  member = await makePerson('member', owner)
  viewer = await makePerson('viewer', owner)
  stranger = await makePerson('owner')
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

const newProject = async () =>
  (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator', name: crypto.randomUUID() })).id

function delegation(...names: string[]) {
  return {
    domain: 'acme.io',
    status: 'found',
    zone: 'acme.io',
    parentZone: 'io',
    parentNs: names,
    childNs: names,
    withoutAddress: [],
    aliased: [],
    staleGlue: [],
    servers: [],
    resolverAnswers: true,
  }
}

/** A finished audit of the project that saw these name servers. */
async function audit(projectId: string, ...names: string[]) {
  const { run } = await startRun(owner.context, projectId, { kind: 'checks', checks: ['host-apex'] })
  await inWorkspace({ workspaceId: owner.workspaceId, role: 'worker' }, (tx) =>
    tx.evidence.createMany({
      data: [
        {
          workspaceId: owner.workspaceId,
          runId: run.id,
          key: 'dns.delegation',
          version: 1,
          status: names.length > 0 ? 'ok' : 'error',
          ...(names.length > 0 ? { value: delegation(...names) } : { reason: 'timeout' }),
          bytes: 100,
          ms: 1,
          seq: 1,
          collectedAt: new Date(),
        },
      ],
    }),
  )
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
}

const nodeOf = async (projectId: string, id = 'dns') =>
  (await getMap(viewer.context, projectId)).nodes.find((node) => node.id === id)
const answer = async (projectId: string) =>
  (await getProjectState(viewer.context, projectId)).decisions.signalAnswers.find(({ signalId }) => signalId === SIGNAL)
const confirm = async (as: TestPerson, projectId: string) =>
  confirmMap(as.context, { projectId, digest: (await getMap(as.context, projectId)).digest })

test('a project that was never audited claims nothing and cannot be confirmed', async () => {
  const id = await newProject()
  const map = await getMap(viewer.context, id)
  expect(map.asOf).toBeNull()
  expect(map.nodes.every(({ state, value }) => (state === 'missing' || state === 'asked') && value === '')).toBe(true)
  await expect(confirm(member, id)).rejects.toMatchObject({ code: 'conflict', detail: expect.stringMatching(/audit/) })
})

test('confirming answers the failure signal at the same moment, and taking it back asks again', async () => {
  const id = await newProject()
  await audit(id, 'ada.ns.cloudflare.com')
  expect(await nodeOf(id)).toMatchObject({ state: 'seen', value: 'Cloudflare', because: ['NS ada.ns.cloudflare.com'] })
  const map = await confirm(member, id)
  expect(map.confirmation).toMatchObject({ by: 'Test person', changes: [] })
  expect(await answer(id)).toMatchObject({ answer: 'yes', at: map.confirmation?.at })
  expect((await withdrawMap(owner.context, id)).confirmation).toBeNull()
  expect(await answer(id)).toBeUndefined()
  expect((await withdrawMap(owner.context, id)).confirmation).toBeNull()
})

test('when a confirmed place changes, the confirmation says so and the signal asks again', async () => {
  const id = await newProject()
  await audit(id, 'ada.ns.cloudflare.com')
  await confirm(member, id)
  await audit(id, 'bob.ns.cloudflare.com')
  expect(await answer(id)).toMatchObject({ answer: 'yes' })
  await audit(id)
  expect(await answer(id), 'a look that timed out is no change').toMatchObject({ answer: 'yes' })
  expect(await nodeOf(id)).toMatchObject({ state: 'missing', value: '' })
  await audit(id, 'ns-1.awsdns-01.com')
  expect(await answer(id)).toBeUndefined()
  expect((await getMap(viewer.context, id)).confirmation?.changes).toEqual([
    { node: 'dns', text: 'DNS provider changed: Cloudflare → Amazon Route 53' },
  ])
  await confirm(owner, id)
  expect(await answer(id)).toMatchObject({ answer: 'yes' })
  expect((await getMap(viewer.context, id)).confirmation?.changes).toEqual([])
})

test('an answer given by hand after the confirmation is not taken away', async () => {
  const { answerSignal } = await import('../signal/answer-signal')
  const id = await newProject()
  await audit(id, 'ada.ns.cloudflare.com')
  await confirm(member, id)
  await answerSignal(owner.context, { projectId: id, signalId: SIGNAL, answer: 'no' })
  await audit(id, 'ns-1.awsdns-01.com')
  expect(await answer(id)).toMatchObject({ answer: 'no' })
})

test('nobody confirms a map they did not read', async () => {
  const id = await newProject()
  await audit(id, 'ada.ns.cloudflare.com')
  const { digest } = await getMap(member.context, id)
  await audit(id, 'ns-1.awsdns-01.com')
  await expect(confirmMap(member.context, { projectId: id, digest })).rejects.toMatchObject({ code: 'conflict' })
  expect(await answer(id)).toBeUndefined()
})

test('a correction stands beside the evidence with its author, and is marked when the evidence moves', async () => {
  const id = await newProject()
  await audit(id, 'ada.ns.cloudflare.com')
  const text = 'Cloudflare, account of the agency'
  await correctMap(member.context, { projectId: id, node: 'dns', text })
  await correctMap(owner.context, { projectId: id, node: 'database', text: 'Neon, Frankfurt' })
  expect(await nodeOf(id)).toMatchObject({
    value: 'Cloudflare',
    correction: { text, by: 'Test person', outdated: false },
  })
  expect(await nodeOf(id, 'database')).toMatchObject({ state: 'asked', correction: { text: 'Neon, Frankfurt' } })
  await audit(id, 'ns-1.awsdns-01.com')
  expect(await nodeOf(id)).toMatchObject({ correction: { text, outdated: true } })
  await correctMap(member.context, { projectId: id, node: 'dns', text: null })
  expect(await nodeOf(id)).toMatchObject({ correction: null })
  expect(await nodeOf(id, 'database')).toMatchObject({ correction: { text: 'Neon, Frankfurt' } })
})

test('two people correct two places at once and neither is lost', async () => {
  const id = await newProject()
  await audit(id, 'ada.ns.cloudflare.com')
  await Promise.all([
    correctMap(owner.context, { projectId: id, node: 'site', text: 'Hetzner' }),
    correctMap(member.context, { projectId: id, node: 'database', text: 'Neon' }),
  ])
  expect(await nodeOf(id, 'site')).toMatchObject({ correction: { text: 'Hetzner' } })
  expect(await nodeOf(id, 'database')).toMatchObject({ correction: { text: 'Neon' } })
})

test('a place that this map does not have cannot be corrected', async () => {
  const id = await newProject()
  await expect(correctMap(owner.context, { projectId: id, node: 'api', text: 'x' })).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('viewers and strangers change nothing', async () => {
  const id = await newProject()
  await audit(id, 'ada.ns.cloudflare.com')
  await expect(confirm(viewer, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(correctMap(viewer.context, { projectId: id, node: 'dns', text: 'x' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(withdrawMap(viewer.context, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getMap(stranger.context, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(confirmMap(stranger.context, { projectId: id, digest: '' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(correctMap(stranger.context, { projectId: id, node: 'dns', text: 'x' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(withdrawMap(stranger.context, id)).rejects.toMatchObject({ code: 'not-found' })
})

test.each([
  ['10,000 right-to-left letters', 'א'.repeat(10_000), /under 120/],
  ['10,000 control characters', `a${'\u0007'.repeat(10_000)}b`, /under 120|cannot be used/],
  ['a turned direction', 'Hetzner \u202eznerteH', /cannot be used/],
  ['an isolate', 'a\u2067b', /cannot be used/],
  ['a NUL', 'a\0b', /cannot be used/],
  ['half of a pair', 'a\ud800', /cannot be used/],
  ['a second line', 'a\nb', /cannot be used/],
  ['nothing', '   ', /Type what is right/],
])('a correction of %s is refused in plain words', (_, text, words) => {
  expect(CorrectionText.safeParse(text).error?.issues[0]?.message).toMatch(words)
})

test('a correction in a right-to-left script is kept as it is', () => {
  expect(CorrectionText.parse('  שרת שלנו ')).toBe('שרת שלנו')
})
