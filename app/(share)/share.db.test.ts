import { randomBytes } from 'node:crypto'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('@/lib/registry/registry', () => import('@/lib/services/test-kit/fake-registry'))

import { GET as getPdf } from '@/app/api/share/[token]/pdf/route'
import { GET as getState } from '@/app/api/share/[token]/state/route'
import { POST as unlock } from '@/app/api/share/[token]/unlock/route'
import { ownOrigin } from '@/lib/auth/origin'
import { CONTRACTS } from '@/lib/contracts/all'
import { pathNames } from '@/lib/contracts/contract'
import { SHARE_SECTIONS } from '@/lib/contracts/share-parts'
import { database, disconnect } from '@/lib/db/client'
import { closeQueue } from '@/lib/db/queue'
import { inWorkspace } from '@/lib/db/workspace'
import { executeRun } from '@/lib/jobs/execute-run'
import { makeSharedPdf } from '@/lib/jobs/make-shared-pdf'
import { createProject } from '@/lib/services/project/create-project'
import { startRun } from '@/lib/services/run/start-run'
import { createLink, revokeLink } from '@/lib/services/share/change-link'
import { listLinks } from '@/lib/services/share/list-links'
import { callApi } from '@/lib/services/test-kit/api'
import { script } from '@/lib/services/test-kit/fake-registry'
import { makePerson, type TestPerson } from '@/lib/services/test-kit/people'
import { GET as getPage } from './s/[...token]/route'

const CHOICE: Parameters<typeof createLink>[2] = {
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
let projectId: string
let held: { id: string; token: string; cookie: string }
let ids: Record<string, string> = {}

beforeAll(async () => {
  owner = await makePerson()
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
  script.gather = async () => ({ verdict: 'fail', text: '<script>alert(1)</script> \u202e"quoted" &amp;' })
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
  const locked = await link({ passcode: 'open sesame' })
  const cookie = (await send(locked.token, { passcode: 'open sesame' })).headers.get('set-cookie')?.split(';')[0] ?? ''
  held = { ...locked, cookie }
  ids = { workspaceId: owner.workspaceId, projectId, runId: run.id, linkId: locked.id, fingerprint: 'A'.repeat(22) }
})

beforeEach(async () => {
  await database('app').$executeRaw`delete from rate_limit`
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

async function link(choice: Partial<typeof CHOICE> = {}): Promise<{ id: string; token: string }> {
  const { id, url } = await createLink(owner.context, projectId, { ...CHOICE, ...choice })
  return { id, token: url?.split('/s/')[1] ?? '' }
}

function open(token: string | string[], headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  const segments = Array.isArray(token) ? token : [token]
  const request = new Request(`${ownOrigin()}/s/${segments.map(encodeURIComponent).join('/')}`, { method, headers })
  return getPage(request, { params: Promise.resolve({ token: segments }) })
}

function send(token: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(form)
  const request = new Request(`${ownOrigin()}/api/share/${encodeURIComponent(token)}/unlock`, {
    method: 'POST',
    body,
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  })
  return unlock(request, { params: Promise.resolve({ token }) })
}

function state(token: string): Promise<Response> {
  const request = new Request(`${ownOrigin()}/api/share/${encodeURIComponent(token)}/state`)
  return getState(request, { params: Promise.resolve({ token }) })
}

function file(token: string, cookie = ''): Promise<Response> {
  const request = new Request(`${ownOrigin()}/api/share/${encodeURIComponent(token)}/pdf`, { headers: { cookie } })
  return getPdf(request, { params: Promise.resolve({ token }) })
}

/** Does what the queue would do as soon as somebody asked for the file. */
async function makeFile(linkId: string): Promise<void> {
  const { workspaceId } = owner
  const asked = () =>
    inWorkspace({ workspaceId, role: 'app' }, (tx) => tx.sharedPdf.findFirst({ where: { workspaceId, linkId } }))
  await vi.waitFor(async () => expect(await asked()).not.toBeNull(), { timeout: 15_000 })
  await makeSharedPdf({ linkId, workspaceId, digest: (await asked())?.digest ?? '' })
}

async function textOf(pdf: ArrayBuffer): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const pages = Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1))
  const contents = await Promise.all(pages.map(async (page) => (await page).getTextContent()))
  return contents.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join(' ')
}

describe('the PDF of a shared page', { timeout: 60_000 }, () => {
  test('is made once for all who ask, says what was chosen, and ends with the link', async () => {
    const { id, token } = await link({ sections: ['verdict', 'blockers'], detail: 'none' })
    const asked = Promise.all([file(token), file(token)])
    await makeFile(id)
    // On a machine at work they may have been told to come back.
    for (const { status } of await asked) expect([200, 503]).toContain(status)
    const one = await file(token)
    const bytes = await one.arrayBuffer()
    expect([one.status, one.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(one.headers.get('content-disposition')).toContain('filename="launch-readiness-acme.io.pdf"')
    expect(Buffer.from(await (await file(token)).arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
    const text = await textOf(bytes)
    expect(text).toContain('acme.io launch readiness')
    expect(text).toContain('What stands in the way')
    expect(text).toContain('<script>alert(1)</script> [1 other character]')
    expect(text).not.toMatch(/Must-haves|Stages|What we saw/)
    await revokeLink(owner.context, { projectId, linkId: id })
    const [gone, unknown] = [await file(token), await file('x')]
    expect([gone.status, await gone.text()]).toEqual([404, await unknown.text()])
  })

  test('is not for those who have to prove something first', async () => {
    const refused = await file(held.token)
    expect([refused.status, refused.headers.get('location')]).toEqual([303, `/s/${held.token}`])
  })
})

describe('a shared page', () => {
  test('is one whole document that names nothing in its head and loads nothing from elsewhere', async () => {
    const { token } = await link()
    const response = await open(token)
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
      'content-type': 'text/html; charset=utf-8',
    })
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(html).toMatch(/^<!doctype html><html lang="en">/)
    expect(html).toContain('<title>Shared page</title>')
    expect(html.slice(0, html.indexOf('<body'))).not.toContain('acme')
    expect(html).not.toMatch(/(?:src|href|action)="(?!\/|mailto:)/)
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html).toContain('NO-GO')
  })

  test('shows hostile text as text', async () => {
    const html = await (await open((await link()).token)).text()
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toContain('\u202e')
    expect(html).toContain('&amp;amp;')
  })

  test('that has ended is, byte for byte, one that never was', async () => {
    const revoked = await link()
    await revokeLink(owner.context, { projectId, linkId: revoked.id })
    const tokens: (string | string[])[] = [
      revoked.token,
      randomBytes(32).toString('base64url'),
      'short',
      'A'.repeat(5000),
      '../../w',
      '\u202e💥',
      ['two', 'parts'],
      [revoked.token, 'state'],
      "' or '1'='1",
    ]
    const answers = await Promise.all(
      tokens.map(async (token) => {
        const response = await open(token)
        return JSON.stringify([response.status, [...response.headers], await response.text()])
      }),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('This link has ended')
    expect(answers[0]).toMatch(/^\[404,/)
  })

  test('counts people who read, not programs that look ahead', async () => {
    const { id, token } = await link()
    await open(token, { 'user-agent': 'Slackbot-LinkExpanding 1.0' })
    await open(token, { 'sec-fetch-dest': 'image' })
    await open(token, { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch' })
    await open(token, {}, 'HEAD')
    await open(token, { 'sec-fetch-dest': 'document' })
    const { items } = await listLinks(owner.context, projectId)
    expect(items.find((one) => one.id === id)?.views).toBe(1)
  })

  test('says soon that it was revoked, and in which state it is', async () => {
    const { id, token } = await link()
    const first = await state(token)
    expect(first.status).toBe(200)
    expect(await first.json()).toEqual({ revision: expect.any(String) })
    await revokeLink(owner.context, { projectId, linkId: id })
    const [gone, unknown] = [await state(token), await state('x')]
    expect(gone.status).toBe(404)
    expect(await gone.text()).toBe(await unknown.text())
  })
})

describe('the form in front of it', () => {
  test('leads in with a cookie of its own and leads back with one sentence', async () => {
    const { id, token } = await link({ passcode: 'open sesame' })
    const locked = await (await open(token)).text()
    expect(locked).not.toMatch(/acme|Workspace|NO-GO/)
    expect(locked).toContain(`action="/api/share/${token}/unlock"`)
    const wrong = await send(token, { passcode: 'wrong' })
    expect([wrong.status, wrong.headers.get('location')]).toEqual([303, `/s/${token}?try=again`])
    const right = await send(token, { passcode: 'open sesame' })
    expect([right.status, right.headers.get('location')]).toEqual([303, `/s/${token}`])
    const cookie = right.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(cookie).toMatch(/^lr\.share-/)
    expect(cookie).toContain(id)
    expect(await (await open(token, { cookie })).text()).toContain('NO-GO')
  })

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of ours', { 'sec-fetch-site': 'same-site' }],
  ])('is not taken from %s', async (_, headers) => {
    const { token } = await link({ passcode: 'open sesame' })
    const response = await send(token, { passcode: 'open sesame' }, headers)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('asks those who hold no link nothing', async () => {
    const response = await send('unknown', { passcode: 'open sesame' })
    expect(response.status).toBe(404)
    expect(await response.text()).toBe(await (await open('unknown')).text())
  })
})

describe('somebody who holds a link', () => {
  const inWorkspaces = CONTRACTS.filter(({ can }) => can !== 'anyone')

  test.each(inWorkspaces.map((contract) => [contract.id, contract] as const))(
    'is nobody to %s',
    async (_, contract) => {
      const { id, token } = held
      const params = Object.fromEntries(pathNames(contract.path).map((name) => [name, ids[name] ?? id]))
      const headers = { cookie: held.cookie, authorization: `Bearer ${token}` }
      const response = await callApi(contract, { params, headers, ...(contract.method === 'GET' ? {} : { body: {} }) })
      expect(response.status).toBe(401)
    },
  )
})

describe('limits', () => {
  test('20 unknown tokens in a quarter of an hour, and pages that exist stay open', async () => {
    const { token } = await link()
    const answers = await Promise.all(Array.from({ length: 25 }, (_, index) => open(`guess-${index}`)))
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(20)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
    expect((await open(token)).status).toBe(200)
  })

  test('60 pages a minute per source', async () => {
    // The form in front of a page is quick: permits that come back meanwhile are few.
    const { token } = await link({ passcode: 'open sesame' })
    const answers: Response[] = []
    for (let turn = 0; turn < 12; turn += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 8 }, () => open(token)))))
    }
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('20 people read a live page at once', async () => {
    const { token } = await link()
    const answers = await Promise.all(Array.from({ length: 20 }, () => open(token)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })
})
