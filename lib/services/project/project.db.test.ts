import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'

const settings = vi.hoisted(() => ({ laboratory: false }))
vi.mock('../../config', async (original) => {
  const real = await original<typeof import('../../config')>()
  return { ...real, allowsTestNames: () => settings.laboratory }
})
vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { brand } from '../../auth/actor'
import { createProject as contract } from '../../contracts/project'
import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { waive } from '../triage/waive'
import { createProject } from './create-project'
import { deleteProject } from './delete-project'
import { getCheckHistory } from './get-check-history'
import { getProject } from './get-project'
import { getProjectState } from './get-project-state'
import { getVerdict } from './get-verdict'
import { listProjects } from './list-projects'
import { putHosts } from './put-hosts'
import { putProfile } from './put-profile'
import { putSending } from './put-sending'
import { putUrls } from './put-urls'
import { updateProject } from './update-project'

let owner: TestPerson

beforeEach(async () => {
  settings.laboratory = false
  script.gather = async () => ({ verdict: 'pass', text: 'fine' })
  owner = await makePerson()
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

const make = (domain: string, more: Record<string, unknown> = {}) =>
  createProject(owner.context, contract.body.parse({ domain, ...more }))

async function audit(projectId: string): Promise<void> {
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
}

async function actions(): Promise<string[]> {
  const rows = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
    tx.auditEvent.findMany({
      where: { workspaceId: owner.workspaceId },
      orderBy: { at: 'asc' },
      select: { action: true },
    }),
  )
  return rows.map((row) => row.action)
}

describe('a project', () => {
  test('starts from whatever address was typed', async () => {
    const project = await make('https://www.münchen.de/rathaus?x=1')
    expect(project).toMatchObject({ name: 'münchen.de', displayDomain: 'münchen.de', roadmap: 'creator' })
    expect(project.target).toMatchObject({
      domain: 'xn--mnchen-3ya.de',
      hosts: [
        { name: 'xn--mnchen-3ya.de', role: 'apex' },
        { name: 'www.xn--mnchen-3ya.de', role: 'www' },
      ],
    })
    expect((await make('app.acme.io')).target.hosts).toContainEqual({ name: 'app.acme.io', role: 'app' })
  })

  test('can be given its whole target at once', async () => {
    const project = await make('shop.acme.io', {
      name: 'Shop',
      roadmap: 'ops',
      canonicalHost: 'shop.acme.io',
      hosts: [{ name: 'SHOP.acme.io.', role: 'app' }],
      urls: [{ url: 'https://shop.acme.io/login#form', purpose: 'login' }],
      sending: [{ domain: 'mail.acme.io', provider: 'postmark', selectors: ['PM'] }],
      profile: { sendsMail: true, launchAt: '2026-12-01' },
    })
    expect(project.target).toEqual({
      domain: 'shop.acme.io',
      canonicalHost: 'shop.acme.io',
      hosts: [{ name: 'shop.acme.io', role: 'app' }],
      urls: [{ url: 'https://shop.acme.io/login', purpose: 'login' }],
      sending: [{ domain: 'mail.acme.io', provider: 'postmark', selectors: ['pm'] }],
      profile: { sendsMail: true, launchAt: '2026-12-01' },
    })
  })

  test('is one per name in a workspace, and another workspace may use the same', async () => {
    await make('acme.io')
    await expect(make('acme.io')).rejects.toMatchObject({ code: 'conflict' })
    expect((await make('acme.io', { name: 'Acme again' })).name).toBe('Acme again')
    const other = await makePerson()
    const twin = await createProject(other.context, contract.body.parse({ domain: 'acme.io' }))
    expect(twin.name).toBe('acme.io')
  })

  test('lives under .test only while the laboratory network is on', async () => {
    await expect(make('shop-good.test')).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ name: 'domain' }, {}, {}],
    })
    settings.laboratory = true
    expect((await make('shop-good.test')).target.domain).toBe('shop-good.test')
  })

  test('changes name, roadmap and main host; what is left out stays', async () => {
    const { id } = await make('acme.io')
    expect(await updateProject(owner.context, id, { roadmap: 'ops' })).toMatchObject({
      roadmap: 'ops',
      name: 'acme.io',
    })
    expect(await updateProject(owner.context, id, { canonicalHost: 'www.acme.io' })).toMatchObject({
      roadmap: 'ops',
      target: { canonicalHost: 'www.acme.io' },
    })
    await expect(updateProject(owner.context, id, { canonicalHost: 'evil.io' })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect((await updateProject(owner.context, id, { canonicalHost: null })).target).not.toHaveProperty('canonicalHost')
    await make('other.io')
    await expect(updateProject(owner.context, id, { name: 'other.io' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('takes hosts, addresses, senders and facts as whole lists', async () => {
    const { id } = await make('acme.io')
    await putHosts(owner.context, id, [
      { name: 'acme.io', role: 'apex' },
      { name: 'app.acme.io', role: 'app' },
    ])
    await putUrls(owner.context, id, [
      { url: 'https://app.acme.io/login', purpose: 'login' },
      { url: 'https://acme.io/', purpose: 'homepage' },
    ])
    await putSending(owner.context, id, [{ domain: 'acme.io', selectors: ['google'] }])
    await putProfile(owner.context, id, { sendsMail: true, receivesMail: false })
    expect((await getProject(owner.context, id)).target).toMatchObject({
      urls: [{ purpose: 'login' }, { purpose: 'homepage' }],
      sending: [{ domain: 'acme.io' }],
      profile: { sendsMail: true, receivesMail: false },
    })
    await putProfile(owner.context, id, { publicSite: true })
    expect((await getProject(owner.context, id)).target.profile).toEqual({ publicSite: true })
    expect(await actions()).toEqual([
      'project.created',
      'project.hosts',
      'project.urls',
      'project.sending',
      'project.profile',
      'project.profile',
    ])
  })

  test('loses the addresses and the main host of a host that is removed', async () => {
    const { id } = await make('acme.io')
    await putUrls(owner.context, id, [{ url: 'https://www.acme.io/login', purpose: 'login' }])
    await updateProject(owner.context, id, { canonicalHost: 'www.acme.io' })
    const after = await putHosts(owner.context, id, [{ name: 'acme.io', role: 'apex' }])
    expect(after.target.urls).toEqual([])
    expect(after.target).not.toHaveProperty('canonicalHost')
  })

  test('refuses an address on a host it does not have, and anything listed twice', async () => {
    const { id } = await make('acme.io')
    await expect(putUrls(owner.context, id, [{ url: 'https://evil.io/', purpose: 'login' }])).rejects.toMatchObject({
      fields: [{ name: 'urls.0.url' }],
    })
    const twice = { name: 'acme.io', role: 'apex' as const }
    await expect(putHosts(owner.context, id, [twice, twice])).rejects.toMatchObject({ fields: [{ name: 'hosts.1' }] })
  })

  test('is deleted with everything found about it, once its name is typed', async () => {
    const { id } = await make('acme.io')
    await audit(id)
    await expect(deleteProject(owner.context, id, 'acme')).rejects.toMatchObject({ code: 'invalid' })
    await deleteProject(owner.context, id, ' acme.io ')
    await expect(getProject(owner.context, id)).rejects.toMatchObject({ code: 'not-found' })
    const left = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, async (tx) => [
      await tx.run.count(),
      await tx.evidence.count(),
      await tx.checkResult.count(),
      await tx.finding.count(),
      await tx.host.count(),
    ])
    expect(left).toEqual([0, 0, 0, 0, 0])
    expect(await actions()).toContain('project.deleted')
  })

  test('is not deleted by somebody who signed in long ago', async () => {
    const { id } = await make('acme.io')
    const actor = brand({ ...owner.actor, recentlyConfirmed: false })
    await expect(deleteProject({ ...owner.context, actor }, id, 'acme.io')).rejects.toMatchObject({
      code: 'confirm-first',
    })
    expect(await getProject(owner.context, id)).toMatchObject({ name: 'acme.io' })
  })

  test('cannot be deleted by a member or changed by a viewer', async () => {
    const { id } = await make('acme.io')
    const member = await makePerson('member', owner)
    const viewer = await makePerson('viewer', owner)
    await expect(deleteProject(member.context, id, 'acme.io')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(updateProject(viewer.context, id, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await getProject(viewer.context, id)).toMatchObject({ name: 'acme.io' })
  })
})

describe('what is known of a project', () => {
  test('is nothing before the first run', async () => {
    const { id } = await make('acme.io')
    expect(await getProjectState(owner.context, id)).toMatchObject({ results: [], activeRun: null, lastRun: null })
    expect(await getVerdict(owner.context, id)).toMatchObject({
      answer: 'no-go',
      reason: 'unproven',
      lastCheckedAt: null,
    })
    expect((await listProjects(owner.context, { limit: 10 })).items).toMatchObject([{ verdict: null, blockers: 0 }])
  })

  test('names the blockers after a run, in the list too', async () => {
    const { id } = await make('acme.io')
    script.gather = async ({ key }) =>
      key === 'fake.first' ? { verdict: 'fail', text: 'Nobody can open it' } : { verdict: 'pass', text: 'fine' }
    await audit(id)
    expect(await getVerdict(owner.context, id)).toMatchObject({
      answer: 'no-go',
      reason: 'blocked',
      blockers: [{ checkId: 'domain-resolves', text: 'Nobody can open it' }],
    })
    const { items } = await listProjects(owner.context, { limit: 10 })
    expect(items).toMatchObject([{ verdict: { answer: 'no-go', reason: 'blocked' }, blockers: 1, activeRunId: null }])
  })

  test('stays unproven where an accepted failure stands beside what could not be seen', async () => {
    const { id } = await make('acme.io')
    script.gather = async ({ key }) => ({ verdict: key === 'fake.first' ? 'fail' : 'pass', text: 'Nobody can open it' })
    await audit(id)
    const [blocker] = (await getVerdict(owner.context, id)).blockers
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, async (tx) => {
      const row = await tx.finding.findFirstOrThrow({ where: { projectId: id, verdict: 'fail' } })
      const unseen = { position: row.position + 1, verdict: 'unknown', fingerprint: 'unseen' }
      const { params, exhibits, fix: _, ...rest } = row
      await tx.finding.createMany({ data: [{ ...rest, ...unseen, params: params ?? {}, exhibits: exhibits ?? [] }] })
    })
    const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
    const words = { reason: 'The provider repairs it on Monday', publicNote: 'Soon' }
    await waive(owner.context, { projectId: id, fingerprint: blocker?.fingerprint ?? '', until, ...words })
    const verdict = await getVerdict(owner.context, id)
    expect(verdict.unproven).toContainEqual({
      checkId: 'domain-resolves',
      title: 'Scripted domain-resolves',
      reason: 'The answer we got does not decide it',
    })
    expect((await listProjects(owner.context, { limit: 10 })).items[0]?.verdict?.reason).toBe('unproven')
  })

  test('changes for one check alone when only that one is run again', async () => {
    const { id } = await make('acme.io')
    await audit(id)
    script.gather = async () => ({ verdict: 'warn', text: 'weak' })
    const { run } = await startRun(owner.context, id, { kind: 'checks', checks: ['host-www'] })
    expect(run).toMatchObject({ kind: 'partial', progress: { planned: 1 } })
    await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
    const { results } = await getProjectState(owner.context, id)
    expect(Object.fromEntries(results.map((result) => [result.checkId, result.verdict]))).toEqual({
      'domain-resolves': 'pass',
      'host-apex': 'pass',
      'host-www': 'warn',
    })
    const history = await getCheckHistory(owner.context, { projectId: id, checkId: 'host-www' })
    expect(history.results.map((entry) => [entry.verdict, entry.runKind])).toEqual([
      ['warn', 'partial'],
      ['pass', 'full'],
    ])
  })

  test('decides what "only what is not proven" runs', async () => {
    const { id } = await make('acme.io')
    script.gather = async ({ key }) =>
      key === 'fake.second' ? { verdict: 'unknown', text: 'no answer' } : { verdict: 'pass', text: 'fine' }
    await audit(id)
    const { run } = await startRun(owner.context, id, { kind: 'not-proven' })
    expect(run.planned.map((check) => check.id)).toEqual(['host-apex'])
  })

  test.each([
    [{ kind: 'stage' as const, stage: 'nowhere' }, 'scope.stage'],
    [{ kind: 'checks' as const, checks: ['host-apex', 'no-such-check'] }, 'scope.checks.1'],
  ])('refuses the scope %j', async (scope, field) => {
    const { id } = await make('acme.io')
    await expect(startRun(owner.context, id, scope)).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ name: field }],
    })
  })
})

test('projects are listed newest first, page by page, each once, and found by part of a name', async () => {
  for (const number of [1, 2, 3, 4, 5]) await make(`acme${number}.io`)
  const first = await listProjects(owner.context, { limit: 2 })
  const second = await listProjects(owner.context, { limit: 2, cursor: first.nextCursor ?? '' })
  const third = await listProjects(owner.context, { limit: 2, cursor: second.nextCursor ?? '' })
  const names = [first, second, third].flatMap((page) => page.items.map((item) => item.name))
  expect(names).toEqual(['acme5.io', 'acme4.io', 'acme3.io', 'acme2.io', 'acme1.io'])
  expect([first.total, third.nextCursor]).toEqual([5, null])
  expect((await listProjects(owner.context, { limit: 9, search: 'ACME3' })).items.map((item) => item.name)).toEqual([
    'acme3.io',
  ])
  expect((await listProjects(owner.context, { limit: 9, search: '%' })).items).toEqual([])
  await expect(listProjects(owner.context, { limit: 9, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' })
})
