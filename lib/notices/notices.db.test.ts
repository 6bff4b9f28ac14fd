import { spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../registry/registry', () => import('../services/test-kit/fake-registry'))

const settings = vi.hoisted((): { change: Record<string, unknown> } => ({ change: {} }))
vi.mock('../config', async (original) => {
  const real = await original<typeof import('../config')>()
  return { ...real, config: () => ({ ...real.config(), ...settings.change }) }
})

import { type HookInbox, startHookInbox } from '@/e2e/targets/inbox/hook'
import { type MailInbox, startMailInbox } from '@/e2e/targets/inbox/mail'
import { disconnect } from '../db/client'
import { closeQueue } from '../db/queue'
import { forgetNotices } from '../db/retention'
import { inWorkspace } from '../db/workspace'
import { noticesRound } from '../jobs/deliver-notices'
import { createProject } from '../services/project/create-project'
import { makePerson, type TestPerson } from '../services/test-kit/people'
import { announce, type NoticeEvent } from './announce'
import { makeSecret, sealChannel } from './channel'
import { deliverDue } from './deliver'
import { spreadEvents } from './spread'

let mail: MailInbox
let hook: HookInbox
let ana: TestPerson
let ben: TestPerson
let stranger: TestPerson
let projectId: string

const HOSTILE = 'Acme\r\nBcc: everybody@evil.test\u202e <script>alert(1)</script>'

function useMail(isOn: boolean): void {
  settings.change = {
    LR_TEST_NETWORK: true,
    LR_PUBLIC_CIDRS: ['198.18.0.0/15'],
    LR_DIAL_MAP: JSON.stringify({ '198.18.7.1:8080': `127.0.0.1:${hook.port}` }),
    LR_SMTP_URL: isOn ? mail.url : undefined,
    LR_MAIL_FROM: isOn ? 'Launch Ready <ready@product.test>' : undefined,
  }
}

beforeAll(async () => {
  mail = await startMailInbox()
  hook = await startHookInbox()
})

beforeEach(async () => {
  useMail(true)
  mail.received.length = 0
  hook.received.length = 0
  mail.refuse(undefined)
  mail.dieAfterData(false)
  mail.hangAfterData(false)
  hook.answer(200)
  ana = await makePerson('owner')
  ben = await makePerson('member', ana)
  stranger = await makePerson('owner')
  projectId = (await createProject(ana.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await mail.stop()
  await hook.stop()
  await closeQueue()
  await disconnect()
})

const inOurs = <Result>(work: Parameters<typeof inWorkspace<Result>>[1], of = ana) =>
  inWorkspace({ workspaceId: of.workspaceId, role: 'app' }, work)

const messages = (of = ana) => inOurs((tx) => tx.outboxMessage.findMany({ orderBy: { createdAt: 'asc' } }), of)

/** A mention of Ben unless it is something else. */
function tell(change: Partial<NoticeEvent> = {}): Promise<void> {
  const isPersonal = change.facts === undefined || ['mention', 'assigned'].includes(change.facts.kind)
  return inOurs((tx) =>
    announce(tx, {
      workspaceId: ana.workspaceId,
      projectId,
      key: randomUUID(),
      facts: { kind: 'mention', by: 'Ana', text: 'Look at this', checkId: 'host-apex' },
      ...(isPersonal ? { to: [ben.userId] } : {}),
      ...change,
    }),
  )
}

async function rounds(): Promise<void> {
  for (let turn = 0; turn < 20 && (await noticesRound()); turn += 1);
}

/** As if so much time had gone by for everything that waits. */
async function later(ms: number): Promise<void> {
  await inOurs(
    (tx) => tx.$executeRaw`
      update outbox_message set due_at = due_at - make_interval(secs => ${ms / 1000}),
        give_up_at = give_up_at - make_interval(secs => ${ms / 1000}),
        lease_until = lease_until - make_interval(secs => ${ms / 1000})`,
  )
}

async function addHook(change: Record<string, unknown> = {}): Promise<{ id: string; secret: string }> {
  const id = randomUUID()
  const secret = makeSecret()
  const place = { id, workspaceId: ana.workspaceId }
  await inOurs((tx) =>
    tx.noticeChannel.createMany({
      data: [
        {
          ...place,
          kind: 'webhook',
          name: 'Our program',
          host: '198.18.7.1:8080',
          url: sealChannel(place, 'url', 'http://198.18.7.1:8080/told?x=1'),
          secret: sealChannel(place, 'secret', secret),
          kinds: ['run-failed', 'new-blocker'],
          ...change,
        },
      ],
    }),
  )
  return { id, secret }
}

describe('an event', () => {
  test('becomes one mail for each person, and none for another workspace', async () => {
    await tell({
      facts: { kind: 'new-blocker', titles: ['Nobody can sign in', HOSTILE], count: 3 },
    })
    await rounds()
    expect(mail.received.map(({ to }) => to).sort()).toEqual([ana.actor.email, ben.actor.email].sort())
    expect(await messages(stranger)).toEqual([])
    const [first] = mail.received
    expect(first?.source).toMatch(/^Subject: acme.io: 3 new launch blockers$/m)
    expect(first?.source).toContain('- Nobody can sign in')
  })

  test('announced twice is announced once', async () => {
    const key = randomUUID()
    await tell({ key })
    await tell({ key })
    await rounds()
    await tell({ key })
    await rounds()
    expect(mail.received).toHaveLength(1)
  })

  test('of a change that did not happen is none', async () => {
    const failing = inOurs(async (tx) => {
      await announce(tx, {
        workspaceId: ana.workspaceId,
        projectId,
        key: 'undone',
        facts: { kind: 'mention', by: 'Ana', text: 'x', checkId: 'host-apex' },
        to: [ben.userId],
      })
      throw new Error('the change failed')
    })
    await expect(failing).rejects.toThrow('the change failed')
    await rounds()
    expect(mail.received).toEqual([])
  })

  test('is not told to whoever caused it, and to nobody who has left', async () => {
    await tell({ except: ben.userId })
    await tell({ to: [stranger.userId] })
    await rounds()
    expect(mail.received).toEqual([])
  })

  test('that names people who left reaches the managers when it must reach somebody', async () => {
    const endsAt = '2026-12-24T00:00:00.000Z'
    await tell({
      facts: { kind: 'expiring', what: 'confirmation', title: 'Named people', ref: 'change-approvers-named', endsAt },
      to: [stranger.userId],
    })
    await rounds()
    expect(mail.received.map(({ to }) => to)).toEqual([ana.actor.email])
    expect(mail.received[0]?.source).toContain('24 December 2026')
  })

  test('is spread once by two workers', async () => {
    await Promise.all(Array.from({ length: 10 }, () => tell()))
    await Promise.all([spreadEvents(), spreadEvents(), spreadEvents()])
    await rounds()
    expect(mail.received).toHaveLength(10)
  })
})

describe('a mail', () => {
  test('has a text part first, an escaped one behind, and says why and how to stop it', async () => {
    await inOurs((tx) => tx.project.updateMany({ where: { id: projectId }, data: { name: HOSTILE } }))
    await tell({ facts: { kind: 'mention', by: HOSTILE, text: `${HOSTILE}\r\n.\r\nQUIT`, checkId: 'host-apex' } })
    await rounds()
    const { source = '' } = mail.received[0] ?? {}
    const [folded = '', ...parts] = source.split('\r\n\r\n')
    const head = folded.replace(/\r\n[ \t]+/g, ' ')
    expect(head).not.toMatch(/^Bcc:/im)
    expect(head).toMatch(/^List-Unsubscribe: <http.*\/api\/notices\/stop\/[\w-]+>$/im)
    expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im)
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/im)
    const text = parts.join('\n')
    expect(text.indexOf('text/plain')).toBeLessThan(text.indexOf('text/html'))
    const plain = text.replaceAll('=\r\n', '').replaceAll('=3D', '=')
    expect(plain).toContain('You get this mail as a member of')
    expect(plain).toMatch(/\/stop\/[\w-]{86}/)
    expect(plain.slice(plain.indexOf('<!doctype'))).not.toContain('<script')
    expect(plain).not.toMatch(/<img|src=/i)
  })

  test('is kept to be read where there is no mail server, sealed at rest', async () => {
    useMail(false)
    await tell({ facts: { kind: 'mention', by: 'Ana', text: 'The marker sentence', checkId: 'host-apex' } })
    await rounds()
    const [row] = await messages()
    expect(row).toMatchObject({ state: 'kept', address: ben.actor.email })
    expect(JSON.stringify(row)).not.toContain('marker sentence')
  })

  test('waits for a server that is away for an hour, with the same id when it is tried again', async () => {
    mail.refuse('451 come back later')
    await tell()
    await rounds()
    for (const minutes of [1, 2, 4, 8, 16, 32]) {
      await later(minutes * 60_000)
      await rounds()
    }
    const [waiting] = await messages()
    expect(waiting).toMatchObject({ state: 'waiting', problem: expect.stringContaining('451') })
    expect(waiting?.attempts).toBeGreaterThan(4)
    mail.refuse(undefined)
    await later(3_600_000)
    await rounds()
    expect(mail.received).toHaveLength(1)
    expect(await messages()).toMatchObject([{ state: 'sent', problem: null }])
  })

  test('taken by a server that died before it said so is sent again under the same id', async () => {
    mail.dieAfterData(true)
    await tell()
    await rounds()
    mail.dieAfterData(false)
    await later(60_000)
    await rounds()
    const ids = mail.received.map(({ source }) => /^Message-ID: (.*)$/im.exec(source)?.[1])
    expect(ids).toHaveLength(2)
    expect(ids[0]).toMatch(/^<[0-9a-f-]{36}@product\.test>$/)
    expect(ids[1]).toBe(ids[0])
  })

  test('sent by a worker that is killed before it notes so: once more under the same id, then never again', async () => {
    mail.hangAfterData(true)
    await tell()
    await spreadEvents()
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', "await (await import('./lib/notices/deliver.ts')).deliverDue()"],
      {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, LR_SMTP_URL: mail.url, LR_MAIL_FROM: 'ready@product.test', LR_LOG_LEVEL: 'error' },
      },
    )
    await vi.waitFor(() => expect(mail.received).toHaveLength(1), { timeout: 45_000 })
    child.kill('SIGKILL')
    await once(child, 'exit')
    mail.hangAfterData(false)
    await rounds()
    expect(mail.received, 'while the lease of the dead worker stands').toHaveLength(1)
    for (let time = 0; time < 2; time += 1) {
      await later(121_000)
      await rounds()
    }
    const ids = mail.received.map(({ source }) => /^Message-ID: (.*)$/im.exec(source)?.[1])
    expect(ids).toHaveLength(2)
    expect(ids[1]).toBe(ids[0])
    expect(await messages()).toMatchObject([{ state: 'sent', attempts: 2 }])
  }, 60_000)

  test('to an address that does not exist is given up at once, any other after a day', async () => {
    mail.refuse('550 no such user')
    await tell()
    await rounds()
    expect(await messages()).toMatchObject([{ state: 'dead', problem: expect.stringContaining('550'), attempts: 1 }])
    mail.refuse('451 later')
    await tell()
    await rounds()
    await later(24 * 3_600_000)
    await rounds()
    expect((await messages()).map(({ state }) => state)).toEqual(['dead', 'dead'])
    expect(mail.received).toEqual([])
  })

  test('is sent once by many workers, and again when the one that had it died', async () => {
    await Promise.all(Array.from({ length: 30 }, () => tell()))
    await spreadEvents()
    await Promise.all(Array.from({ length: 6 }, () => deliverDue()))
    await rounds()
    expect(mail.received).toHaveLength(30)
    const [one] = await messages()
    await inOurs(
      (tx) => tx.$executeRaw`
        update outbox_message set state = 'waiting', settled_at = null, lease_token = gen_random_uuid(),
          lease_until = clock_timestamp() + interval '2 minutes' where id = ${one?.id}::uuid`,
    )
    await rounds()
    expect(mail.received, 'a lease that stands').toHaveLength(30)
    await later(121_000)
    await rounds()
    expect(mail.received, 'a lease that has ended').toHaveLength(31)
  })
})

test('messages are forgotten two weeks after they were settled, what waits is not', async () => {
  mail.refuse('451 later')
  await tell()
  await rounds()
  mail.refuse(undefined)
  await tell()
  await rounds()
  await inOurs((tx) => tx.$executeRaw`update outbox_message set settled_at = settled_at - interval '15 days'`)
  await forgetNotices()
  expect((await messages()).map(({ state }) => state)).toEqual(['waiting'])
  const events = await inOurs((tx) => tx.noticeEvent.count())
  expect(events).toBe(2)
})

describe('the choices of a person', () => {
  test('count: a kind, a project that differs, and nothing at all', async () => {
    const { workspaceId, userId } = ben
    await inOurs((tx) => tx.noticeChoice.createMany({ data: [{ workspaceId, userId, kinds: ['mention'] }] }))
    await tell()
    await tell({ facts: { kind: 'assigned', by: 'Ana', title: 'x', checkId: 'host-apex' } })
    await rounds()
    expect(mail.received).toHaveLength(1)
    await inOurs((tx) =>
      tx.noticeChoice.createMany({ data: [{ workspaceId, userId, projectId, kinds: ['assigned'] }] }),
    )
    await tell()
    await tell({ facts: { kind: 'assigned', by: 'Ana', title: 'x', checkId: 'host-apex' } })
    await rounds()
    expect(mail.received.map(({ source }) => /^Subject: (.*)$/m.exec(source)?.[1])).toEqual([
      'acme.io: Ana mentioned you',
      'acme.io: Ana gave you: x',
    ])
    await inOurs((tx) => tx.noticeSetting.createMany({ data: [{ workspaceId, userId, stoppedAt: new Date() }] }))
    await tell({ facts: { kind: 'assigned', by: 'Ana', title: 'x', checkId: 'host-apex' } })
    await rounds()
    expect(mail.received).toHaveLength(2)
  })

  test('one mail a day holds what happened, at the hour', async () => {
    const { workspaceId, userId } = ben
    await inOurs((tx) => tx.noticeSetting.createMany({ data: [{ workspaceId, userId, pace: 'daily' }] }))
    await tell()
    await tell({ facts: { kind: 'assigned', by: 'Ana', title: 'The second thing', checkId: 'host-apex' } })
    await rounds()
    expect(mail.received).toEqual([])
    await later(25 * 3_600_000)
    await rounds()
    expect(mail.received).toHaveLength(1)
    expect(mail.received[0]?.source).toMatch(/^Subject: Workspace: 2 things since yesterday$/m)
    expect((await messages()).map(({ state }) => state).sort()).toEqual(['folded', 'folded', 'sent'])
  })
})

describe('a program', () => {
  const failed = { kind: 'run-failed', runId: randomUUID(), reason: 'Our checker stopped' } as const

  test('gets a signed call through the guard', async () => {
    const { secret } = await addHook()
    await tell({ facts: failed })
    await rounds()
    const [call] = hook.received
    const { 'x-lr-id': id, 'x-lr-timestamp': timestamp, 'x-lr-signature': signature } = call?.headers ?? {}
    const wanted = createHmac('sha256', secret)
      .update(`${String(id)}.${String(timestamp)}.${call?.body}`)
      .digest('hex')
    expect(signature).toBe(`v1=${wanted}`)
    expect(call?.path).toBe('/told?x=1')
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      id,
      event: 'run-failed',
      project: { id: projectId, domain: 'acme.io' },
      facts: { reason: 'Our checker stopped' },
    })
    expect(hook.received).toHaveLength(1)
  })

  test('is called with both secrets while one replaces the other', async () => {
    const { id, secret } = await addHook()
    const newer = makeSecret()
    const place = { id, workspaceId: ana.workspaceId }
    await inOurs((tx) =>
      tx.noticeChannel.updateMany({
        where: { id },
        data: {
          secret: sealChannel(place, 'secret', newer),
          oldSecret: sealChannel(place, 'old_secret', secret),
          oldSecretUntil: new Date(Date.now() + 60_000),
        },
      }),
    )
    await tell({ facts: failed })
    await rounds()
    expect(String(hook.received[0]?.headers['x-lr-signature'])).toMatch(/^v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/)
  })

  test('that is busy is asked again when it said, one that is gone is not', async () => {
    const { id } = await addHook()
    hook.answer(429, { 'retry-after': '120' })
    await tell({ facts: failed })
    await rounds()
    await later(90_000)
    await rounds()
    expect(hook.received, 'before its time').toHaveLength(1)
    hook.answer(410)
    await later(60_000)
    await rounds()
    const rows = (await messages()).filter((row) => row.channelId === id)
    expect(rows).toMatchObject([{ state: 'dead', problem: 'It answered 410: no', attempts: 2 }])
    const [channel] = await inOurs((tx) => tx.noticeChannel.findMany())
    expect(channel).toMatchObject({ lastProblem: 'It answered 410: no' })
  })

  test.each([
    ['this machine', 'http://127.0.0.1:8080/'],
    ['a private network', 'http://10.0.0.8/hook'],
    ['the metadata of a cloud', 'http://169.254.169.254/latest/meta-data'],
  ])('on %s is never contacted', async (_, url) => {
    const { id } = await addHook()
    const place = { id, workspaceId: ana.workspaceId }
    await inOurs((tx) => tx.noticeChannel.updateMany({ where: { id }, data: { url: sealChannel(place, 'url', url) } }))
    await tell({ facts: failed })
    await rounds()
    expect(hook.received).toEqual([])
    const rows = (await messages()).filter((row) => row.channelId === id)
    expect(rows).toMatchObject([{ state: 'dead', problem: expect.stringContaining('We do not connect') }])
  })

  test('that redirects is not followed', async () => {
    await addHook()
    hook.answer(302, { location: 'http://198.18.7.1:8080/elsewhere' })
    await tell({ facts: failed })
    await rounds()
    expect(hook.received).toHaveLength(1)
    expect((await messages()).find((row) => row.channelId !== null)).toMatchObject({ state: 'dead' })
  })
})
