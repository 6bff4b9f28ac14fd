import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

const settings = vi.hoisted((): { change: Record<string, unknown> } => ({ change: {} }))
vi.mock('../../config', async (original) => {
  const real = await original<typeof import('../../config')>()
  return { ...real, config: () => ({ ...real.config(), ...settings.change }) }
})

import { randomUUID } from 'node:crypto'
import { GET as openStop, POST as stop } from '@/app/api/notices/stop/[token]/route'
import { type MailInbox, startMailInbox } from '@/e2e/targets/inbox/mail'
import { database, disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { noticesRound } from '../../jobs/deliver-notices'
import { executeRun } from '../../jobs/execute-run'
import { giveUpRun } from '../../jobs/give-up-run'
import { stopToken } from '../../notices/stop-token'
import { confirmItem } from '../attestation/confirm-item'
import { changeRow } from '../handover/change-row'
import { tickRow } from '../handover/tick-row'
import { createInvite } from '../member/invites'
import { createProject } from '../project/create-project'
import { listMyItems } from '../project/list-my-items'
import { askTeammate } from '../question/asks'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { addComment } from '../triage/comments'
import { updateTriage } from '../triage/update-triage'
import { unwaive, waive } from '../triage/waive'
import { announceEndings } from './announce-endings'
import { changeChannel, createChannel, deleteChannel, renewSecret, testChannel } from './channels'
import { getNotices, putNoticeChoice, putNoticeSetting } from './choose-notices'
import { listOutbox, readOutboxMessage, sendAgain } from './outbox'

let mail: MailInbox
let ana: TestPerson
let ben: TestPerson
let stranger: TestPerson
let projectId: string

beforeAll(async () => {
  mail = await startMailInbox()
})

beforeEach(async () => {
  settings.change = { LR_SMTP_URL: mail.url, LR_MAIL_FROM: 'ready@product.test' }
  mail.received.length = 0
  ana = await makePerson('owner')
  ben = await makePerson('member', ana)
  stranger = await makePerson('owner')
  projectId = (await createProject(ana.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await mail.stop()
  await closeQueue()
  await disconnect()
})

async function rounds(): Promise<void> {
  for (let turn = 0; turn < 20 && (await noticesRound()); turn += 1);
}

const inOurs = <Result>(work: Parameters<typeof inWorkspace<Result>>[1]) =>
  inWorkspace({ workspaceId: ana.workspaceId, role: 'app' }, work)

const subjects = (of: TestPerson) =>
  mail.received
    .filter(({ to }) => to === of.actor.email)
    .map(({ source }) => /^Subject: (.*(?:\r\n .*)*)/m.exec(source)?.[1]?.replace(/\r\n/g, ''))

async function audit(verdict: 'pass' | 'fail', text = 'Nobody can reach the site'): Promise<string> {
  script.gather = async () => ({ verdict, text })
  const { run } = await startRun(ana.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: ana.workspaceId, runId: run.id }, new AbortController().signal)
  await rounds()
  return run.id
}

const anyFinding = () => inOurs((tx) => tx.finding.findFirstOrThrow({ where: { verdict: 'fail' } }))

describe('what is announced', () => {
  test('a blocker that was not there before, once, with the answer that changed', async () => {
    await audit('pass')
    expect(mail.received, 'the first answer is nothing new').toEqual([])
    await audit('fail')
    await audit('fail')
    expect(subjects(ben)).toEqual(['acme.io: NO-GO, before NO-GO for now'])
    expect(mail.received.find(({ to }) => to === ben.actor.email)?.source).toContain('Nobody can reach the site')
    await audit('pass')
    expect(subjects(ben)[1]).toBe('acme.io: NO-GO for now, before NO-GO')
  })

  test('the answer that a decision changed, and several decisions as one', async () => {
    await audit('fail')
    const rows = await inOurs((tx) => tx.finding.findMany({ where: { verdict: 'fail' } }))
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    for (const { fingerprint } of rows) {
      const reason = 'The provider changes it next week'
      await waive(ana.context, { projectId, fingerprint, reason, publicNote: 'Next week', until })
    }
    await rounds()
    expect(subjects(ben)).toEqual(['acme.io: NO-GO for now, before NO-GO'])
    await unwaive(ana.context, { projectId, fingerprint: rows[0]?.fingerprint ?? '' })
    await rounds()
    expect(subjects(ben)[1]).toBe('acme.io: NO-GO, before NO-GO for now')
  })

  test('work that was given to somebody, and a mention, to that person only', async () => {
    await audit('fail')
    const { fingerprint } = await anyFinding()
    await updateTriage(ana.context, { projectId, fingerprint, ownerId: ben.userId })
    await updateTriage(ana.context, { projectId, fingerprint, dueOn: '2026-12-24' })
    await updateTriage(ben.context, { projectId, fingerprint, ownerId: null })
    await updateTriage(ben.context, { projectId, fingerprint, ownerId: ben.userId })
    await addComment(ana.context, { projectId, fingerprint, body: 'Look', mentions: [ben.userId, ana.userId] })
    await rounds()
    expect(subjects(ben).sort()).toEqual([
      'acme.io: Test person gave you: Nobody can reach the site',
      'acme.io: Test person mentioned you',
    ])
    expect(subjects(ana)).toEqual([])
  })

  test('a question and a row of the checklist, to whoever has them now', async () => {
    const place = 'confirm-change-approvers-named'
    await askTeammate(ana.context, { projectId, place, userId: ben.userId })
    await askTeammate(ana.context, { projectId, place, userId: ben.userId })
    await askTeammate(ana.context, { projectId, place: 'confirm-rollback-rehearsed', userId: ana.userId })
    const row = 'transfer-secrets'
    await changeRow(ana.context, { projectId, row, ownerId: ben.userId })
    await changeRow(ana.context, { projectId, row, dueOn: '2026-12-24' })
    await rounds()
    expect(subjects(ben).sort()).toEqual([
      expect.stringMatching(/^acme\.io: Test person asks you: /),
      expect.stringMatching(/^acme\.io: Test person gave you: /),
    ])
    const sources = mail.received.map(({ source }) => source.replaceAll('=\r\n', '')).join()
    expect(sources).toContain(`/p/${projectId}/prove#${place}`)
    expect(sources).toContain(`/p/${projectId}/handover#row-${row}`)
    expect(subjects(ana)).toEqual([])
    expect((await listMyItems(ben.context)).rows).toMatchObject([{ projectId, key: row, dueOn: '2026-12-24' }])
    await tickRow(ana.context, { projectId, row, done: true })
    expect((await listMyItems(ben.context)).rows).toEqual([])
  })

  test('an audit that failed on our side, to whoever started it', async () => {
    const { run } = await startRun(ana.context, projectId, { kind: 'full' })
    const key = { workspaceId: ana.workspaceId, runId: run.id }
    expect(await giveUpRun(key, { error: 'Our checker stopped', role: 'worker', silentSeconds: 0 })).toBe(true)
    expect(await giveUpRun(key, { error: 'Our checker stopped', role: 'worker', silentSeconds: 0 })).toBe(false)
    await rounds()
    expect(subjects(ana)).toEqual(['acme.io: An audit failed on our side'])
    expect(subjects(ben)).toEqual([])
  })

  test('what ends in a week and what has ended, each once', async () => {
    await audit('fail')
    const { fingerprint, checkId } = await anyFinding()
    const day = 86_400_000
    const waiver = { waivedAt: new Date(), waiveReason: 'The provider changes it next week', publicNote: 'Soon' }
    const place = { workspaceId: ana.workspaceId, projectId }
    await inOurs((tx) =>
      tx.triage.createMany({
        data: [
          {
            ...place,
            fingerprint,
            checkId,
            ownerId: ben.userId,
            ...waiver,
            waivedUntil: new Date(Date.now() + 6.9 * day),
          },
        ],
      }),
    )
    await confirmItem(ana.context, {
      projectId,
      itemId: 'change-approvers-named',
      statementVersion: 1,
      proof: { kind: 'note', text: 'Ana and Ben' },
    })
    await announceEndings()
    await announceEndings()
    await rounds()
    expect(subjects(ben).map((subject) => subject?.replace(/on .* 20\d\d/, 'on a day'))).toEqual([
      'acme.io: The accepted risk ends on a day: Nobody can reach the site',
    ])
    mail.received.length = 0
    await inOurs((tx) => tx.triage.updateMany({ data: { waivedUntil: new Date(Date.now() - 1000) } }))
    await announceEndings()
    await announceEndings()
    await rounds()
    expect(subjects(ben).map((subject) => subject?.replace(/on .* 20\d\d/, 'on a day'))).toContain(
      'acme.io: The accepted risk ended on a day: Nobody can reach the site',
    )
    expect(subjects(ana), 'the confirmation lasts longer').not.toContain(expect.stringContaining('confirmation'))
  })
})

describe('an invitation', () => {
  test('is mailed with its link, and kept for owners where there is no mail server', async () => {
    const { token, mailed } = await createInvite(ana.context, { role: 'member', email: `c-${randomUUID()}@acme.io` })
    expect(mailed).toBe(true)
    await rounds()
    expect(mail.received[0]?.source.replaceAll('=\r\n', '')).toContain(token)
    settings.change = {}
    const other = await createInvite(ana.context, { role: 'viewer', email: `d-${randomUUID()}@acme.io` })
    expect(other.mailed).toBe(false)
    await rounds()
    const { items, sendsMail } = await listOutbox(ana.context, {})
    expect(sendsMail).toBe(false)
    expect(items[0]).toMatchObject({ state: 'kept', via: 'mail' })
    const read = await readOutboxMessage(ana.context, items[0]?.id ?? '')
    expect(read.link?.url).toContain(other.token)
  })
})

describe('the outbox', () => {
  test('sends again what was given up, and nothing else', async () => {
    mail.refuse('550 no such user')
    await createInvite(ana.context, { role: 'member', email: `e-${randomUUID()}@acme.io` })
    await rounds()
    const [dead] = (await listOutbox(ana.context, {})).items
    expect(dead).toMatchObject({ state: 'dead', problem: '550 no such user' })
    mail.refuse(undefined)
    const id = dead?.id ?? ''
    expect(await sendAgain(ana.context, id)).toMatchObject({ state: 'waiting', problem: null })
    await rounds()
    expect(mail.received).toHaveLength(1)
    await expect(sendAgain(ana.context, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is for owners, and of one workspace', async () => {
    await createInvite(ana.context, { role: 'member', email: `f-${randomUUID()}@acme.io` })
    const [row] = (await listOutbox(ana.context, {})).items
    const id = row?.id ?? ''
    await expect(listOutbox(ben.context, {})).rejects.toMatchObject({ code: 'forbidden' })
    expect((await listOutbox(stranger.context, {})).items).toEqual([])
    await expect(readOutboxMessage(stranger.context, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(sendAgain(stranger.context, id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('says so when a text cannot be opened any more', async () => {
    await createInvite(ana.context, { role: 'member', email: `g-${randomUUID()}@acme.io` })
    settings.change = { ...settings.change, LR_KEYS: `k2:${Buffer.alloc(32, 9).toString('base64')}` }
    const [row] = (await listOutbox(ana.context, {})).items
    expect(await readOutboxMessage(ana.context, row?.id ?? '')).toMatchObject({ text: null, link: null })
    await rounds()
    expect((await listOutbox(ana.context, {})).items[0]).toMatchObject({ state: 'dead' })
  })
})

describe('choices', () => {
  test('are of one person, for all projects and for one', async () => {
    const quiet = { from: 22, to: 7 }
    await putNoticeSetting(ben.context, {
      pace: 'daily',
      dailyHour: 7,
      timeZone: 'Europe/Lisbon',
      quiet,
      stopped: false,
    })
    await putNoticeChoice(ben.context, { projectId: null, kinds: ['mention'] })
    await Promise.all([
      putNoticeChoice(ben.context, { projectId, kinds: ['assigned'] }),
      putNoticeChoice(ben.context, { projectId, kinds: ['assigned'] }),
    ])
    const mine = await getNotices(ben.context)
    expect(mine.setting).toEqual({ pace: 'daily', dailyHour: 7, timeZone: 'Europe/Lisbon', quiet, stopped: false })
    expect(mine.choices).toEqual([
      { projectId: null, kinds: ['mention'] },
      { projectId, kinds: ['assigned'] },
    ])
    expect((await getNotices(ana.context)).choices).toEqual([])
    expect((await putNoticeChoice(ben.context, { projectId, kinds: null })).choices).toHaveLength(1)
    const foreign = putNoticeChoice(stranger.context, { projectId, kinds: ['mention'] })
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' })
  })

  test('to stop need no session, a button, and only this link', async () => {
    const token = stopToken({ workspaceId: ana.workspaceId, userId: ben.userId })
    const route = (of: string) => ({ params: Promise.resolve({ token: of }) })
    const send = (of: string, body: string) =>
      stop(new Request('http://127.0.0.1/x', { method: 'POST', body }), route(of))
    const opened = await openStop(new Request('http://127.0.0.1/x'), route(token))
    expect([opened.status, opened.headers.get('location')]).toEqual([303, `/stop/${token}`])
    expect((await getNotices(ben.context)).setting.stopped, 'opening it stops nothing').toBe(false)
    const forged = `${token.slice(0, 43)}${token.slice(43).split('').reverse().join('')}`
    for (const bad of [forged, 'x', '']) expect((await send(bad, 'List-Unsubscribe=One-Click')).status).toBe(404)
    expect((await getNotices(ben.context)).setting.stopped).toBe(false)
    expect((await send(token, 'List-Unsubscribe=One-Click')).status).toBe(200)
    expect((await getNotices(ben.context)).setting.stopped).toBe(true)
    expect((await getNotices(ana.context)).setting.stopped).toBe(false)
    expect((await send(token, 'confirm=1')).status, 'and again').toBe(303)
    await database('app').user.delete({ where: { id: ben.userId } })
    expect((await send(token, 'List-Unsubscribe=One-Click')).status, 'of somebody who left').toBe(404)
  })
})

describe('channels', () => {
  const wanted = { kind: 'webhook', name: 'Program', url: 'https://acme.io/hook?key=1', projectId: null } as const

  test('keep address and secret sealed, and show a secret once', async () => {
    const { channel, secret } = await createChannel(ana.context, { ...wanted, kinds: ['run-failed'] })
    expect(secret).toMatch(/^lrs_[\w-]{43}$/)
    const stored = JSON.stringify(await inOurs((tx) => tx.noticeChannel.findMany()))
    expect(stored).not.toContain('key=1')
    expect(stored).not.toContain(secret)
    expect(JSON.stringify(await getNotices(ben.context))).not.toContain('key=1')
    const renewed = await renewSecret(ana.context, channel.id)
    expect(renewed.secret).not.toBe(secret)
    expect(renewed.channel.oldSecretUntil).not.toBeNull()
    expect(await changeChannel(ana.context, { channelId: channel.id, kinds: [] })).toMatchObject({ kinds: [] })
  })

  test.each([
    ['http', 'http://acme.io/hook', 'webhook'],
    ['a name and a password', 'https://ana:secret@acme.io/hook', 'webhook'],
    ['no address', 'acme', 'webhook'],
    ['another scheme', 'file:///etc/passwd', 'webhook'],
    ['a chat room elsewhere', 'https://hooks.slack.com.evil.test/x', 'slack'],
  ] as const)('refuse %s', async (_, url, kind) => {
    const made = createChannel(ana.context, { ...wanted, url, kind, kinds: [] })
    await expect(made).rejects.toMatchObject({ code: 'invalid', fields: [{ name: 'url' }] })
  })

  test('belong to managers of one workspace', async () => {
    await expect(createChannel(ben.context, { ...wanted, kinds: [] })).rejects.toMatchObject({ code: 'forbidden' })
    const foreign = createChannel(stranger.context, { ...wanted, projectId, kinds: [] })
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' })
    const { channel } = await createChannel(ana.context, { ...wanted, kinds: [] })
    await deleteChannel(stranger.context, channel.id)
    await expect(testChannel(stranger.context, channel.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(renewSecret(stranger.context, channel.id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await getNotices(ana.context)).channels).toHaveLength(1)
    await deleteChannel(ana.context, channel.id)
    expect((await getNotices(ana.context)).channels).toEqual([])
  })
})
