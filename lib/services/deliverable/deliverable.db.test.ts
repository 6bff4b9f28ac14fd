import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { docMarkdown } from '../../deliverables/markdown'
import { executeRun } from '../../jobs/execute-run'
import { listActivity } from '../activity/list-activity'
import { createProject } from '../project/create-project'
import { updateProject } from '../project/update-project'
import { startRun } from '../run/start-run'
import { makePerson, type TestPerson } from '../test-kit/people'
import { documentView, listDocuments, makeDocument } from './list-documents'
import { listDocumentParts } from './list-parts'
import { writeDocumentPart } from './write-part'

let ana: TestPerson
let ben: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let projectId: string

const DEPLOY = { deliverable: 'deploy-instructions', part: 'deploy' }
const VARIABLES = { deliverable: 'env-var-map', part: 'variables' }

beforeAll(async () => {
  ana = await makePerson('owner')
  ben = await makePerson('member', ana)
  viewer = await makePerson('viewer', ana)
  stranger = await makePerson('owner')
})

beforeEach(async () => {
  const name = crypto.randomUUID()
  projectId = (await createProject(ana.context, { domain: 'acme.io', roadmap: 'creator', name })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

type Place = { deliverable: string; part: string }

const write = (person: TestPerson, value: string | string[][], version = 0, place: Place = DEPLOY) =>
  writeDocumentPart(person.context, { projectId, ...place, value, version })
const parts = async (person = ana) => (await listDocumentParts(person.context, projectId)).parts

describe('a part of a document', () => {
  test('is kept with its version, who wrote it and when', async () => {
    const first = await write(ana, '1. Merge')
    expect(first).toMatchObject({ ...DEPLOY, value: '1. Merge', version: 1, by: 'Test person' })
    expect(await write(ben, '1. Merge\n2. Wait', 1)).toMatchObject({ version: 2 })
    expect(await parts(viewer)).toMatchObject([{ ...DEPLOY, value: '1. Merge\n2. Wait', version: 2 }])
  })

  test('two people write at once: one is kept, the other is told and loses nothing', async () => {
    await write(ana, 'first')
    const tries = await Promise.allSettled([write(ana, 'of Ana', 1), write(ben, 'of Ben', 1)])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = tries.find((one) => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'conflict' })
    expect(await parts()).toMatchObject([{ version: 2 }])
  })

  test('two people begin the same part at once: one is told', async () => {
    const tries = await Promise.allSettled([write(ana, 'of Ana'), write(ben, 'of Ben')])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('written a second time with the same words changes nothing', async () => {
    const first = await write(ana, 'same')
    expect(await write(ana, 'same')).toEqual(first)
    const { items } = await listActivity(ana.context, { action: 'document', limit: 10 })
    const own = items.filter(({ target }) => target?.id === projectId)
    expect(own).toHaveLength(1)
  })

  test('that is emptied goes on counting', async () => {
    await write(ana, 'something')
    expect(await write(ana, '', 1)).toMatchObject({ value: '', version: 2 })
    await expect(write(ben, 'late', 1)).rejects.toMatchObject({ code: 'conflict' })
    expect(await write(ben, 'again', 2)).toMatchObject({ version: 3 })
  })

  test('is in the log of activities, cut to a bounded length', async () => {
    await write(ana, 'before')
    await write(ben, 'x'.repeat(9000), 1)
    const { items } = await listActivity(ana.context, { action: 'document', limit: 1 })
    expect(items[0]).toMatchObject({ action: 'document.written', change: { ...DEPLOY, before: 'before' } })
    expect(JSON.stringify(items[0]?.change).length).toBeLessThan(1000)
  })

  test('is read by viewers, written by members, unknown to strangers', async () => {
    await write(ben, 'mine')
    await expect(write(viewer, 'not mine', 1)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(write(stranger, 'theirs', 1)).rejects.toMatchObject({ code: 'not-found' })
    await expect(parts(stranger)).rejects.toMatchObject({ code: 'not-found' })
    await expect(listDocuments(stranger.context, projectId)).rejects.toMatchObject({ code: 'not-found' })
  })

  test.each([
    { deliverable: 'deploy-instructions', part: 'nothing' },
    { deliverable: 'constructor', part: 'deploy' },
    { deliverable: 'risk-list', part: 'open' },
  ])('that no document has is not found: $deliverable/$part', async (place) => {
    await expect(write(ana, 'x', 0, place)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a table', () => {
  const row = ['API_KEY', 'Sends mail', 'production', 'Ana', 'every year']

  test('keeps its rows without the empty ones', async () => {
    const { value } = await write(ana, [row, ['', '', '', '', '']], 0, VARIABLES)
    expect(value).toEqual([row])
  })

  test.each([
    ['a value behind the name', [['API_KEY=hunter2', '', '', '', '']], /name only/],
    ['text instead of rows', 'API_KEY', /table/],
    ['a row with a missing cell', [['API_KEY']], /one cell/],
    ['a live key in a note', [['API_KEY', ['sk', 'live', 'abcdefghijklmnop1234'].join('_'), '', '', '']], /key/],
  ])('refuses %s', async (_, value, reason) => {
    const refused = await write(ana, value, 0, VARIABLES).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'invalid',
      fields: [{ name: 'value', reason: expect.stringMatching(reason) }],
    })
    expect(await parts()).toEqual([])
  })

  test('lets ordinary words that also stand before credentials pass', async () => {
    await expect(write(ana, 'Basic hardening and digest authentication')).resolves.toMatchObject({ version: 1 })
    const token = ['Bearer', 'abcdefghijklmnopqrstuvwx', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefgh'].join(' ')
    await expect(write(ana, token, 1)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('the documents of a project', () => {
  test('are those of its roadmap, in the order of the stages', async () => {
    const made = await listDocuments(viewer.context, projectId)
    expect(made.map(({ id }) => id)).toEqual([
      'risk-list',
      'blocker-list',
      'edge-config',
      'env-var-map',
      'secrets-checklist',
      'deploy-instructions',
      'monitoring-setup',
      'incident-note',
      'performance-report',
      'handover-pack',
    ])
  })

  test('keep what people wrote when results come in and when the roadmap is switched', async () => {
    await write(ana, 'Our own way')
    await write(ana, [['API_KEY', 'Sends mail', 'production', 'Ana', '']], 0, VARIABLES)
    const { run } = await startRun(ana.context, projectId, { kind: 'full' })
    await executeRun({ workspaceId: ana.workspaceId, runId: run.id }, new AbortController().signal)
    await updateProject(ana.context, projectId, { roadmap: 'ops' })
    const made = await listDocuments(ana.context, projectId)
    const deploy = made.find(({ id }) => id === 'deploy-instructions')
    expect(docMarkdown('Deploy', deploy?.doc ?? { blocks: [], missing: [] })).toContain('Our own way')
    // The other roadmap does not ask for the map of variables, but somebody wrote it.
    expect(
      docMarkdown('Map', made.find(({ id }) => id === 'env-var-map')?.doc ?? { blocks: [], missing: [] }),
    ).toContain('API\\_KEY')
    expect(made.map(({ id }) => id)).not.toContain('secrets-checklist')
    const other = makeDocument(await documentView(ana.context, projectId), 'secrets-checklist')
    expect(other.doc.total).toBeGreaterThan(0)
  })
})
