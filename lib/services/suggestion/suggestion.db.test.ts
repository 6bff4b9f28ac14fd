import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { addHost, removeHost } from '../project/change-host'
import { createProject } from '../project/create-project'
import { getProject } from '../project/get-project'
import { putUrls } from '../project/put-urls'
import { updateProject } from '../project/update-project'
import { checkHosts } from '../run/check-hosts'
import { startRun } from '../run/start-run'
import { makePerson, type TestPerson } from '../test-kit/people'
import { dismissSuggestion } from './dismiss-suggestion'
import { listSuggestions } from './list-suggestions'

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

const NAMES = ['app.acme.io', 'xn--pp-6kc.acme.io', 'docs.acme.io']

/** A project whose last audit met these names. */
async function projectWith(names: readonly string[] = NAMES) {
  const { id } = await createProject(owner.context, {
    domain: 'acme.io',
    roadmap: 'creator',
    name: crypto.randomUUID(),
  })
  const { run } = await startRun(owner.context, id, { kind: 'full' })
  const value = {
    zone: 'acme.io',
    hosts: names.map((name) => ({
      name,
      role: 'app',
      dns: 'resolves',
      seen: [{ source: 'link', at: 'https://acme.io/' }],
    })),
    leftOut: { gone: 0, tenants: 0, tooMany: 2 },
    unread: [],
  }
  await inWorkspace({ workspaceId: owner.workspaceId, role: 'worker' }, (tx) =>
    tx.evidence.createMany({
      data: [
        {
          workspaceId: owner.workspaceId,
          runId: run.id,
          key: 'host.suggestions',
          version: 1,
          status: 'ok',
          value,
          bytes: 100,
          ms: 1,
          seq: 1,
          collectedAt: new Date(),
        },
      ],
    }),
  )
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
  return id
}

const namesOf = async (projectId: string) =>
  (await listSuggestions(viewer.context, projectId)).hosts.map(({ name }) => name)
const hostsOf = async (projectId: string) =>
  (await getProject(viewer.context, projectId)).target.hosts.map(({ name }) => name)

test('before the first audit there is nothing to suggest', async () => {
  const { id } = await createProject(owner.context, {
    domain: 'acme.io',
    roadmap: 'creator',
    name: crypto.randomUUID(),
  })
  expect(await listSuggestions(viewer.context, id)).toEqual({ hosts: [], dismissed: [], more: 0, unread: [], at: null })
})

test('a suggestion tells where it was seen, and how an encoded name reads', async () => {
  const id = await projectWith()
  const { hosts, more } = await listSuggestions(viewer.context, id)
  expect(hosts[0]).toMatchObject({ name: 'app.acme.io', display: null, seen: ['https://acme.io/ links to it'] })
  expect(hosts[1]).toMatchObject({ name: 'xn--pp-6kc.acme.io', display: 'аpp.acme.io' })
  expect(more).toBe(2)
})

test('adding a host takes it from the list; taking it out brings it back', async () => {
  const id = await projectWith()
  await addHost(member.context, id, { name: 'app.acme.io', role: 'app' })
  expect(await hostsOf(id)).toEqual(['acme.io', 'www.acme.io', 'app.acme.io'])
  expect(await namesOf(id)).toEqual(['xn--pp-6kc.acme.io', 'docs.acme.io'])
  await removeHost(member.context, id, 'app.acme.io')
  await removeHost(member.context, id, 'app.acme.io')
  expect(await hostsOf(id)).toEqual(['acme.io', 'www.acme.io'])
  expect(await namesOf(id)).toContain('app.acme.io')
})

test('two people add two hosts at once and both are there', async () => {
  const id = await projectWith()
  await Promise.all([
    addHost(owner.context, id, { name: 'app.acme.io', role: 'app' }),
    addHost(member.context, id, { name: 'docs.acme.io', role: 'docs' }),
  ])
  expect((await hostsOf(id)).toSorted()).toEqual(['acme.io', 'app.acme.io', 'docs.acme.io', 'www.acme.io'])
})

test('adding a host twice changes its role', async () => {
  const id = await projectWith()
  await addHost(owner.context, id, { name: 'app.acme.io', role: 'app' })
  const { target } = await addHost(owner.context, id, { name: 'app.acme.io', role: 'api' })
  expect(target.hosts.at(-1)).toEqual({ name: 'app.acme.io', role: 'api' })
  expect(target.hosts).toHaveLength(3)
})

test('a host takes its key addresses and its place as the main host along', async () => {
  const id = await projectWith()
  await addHost(owner.context, id, { name: 'app.acme.io', role: 'app' })
  await putUrls(owner.context, id, [{ url: 'https://app.acme.io/login', purpose: 'login' }])
  await updateProject(owner.context, id, { canonicalHost: 'app.acme.io' })
  const { target } = await removeHost(owner.context, id, 'app.acme.io')
  expect(target.urls).toEqual([])
  expect(target.canonicalHost).toBeUndefined()
})

test('what was set aside stays aside for everybody, until it is brought back or added', async () => {
  const id = await projectWith()
  await Promise.all(
    ['app.acme.io', 'docs.acme.io'].map((name) =>
      dismissSuggestion(member.context, { projectId: id, name, dismissed: true }),
    ),
  )
  expect(await namesOf(id)).toEqual(['xn--pp-6kc.acme.io'])
  expect((await listSuggestions(owner.context, id)).dismissed.toSorted()).toEqual(['app.acme.io', 'docs.acme.io'])
  await dismissSuggestion(member.context, { projectId: id, name: 'docs.acme.io', dismissed: false })
  expect(await namesOf(id)).toContain('docs.acme.io')
  await addHost(owner.context, id, { name: 'app.acme.io', role: 'app' })
  await removeHost(owner.context, id, 'app.acme.io')
  expect(await namesOf(id)).toContain('app.acme.io')
})

test('a project holds fifty hosts', async () => {
  const { id } = await createProject(owner.context, {
    domain: 'acme.io',
    roadmap: 'creator',
    name: crypto.randomUUID(),
    hosts: Array.from({ length: 50 }, (_, index) => ({ name: `h${index}.acme.io`, role: 'other' as const })),
  })
  await expect(addHost(owner.context, id, { name: 'app.acme.io', role: 'app' })).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ name: 'name' }],
  })
})

test('where no check looks at hosts, none runs', async () => {
  expect(await checkHosts(owner.context, await projectWith())).toEqual({ runId: null })
})

test('viewers and strangers change nothing', async () => {
  const id = await projectWith()
  const host = { name: 'app.acme.io', role: 'app' as const }
  const aside = { projectId: id, name: 'app.acme.io', dismissed: true }
  await expect(addHost(viewer.context, id, host)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(removeHost(viewer.context, id, 'acme.io')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(dismissSuggestion(viewer.context, aside)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(checkHosts(viewer.context, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(addHost(stranger.context, id, host)).rejects.toMatchObject({ code: 'not-found' })
  await expect(dismissSuggestion(stranger.context, aside)).rejects.toMatchObject({ code: 'not-found' })
  await expect(listSuggestions(stranger.context, id)).rejects.toMatchObject({ code: 'not-found' })
})
