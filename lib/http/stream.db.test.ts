import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../registry/registry', () => import('../services/test-kit/fake-registry'))

import { ProjectEventDto, projectEvents } from '../contracts/events'
import { disconnect } from '../db/client'
import { closeListening } from '../db/notify'
import { closeQueue } from '../db/queue'
import { endSession, sidHashOf } from '../db/sessions'
import { executeRun } from '../jobs/execute-run'
import { beHere } from '../services/handover/presence'
import { tickRow } from '../services/handover/tick-row'
import { createProject } from '../services/project/create-project'
import { getProject } from '../services/project/get-project'
import { updateProject } from '../services/project/update-project'
import { activeRunIds, readRunRows } from '../services/run/read-run-rows'
import { startRun } from '../services/run/start-run'
import { callApi } from '../services/test-kit/api'
import { CHECK_IDS, script } from '../services/test-kit/fake-registry'
import { makePerson, type TestPerson } from '../services/test-kit/people'
import { parseEventId, streamProject } from './stream-project'

let owner: TestPerson
let projectId: string

beforeEach(async () => {
  script.gather = async () => ({ verdict: 'pass', text: 'fine' })
  owner = await makePerson()
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await closeListening()
  await disconnect()
})

type Received = { id: string | undefined; event: ProjectEventDto }

/** Reads a stream in the background; `until` waits for an event that fits. */
class Reader {
  readonly received: Received[] = []
  comments = 0
  closed = false
  private text = ''

  constructor(
    response: Response,
    private readonly stop: AbortController,
  ) {
    if (response.body === null) throw new Error('the stream has no body')
    this.read(response.body).catch(() => undefined)
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder()
    for await (const chunk of body) this.take(decoder.decode(chunk, { stream: true }))
    this.closed = true
  }

  private take(chunk: string): void {
    this.text += chunk
    const blocks = this.text.split('\n\n')
    this.text = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (data === undefined) this.comments += 1
      else this.received.push({ id: /^id: (.*)$/m.exec(block)?.[1], event: ProjectEventDto.parse(JSON.parse(data)) })
    }
  }

  async until(fits: (received: Received) => boolean): Promise<Received> {
    for (let left = 200; left > 0; left -= 1) {
      const found = this.received.find(fits)
      if (found !== undefined) return found
      await sleep(25)
    }
    throw new Error(`not received; got ${JSON.stringify(this.received.map(({ id, event }) => [id, event.type]))}`)
  }

  end(): void {
    this.stop.abort()
  }
}

async function open(lastEventId?: string): Promise<Reader> {
  const stop = new AbortController()
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  const response = await callApi(projectEvents, { as: owner, params: { projectId }, headers, signal: stop.signal })
  expect(response.status).toBe(200)
  return new Reader(response, stop)
}

const isFinished = ({ event }: Received) => event.type === 'run' && event.run.status === 'finished'
const rowsOf = (reader: Reader) =>
  reader.received.flatMap(({ event }) => (event.type === 'run' ? event.results.map((result) => result.checkId) : []))

const runNow = async (runId: string) =>
  executeRun({ workspaceId: owner.workspaceId, runId }, new AbortController().signal)

describe('the stream of a project', () => {
  test('tells a change of the checklist and of who looks at it apart from the project', async () => {
    const reader = await open()
    await sleep(300)
    await tickRow(owner.context, { projectId, row: 'transfer-deploy', done: true })
    await reader.until(({ event }) => event.type === 'entity' && event.entity === 'handover')
    await beHere(owner.context, { projectId, tab: randomUUID(), editing: null, leaving: false })
    await reader.until(({ event }) => event.type === 'entity' && event.entity === 'presence')
    expect(reader.received.some(({ event }) => event.type === 'entity' && event.entity === 'project')).toBe(false)
    reader.end()
  })

  test('shows a run from its first row to its end, each row once', async () => {
    const reader = await open()
    const { run } = await startRun(owner.context, projectId, { kind: 'full' })
    await runNow(run.id)
    const end = await reader.until(isFinished)
    expect(end.id?.startsWith(`${run.id}:`)).toBe(true)
    expect(rowsOf(reader).sort()).toEqual([...CHECK_IDS].sort())
    await reader.until(({ event }) => event.type === 'entity' && event.entity === 'project')
    reader.end()
  })

  test('begins with the whole active run for somebody who comes late', async () => {
    const { run } = await startRun(owner.context, projectId, { kind: 'full' })
    const reader = await open()
    const first = await reader.until(({ event }) => event.type === 'run')
    expect(first.event).toMatchObject({ run: { id: run.id, status: 'queued' } })
    expect(first.event.type === 'run' && first.event.planned?.map((check) => check.id)).toEqual([...CHECK_IDS])
    reader.end()
    await runNow(run.id)
  })

  test('goes on after the last event the browser saw, without a gap and without a repetition', async () => {
    let release = (): void => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    script.gather = async ({ key }) => {
      if (key !== 'fake.first') await gate
      return { verdict: 'pass', text: 'fine' }
    }
    const { run } = await startRun(owner.context, projectId, { kind: 'full' })
    const working = runNow(run.id)
    const before = await open()
    const seen = await before.until(({ event }) => event.type === 'run' && event.results.length > 0)
    before.end()
    release()
    await working
    const after = await open(seen.id)
    await after.until(isFinished)
    expect(rowsOf(before)).toEqual(['domain-resolves'])
    expect(rowsOf(after).sort()).toEqual(['host-apex', 'host-www'])
    after.end()
  })

  test('tells of other changes of the project', async () => {
    const reader = await open()
    await sleep(300)
    await updateProject(owner.context, projectId, { roadmap: 'ops' })
    await reader.until(({ event }) => event.type === 'entity' && event.id === projectId)
    reader.end()
  })

  test('says nothing of another project', async () => {
    const other = await createProject(owner.context, { domain: 'other.io', roadmap: 'creator' })
    const reader = await open()
    const { run } = await startRun(owner.context, other.id, { kind: 'full' })
    await runNow(run.id)
    await sleep(300)
    expect(reader.received).toEqual([])
    reader.end()
    const forged = await open(`${run.id}:0`)
    await sleep(300)
    expect(forged.received).toEqual([])
    forged.end()
  })

  test('is refused beyond six for one person and free again when one closes', async () => {
    const readers = await Promise.all(Array.from({ length: 6 }, () => open()))
    const seventh = await callApi(projectEvents, { as: owner, params: { projectId } })
    expect(seventh.status).toBe(429)
    readers[0]?.end()
    await sleep(50)
    readers.push(await open())
    for (const reader of readers) reader.end()
  })

  test('ends soon after its session does', async () => {
    const response = await streamProject({
      actor: owner.actor,
      context: owner.context,
      projectId,
      signal: new AbortController().signal,
      lastEventId: undefined,
      commentMs: 100,
      source: {
        project: () => getProject(owner.context, projectId),
        activeRunIds: () => activeRunIds(owner.context, projectId),
        runRows: (wanted) => readRunRows(owner.context, wanted),
      },
    })
    const reader = new Reader(response, new AbortController())
    await sleep(350)
    expect(reader.comments).toBeGreaterThan(1)
    await endSession(sidHashOf(owner.sid))
    const { event } = await reader.until((received) => received.event.type === 'end')
    expect(event).toEqual({ type: 'end', reason: 'signed-out' })
    await sleep(50)
    expect(reader.closed).toBe(true)
  })
})

test.each([
  ['', undefined],
  ['nonsense', undefined],
  ['0190a000-0000-7000-8000-000000000000', undefined],
  ['0190a000-0000-7000-8000-000000000000:-1', undefined],
  ['0190a000-0000-7000-8000-000000000000:99999999999', undefined],
  ['0190a000-0000-7000-8000-000000000000:7', { runId: '0190a000-0000-7000-8000-000000000000', seq: 7 }],
])('Last-Event-ID %j', (text, id) => {
  expect(parseEventId(text)).toEqual(id)
})
