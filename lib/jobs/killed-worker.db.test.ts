import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RunDto } from '../contracts/run'
import { disconnect } from '../db/client'
import { closeQueue } from '../db/queue'
import { createProject } from '../services/project/create-project'
import { getRun } from '../services/run/get-run'
import { startRun } from '../services/run/start-run'
import { makePerson, type TestPerson } from '../services/test-kit/people'

const root = fileURLToPath(new URL('../..', import.meta.url))
const workers: ChildProcess[] = []

let resolver: Socket
let silent = false
let owner: TestPerson

/** Answers every question with "no such name", or not at all. */
async function startResolver(): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.on('message', (question, from) => {
    if (silent || question.length < 12) return
    const answer = Buffer.from(question)
    answer.writeUInt16BE(0x8183, 2)
    socket.send(answer, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

function startWorkerProcess(): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'worker/index.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LR_TEST_NETWORK: '1',
      LR_DNS_RESOLVERS: `127.0.0.1:${resolver.address().port}`,
      LR_DNS_AUTHORITY: 'off',
      LR_LOG_LEVEL: 'error',
    },
  })
  workers.push(child)
  return child
}

beforeAll(async () => {
  resolver = await startResolver()
})

afterEach(async () => {
  for (const child of workers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
})

afterAll(async () => {
  resolver.close()
  await closeQueue()
  await disconnect()
})

async function until(done: (run: RunDto) => boolean, runId: string, seconds: number): Promise<RunDto> {
  for (let left = seconds * 5; left > 0; left -= 1) {
    const run = await getRun(owner.context, runId)
    if (done(run)) return run
    await sleep(200)
  }
  throw new Error(`the run did not get there: ${JSON.stringify(await getRun(owner.context, runId)).slice(0, 500)}`)
}

test('kill -9 in the middle of a run: another worker ends it within two minutes, nothing twice', {
  timeout: 210_000,
}, async () => {
  owner = await makePerson()
  const project = await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })
  silent = true
  const first = startWorkerProcess()
  const { run } = await startRun(owner.context, project.id, { kind: 'full' })
  await until((current) => current.status === 'running', run.id, 60)
  await sleep(1500)
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect((await getRun(owner.context, run.id)).status).toBe('running')
  silent = false
  startWorkerProcess()
  const ended = await until((current) => current.finishedAt !== null, run.id, 120)
  expect(['finished', 'interrupted']).toContain(ended.status)
  expect(ended.attempt).toBeGreaterThanOrEqual(2)
  const ids = ended.results.map((result) => result.checkId)
  expect(new Set(ids).size).toBe(ids.length)
  if (ended.status === 'finished') expect(ids.length).toBe(ended.progress.planned)
})

test('SIGTERM in the middle of a run: the worker leaves in order and another finishes it as the same attempt', {
  timeout: 180_000,
}, async () => {
  owner = await makePerson()
  const project = await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })
  silent = true
  const first = startWorkerProcess()
  const { run } = await startRun(owner.context, project.id, { kind: 'full' })
  await until((current) => current.status === 'running', run.id, 60)
  await sleep(1000)
  first.kill('SIGTERM')
  const [code] = await once(first, 'exit')
  expect(code).toBe(0)
  expect(await getRun(owner.context, run.id)).toMatchObject({ status: 'queued', attempt: 0 })
  silent = false
  startWorkerProcess()
  expect(await until((current) => current.finishedAt !== null, run.id, 60)).toMatchObject({
    status: 'finished',
    attempt: 1,
  })
})
