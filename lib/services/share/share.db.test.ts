import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { actorFromShare } from '../../auth/actor-from-share'
import type { ShareLinkDto } from '../../contracts/share'
import { SHARE_SECTIONS } from '../../contracts/share-parts'
import { database, disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { forgetShareViews } from '../../db/retention'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { createProject } from '../project/create-project'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { addComment } from '../triage/comments'
import { waive } from '../triage/waive'
import { createLink, revokeLink, updateLink } from './change-link'
import { listLinks, listViews } from './list-links'
import { openShared, sharedRevision } from './open-shared'
import { previewShare } from './preview'
import { unlockShared } from './unlock-shared'

const EVERYTHING: Parameters<typeof createLink>[2] = {
  name: 'Client weekly',
  kind: 'live',
  sections: [...SHARE_SECTIONS],
  detail: 'full',
  brand: 'workspace',
  contact: true,
  passcode: null,
  emailRequired: false,
  notify: false,
  days: 30,
}

let owner: TestPerson
let stranger: TestPerson
let projectId: string

async function audit(text: string, verdict: 'pass' | 'fail' = 'fail'): Promise<void> {
  script.gather = async () => ({ verdict, text })
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
}

function tokenOf({ url }: ShareLinkDto): string {
  return url?.split('/s/')[1] ?? ''
}

function visitor(cookies: Record<string, string> = {}) {
  return { cookie: (name: string) => cookies[name], requestId: 'test', counts: true }
}

/** The cookie a browser would send after `Set-Cookie`. */
function jar(line: string): Record<string, string> {
  const [pair = ''] = line.split(';')
  const at = pair.indexOf('=')
  return { [pair.slice(0, at)]: pair.slice(at + 1) }
}

beforeAll(async () => {
  owner = await makePerson()
  stranger = await makePerson()
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
  await audit('The site cannot be reached')
})

beforeEach(async () => {
  await database('app').$executeRaw`delete from rate_limit`
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

describe('a link', () => {
  test('is found by its token and stored without it', async () => {
    const link = await createLink(owner.context, projectId, EVERYTHING)
    const token = tokenOf(link)
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    const rows = await inWorkspace(
      { workspaceId: owner.workspaceId, role: 'app' },
      (tx) => tx.$queryRaw<{ row: unknown }[]>`select to_jsonb(l) as row from share_link l where id = ${link.id}::uuid`,
    )
    expect(JSON.stringify(rows)).not.toContain(token)
    const opened = await openShared(token, visitor())
    expect(opened).toMatchObject({
      kind: 'open',
      page: { document: { domain: 'acme.io', verdict: { words: 'NO-GO' } } },
    })
    const { items } = await listLinks(owner.context, projectId)
    expect(items.find(({ id }) => id === link.id)).toMatchObject({ url: link.url, views: 1, state: 'active' })
  })

  test('shows the chosen parts only, and the preview the same', async () => {
    const link = await createLink(owner.context, projectId, {
      ...EVERYTHING,
      sections: ['verdict', 'stages'],
      detail: 'none',
    })
    const opened = await openShared(tokenOf(link), visitor())
    if (opened.kind !== 'open') throw new Error(opened.kind)
    expect(Object.keys(opened.page.document).sort()).toEqual(['at', 'domain', 'stages', 'verdict'])
    const { document } = await previewShare(owner.context, projectId)
    expect(opened.page.document.stages).toEqual(document.stages)
  })

  test('that is revoked ends at once, and like one that never was', async () => {
    const link = await createLink(owner.context, projectId, EVERYTHING)
    const token = tokenOf(link)
    expect(await sharedRevision(token, visitor())).toBeDefined()
    const revoked = await revokeLink(owner.context, { projectId, linkId: link.id })
    expect(revoked).toMatchObject({ state: 'revoked', url: null })
    expect(await openShared(token, visitor())).toEqual({ kind: 'gone' })
    expect(await sharedRevision(token, visitor())).toBeUndefined()
    await expect(updateLink(owner.context, { projectId, linkId: link.id }, { days: 30 })).rejects.toThrow('conflict')
  })

  test('that has expired opens nothing', async () => {
    const link = await createLink(owner.context, projectId, EVERYTHING)
    expect(await actorFromShare(tokenOf(link), new Date(Date.now() + 31 * 86_400_000))).toBeUndefined()
    expect(await actorFromShare(tokenOf(link), new Date(Date.now() + 29 * 86_400_000))).toBeDefined()
  })

  test.each([
    '',
    'x',
    'A'.repeat(43),
    'A'.repeat(100_000),
    "' or 1=1 --",
    '../../etc/passwd',
    '\u202e\u0000💥',
    '%00',
    '__proto__',
    ...Array.from({ length: 20 }, () => randomBytes(32).toString('base64url')),
  ])('is not found by guessing: %j', async (token) => {
    expect(await openShared(token, visitor())).toEqual({ kind: 'gone' })
    expect(await sharedRevision(token, visitor())).toBeUndefined()
    expect(await unlockShared(token, { passcode: 'x', email: 'a@acme.io' }, { requestId: 'test' })).toEqual({
      kind: 'gone',
    })
  })

  test('frozen stays as it was, live follows', async () => {
    await audit('Broken on Monday')
    const frozen = await createLink(owner.context, projectId, { ...EVERYTHING, kind: 'frozen' })
    const live = await createLink(owner.context, projectId, EVERYTHING)
    const revision = await sharedRevision(tokenOf(live), visitor())
    await audit('Broken on Tuesday')
    const read = async (link: ShareLinkDto) => JSON.stringify(await openShared(tokenOf(link), visitor()))
    expect(await read(frozen)).toContain('Monday')
    expect(await read(frozen)).not.toContain('Tuesday')
    expect(await read(live)).toContain('Tuesday')
    expect(await sharedRevision(tokenOf(live), visitor())).not.toBe(revision)
    const pinned = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.shareLink.findFirst({ where: { id: frozen.id }, select: { runId: true } }),
    )
    const run = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.run.findFirst({ where: { id: pinned?.runId ?? '' }, select: { pinned: true } }),
    )
    expect(run).toEqual({ pinned: true })
    const runId = pinned?.runId ?? ''
    const older = await createLink(owner.context, projectId, { ...EVERYTHING, kind: 'frozen', runId })
    expect(await read(older)).toContain('Monday')
    expect(await read(older)).not.toContain('Tuesday')
    expect(Date.parse(older.frozenAt ?? '')).toBeLessThan(Date.parse(live.createdAt) + 60_000)
    const { document } = await previewShare(owner.context, projectId, { linkId: older.id })
    expect(document).toEqual((await previewShare(owner.context, projectId, { runId })).document)
    const foreign = { ...EVERYTHING, kind: 'frozen' as const, runId: crypto.randomUUID() }
    await expect(createLink(owner.context, projectId, foreign)).rejects.toThrow('not-found')
  })

  test('cannot be frozen before anything was checked', async () => {
    const empty = await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator', name: 'Empty' })
    await expect(createLink(owner.context, empty.id, { ...EVERYTHING, kind: 'frozen' })).rejects.toThrow(/conflict/)
    const live = await createLink(owner.context, empty.id, EVERYTHING)
    expect(await openShared(tokenOf(live), visitor())).toMatchObject({
      kind: 'open',
      page: { document: { verdict: null } },
    })
  })
})

test('a link whose key is gone still opens, and can only not be copied', async () => {
  const link = await createLink(owner.context, projectId, EVERYTHING)
  await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
    tx.shareLink.updateMany({ where: { id: link.id }, data: { tokenSealed: 'lr1.k9.AAAA.AAAA.AAAA' } }),
  )
  const { items } = await listLinks(owner.context, projectId)
  expect(items.find(({ id }) => id === link.id)).toMatchObject({ state: 'active', url: null })
  expect(await openShared(tokenOf(link), visitor())).toMatchObject({ kind: 'open' })
})

describe('the way in', () => {
  test('asks for passcode and address, and remembers this browser for this version of the link', async () => {
    const link = await createLink(owner.context, projectId, {
      ...EVERYTHING,
      passcode: 'open sesame',
      emailRequired: true,
    })
    const token = tokenOf(link)
    expect(await openShared(token, visitor())).toEqual({ kind: 'locked', passcode: true, email: true })
    const from = { requestId: 'test' }
    expect(await unlockShared(token, { passcode: 'open sesame', email: 'nobody' }, from)).toEqual({
      kind: 'wrong-email',
    })
    expect(await unlockShared(token, { passcode: 'sesame', email: 'cy@client.io' }, from)).toEqual({
      kind: 'wrong-passcode',
    })
    const answer = await unlockShared(token, { passcode: 'open sesame', email: 'Cy@Client.io' }, from)
    if (answer.kind !== 'open') throw new Error(answer.kind)
    expect(answer.cookie).toMatch(/HttpOnly; SameSite=Lax/)
    const cookies = jar(answer.cookie)
    expect(await openShared(token, visitor(cookies))).toMatchObject({ kind: 'open' })
    expect((await listViews(owner.context, { projectId, linkId: link.id })).items).toMatchObject([
      { email: 'cy@client.io' },
    ])
    const forged = Object.fromEntries(Object.entries(cookies).map(([name, value]) => [name, `${value.slice(0, -2)}AA`]))
    expect(await openShared(token, visitor(forged))).toMatchObject({ kind: 'locked' })
    await updateLink(owner.context, { projectId, linkId: link.id }, { passcode: 'another one' })
    expect(await openShared(token, visitor(cookies))).toMatchObject({ kind: 'locked' })
    expect(await sharedRevision(token, visitor(cookies))).toBeUndefined()
  })

  test('of one link opens no other', async () => {
    const [first, second] = await Promise.all(
      ['one passcode', 'two passcode'].map((passcode) =>
        createLink(owner.context, projectId, { ...EVERYTHING, passcode }),
      ),
    )
    if (first === undefined || second === undefined) throw new Error('no links')
    const answer = await unlockShared(tokenOf(first), { passcode: 'one passcode', email: '' }, { requestId: 'test' })
    if (answer.kind !== 'open') throw new Error(answer.kind)
    const [value = ''] = Object.values(jar(answer.cookie))
    const moved = { [`lr.share-${second.id}`]: value }
    expect(await openShared(tokenOf(second), visitor(moved))).toMatchObject({ kind: 'locked' })
  })

  test('takes ten wrong passcodes in a quarter of an hour and then waits, even for the right one', async () => {
    const link = await createLink(owner.context, projectId, { ...EVERYTHING, passcode: 'open sesame' })
    const knock = (passcode: string) =>
      unlockShared(tokenOf(link), { passcode, email: '' }, { requestId: 'test' }).then(({ kind }) => kind)
    expect(await knock('open sesame')).toBe('open')
    const tries = await Promise.all(Array.from({ length: 15 }, (_, index) => knock(`guess ${index}`)))
    expect(tries.filter((kind) => kind === 'wrong-passcode')).toHaveLength(10)
    expect(tries.filter((kind) => kind === 'wait')).toHaveLength(5)
    expect(await knock('open sesame')).toBe('wait')
    const events = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.auditEvent.findMany({ where: { targetId: link.id }, select: { action: true, change: true } }),
    )
    expect(events.filter(({ action }) => action === 'share.refused')).toHaveLength(10)
    expect(JSON.stringify(events)).not.toMatch(/guess|sesame/)
  })
})

describe('what nobody outside reads', () => {
  const MARK = `mark${randomBytes(6).toString('hex')}`

  test('notes, comments, addresses, answers, secrets and what is left of them', async () => {
    const key = `sk_live_${MARK}${'a1B2c3D4e5F6'}`
    await audit(`Broken, says ${owner.actor.email} with ${key} and AKIA**** of ${MARK.slice(0, 2)}`)
    const finding = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.finding.findFirstOrThrow({ where: { projectId, checkId: 'host-www' }, orderBy: { runId: 'desc' } }),
    )
    const place = { projectId, fingerprint: finding.fingerprint }
    await addComment(owner.context, { ...place, body: `comment ${MARK}`, mentions: [] })
    await waive(owner.context, {
      ...place,
      reason: `An internal reason that nobody outside reads ${MARK}`,
      publicNote: 'Moving to another provider',
      until: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
    })
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, async (tx) => {
      const said = { workspaceId: owner.workspaceId, projectId, byName: `name ${MARK}` }
      await tx.input.createMany({ data: [{ ...said, question: 'hosts-dismissed', value: [`${MARK}.acme.io`] }] })
      await tx.parkedItem.createMany({ data: [{ ...said, title: `parked ${MARK}`, reason: MARK }] })
    })
    const link = await createLink(owner.context, projectId, EVERYTHING)
    const frozen = await createLink(owner.context, projectId, { ...EVERYTHING, kind: 'frozen' })
    for (const each of [link, frozen]) {
      const text = JSON.stringify(await openShared(tokenOf(each), visitor()))
      expect(text).toContain('Moving to another provider')
      expect(text).not.toContain(MARK)
      expect(text).not.toContain(owner.actor.email)
      expect(text).not.toMatch(/sk_l|AKIA|\*\*\*\*/)
      expect(text).not.toContain(owner.userId)
      expect(text).not.toContain('Test person')
    }
  })

  test('what an answer of a person may stand in: only the title of the check', async () => {
    await audit(`Quoted ${MARK}`)
    const link = await createLink(owner.context, projectId, EVERYTHING)
    const opened = await openShared(tokenOf(link), visitor())
    if (opened.kind !== 'open') throw new Error(opened.kind)
    const titles = opened.page.document.evidence?.rows.map(({ title }) => title) ?? []
    // The second scripted check reads the question that was answered above.
    expect(titles).toContain('Scripted host-apex')
    expect(titles).toContain(`Quoted ${MARK}`)
  })
})

test('who made a link hears of its openings once an hour, when they asked for it', async () => {
  const quiet = await createLink(owner.context, projectId, EVERYTHING)
  const told = await createLink(owner.context, projectId, { ...EVERYTHING, name: 'Told', notify: true })
  for (const link of [quiet, told, told]) await openShared(tokenOf(link), visitor())
  const events = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
    tx.noticeEvent.findMany({ where: { key: { startsWith: 'share-viewed' } }, select: { facts: true, toIds: true } }),
  )
  expect(events).toEqual([{ facts: { kind: 'share-viewed', link: 'Told', by: null }, toIds: [owner.userId] }])
})

describe('another workspace', () => {
  test('neither sees nor changes links', async () => {
    const link = await createLink(owner.context, projectId, EVERYTHING)
    const place = { projectId, linkId: link.id }
    await expect(listLinks(stranger.context, projectId)).rejects.toThrow('not-found')
    await expect(updateLink(stranger.context, place, { name: 'Mine' })).rejects.toThrow('not-found')
    await expect(revokeLink(stranger.context, place)).rejects.toThrow('not-found')
    await expect(listViews(stranger.context, place)).rejects.toThrow('not-found')
    await expect(previewShare(stranger.context, projectId)).rejects.toThrow('not-found')
    const theirs = (await createProject(stranger.context, { domain: 'acme.io', roadmap: 'creator' })).id
    await expect(revokeLink(stranger.context, { projectId: theirs, linkId: link.id })).rejects.toThrow('not-found')
    expect(await openShared(tokenOf(link), visitor())).toMatchObject({ kind: 'open' })
  })

  test('a viewer sees that links exist, not where', async () => {
    const viewer = await makePerson('viewer', owner)
    const { items } = await listLinks(viewer.context, projectId)
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(({ url }) => url === null)).toBe(true)
    await expect(createLink(viewer.context, projectId, EVERYTHING)).rejects.toThrow('forbidden')
  })
})

test('openings are forgotten after 90 days, younger ones stay', async () => {
  const link = await createLink(owner.context, projectId, EVERYTHING)
  const day = 86_400_000
  await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
    tx.shareView.createMany({
      data: [91, 89].map((days) => ({
        workspaceId: owner.workspaceId,
        linkId: link.id,
        at: new Date(Date.now() - days * day),
      })),
    }),
  )
  expect(await forgetShareViews()).toBe(1)
  expect((await listViews(owner.context, { projectId, linkId: link.id })).items).toHaveLength(1)
})
