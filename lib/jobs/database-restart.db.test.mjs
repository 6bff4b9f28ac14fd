import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.mock('../registry/registry', () => import('../services/test-kit/fake-registry'))

const shared = vi.hoisted(() => {
  const names = ['DATABASE_URL', 'LR_WORKER_DATABASE_URL']
  return { before: names.map((name) => [name, process.env[name]]) }
})

import { migrate } from '../../scripts/lib/migrate.mjs'
import { livePostmaster, startPostgres } from '../../scripts/lib/postgres.mjs'
import { ensureRoles, urlFor } from '../../scripts/lib/roles.mjs'
import { listWorkspaces } from '../contracts/workspace'
import { disconnect } from '../db/client'
import { closeListening } from '../db/notify'
import { closeQueue } from '../db/queue'
import { createProject } from '../services/project/create-project'
import { readiness } from '../services/readiness'
import { getRun } from '../services/run/get-run'
import { startRun } from '../services/run/start-run'
import { callApi } from '../services/test-kit/api'
import { script } from '../services/test-kit/fake-registry'
import { makePerson } from '../services/test-kit/people'
import { startWorker } from './worker'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, '.data', 'test', `pg-${process.pid}-restart`)
const options = { folder, password: 'test', flags: ['shared_buffers=32MB'] }

let server
let worker

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  server = await startPostgres(options)
  const at = { host: '127.0.0.1', port: server.port, database: 'restart' }
  const login = (user) => ({ user, password: 'test' })
  await ensureRoles(urlFor({ ...at, database: 'postgres' }, 'postgres', 'test'), at.database, {
    owner: login('lr_owner'),
    app: login('lr_app'),
    worker: login('lr_worker'),
    backup: login('lr_backup'),
  })
  await migrate(urlFor(at, 'lr_owner', 'test'), { users: ['lr_app', 'lr_worker'], readers: ['lr_backup'] })
  process.env.DATABASE_URL = urlFor(at, 'lr_app', 'test')
  process.env.LR_WORKER_DATABASE_URL = urlFor(at, 'lr_worker', 'test')
})

afterAll(async () => {
  await worker?.stop()
  await closeQueue()
  await closeListening()
  await disconnect()
  await server.stop()
  for (const [name, value] of shared.before) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  for (const suffix of ['', '.log', '.new']) rmSync(`${folder}${suffix}`, { recursive: true, force: true })
})

test('the database is stopped at once in the middle of a run and comes back', { timeout: 120_000 }, async () => {
  let release = () => undefined
  const gate = new Promise((resolve) => {
    release = resolve
  })
  script.gather = async ({ key }) => {
    if (key !== 'fake.first') await gate
    return { verdict: 'pass', text: 'fine' }
  }
  const owner = await makePerson()
  const project = await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })
  worker = startWorker()
  const { run } = await startRun(owner.context, project.id, { kind: 'full' })
  for (let left = 100; left > 0 && (await getRun(owner.context, run.id)).results.length === 0; left -= 1)
    await sleep(100)
  expect(await readiness()).toEqual({ status: 'ready', database: 'ok' })

  const { pid } = livePostmaster(server.data)
  process.kill(pid, 'SIGQUIT')
  await sleep(500)
  expect(await readiness()).toEqual({ status: 'not-ready', database: 'unreachable' })
  const away = await callApi(listWorkspaces, { as: owner })
  expect(away.status).toBe(503)
  expect(away.headers.get('retry-after')).toBe('2')
  release()
  await sleep(1000)
  await server.restart()

  let ended = ''
  for (let left = 400; left > 0 && ended === ''; left -= 1) {
    const current = await getRun(owner.context, run.id).catch(() => undefined)
    if (current?.finishedAt) ended = current.status
    else await sleep(200)
  }
  expect(ended).toBe('finished')
  const after = await getRun(owner.context, run.id)
  expect(after.results).toHaveLength(3)
  expect((await callApi(listWorkspaces, { as: owner })).status).toBe(200)
})
