import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'

const settings = vi.hoisted(() => ({ changes: {} as Record<string, unknown> }))
vi.mock('../../config', async (original) => {
  const real = await original<typeof import('../../config')>()
  return { ...real, config: () => ({ ...real.config(), ...settings.changes }) }
})

import { actorFromCookie } from '../../auth/actor-from-session'
import { openSession, sealSession } from '../../auth/cookie'
import { safeRedirect } from '../../auth/options'
import { database, disconnect, type Transaction } from '../../db/client'
import { takePermit } from '../../db/rate-limit'
import { createSession, sidHashOf } from '../../db/sessions'
import { inWorkspace, outsideWorkspaces } from '../../db/workspace'
import { makePerson } from '../test-kit/people'
import { checkPassword } from './check-password'
import { confirmIdentity } from './confirm-identity'
import { endSessions } from './end-sessions'
import { getAuthOptions } from './get-auth-options'
import { listSessions } from './list-sessions'
import { checkSignUpAllowed, signUp } from './sign-up'

const PASSWORD = 'purple tractor violin 8'
const caller = () => ({ source: `test-${randomUUID()}`, requestId: randomUUID() })
const address = () => `person-${randomUUID()}@acme.io`

afterEach(() => {
  settings.changes = {}
})
afterAll(disconnect)

async function newAccount(email = address()) {
  settings.changes = { LR_SIGNUP: 'open' }
  await makePerson()
  return signUp({ email, password: PASSWORD }, caller())
}

/** Runs work in an installation without accounts, and takes everything back. */
async function inEmptyInstallation(work: (tx: Transaction) => Promise<void>): Promise<void> {
  const enough = new Error('taken back')
  await outsideWorkspaces(async (tx) => {
    await tx.$executeRaw`delete from "user"`
    await work(tx)
    throw enough
  }).catch((error: unknown) => {
    if (error !== enough) throw error
  })
}

describe('an account', () => {
  test('comes with a workspace its maker owns, and with an event', async () => {
    const email = address()
    const { user, workspace } = await newAccount(email)
    expect(user).toMatchObject({ email })
    expect(workspace.role).toBe('owner')
    const events = await inWorkspace({ workspaceId: workspace.id, role: 'app' }, (tx) =>
      tx.auditEvent.findMany({ where: { workspaceId: workspace.id }, select: { action: true, actorId: true } }),
    )
    expect(events).toEqual([{ action: 'account.created', actorId: user.id }])
  })

  test('is one per address, however two people race for it', async () => {
    settings.changes = { LR_SIGNUP: 'open' }
    await makePerson()
    const email = address()
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => signUp({ email, password: PASSWORD }, caller())))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'invalid', fields: [{ name: 'email' }] })
    }
  })

  test('is not made with a password anybody would try first', async () => {
    settings.changes = { LR_SIGNUP: 'open' }
    await expect(signUp({ email: address(), password: 'password1234' }, caller())).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ name: 'password' }],
    })
  })

  test.each(['invite', 'closed'])('is refused to a stranger where sign-up is "%s"', async (mode) => {
    await makePerson()
    settings.changes = { LR_SIGNUP: mode }
    await expect(signUp({ email: address(), password: PASSWORD }, caller())).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await getAuthOptions()).toMatchObject({ signUp: 'closed', firstUser: false, needsSetupToken: false })
  })

  test('is refused after ten tries from one source within the hour', async () => {
    const one = caller()
    settings.changes = { LR_SIGNUP: 'open' }
    const weak = () => signUp({ email: address(), password: 'password1234' }, one)
    for (let tries = 0; tries < 10; tries += 1) await expect(weak()).rejects.toMatchObject({ code: 'invalid' })
    await expect(weak()).rejects.toMatchObject({ code: 'limit' })
  })
})

test('a closed installation makes no account, not even for an invitation', async () => {
  settings.changes = { LR_SIGNUP: 'closed' }
  const invite = `lri_${'A'.repeat(43)}`
  const asked = signUp({ email: address(), password: PASSWORD, invite }, caller())
  await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
})

describe('the first account', () => {
  test.each(['open', 'invite', 'closed'])('needs nothing on loopback, sign-up being "%s"', async (mode) => {
    settings.changes = { LR_SIGNUP: mode, LR_HOST: '127.0.0.1' }
    await inEmptyInstallation((tx) => checkSignUpAllowed(tx, undefined))
  })

  test('needs the setup token where the server can be reached from outside', async () => {
    settings.changes = { LR_HOST: '0.0.0.0', LR_SETUP_TOKEN: 'a-token-of-our-own' }
    await inEmptyInstallation(async (tx) => {
      await expect(checkSignUpAllowed(tx, undefined)).rejects.toMatchObject({ fields: [{ name: 'setupToken' }] })
      await expect(checkSignUpAllowed(tx, 'another-token-here')).rejects.toMatchObject({
        fields: [{ name: 'setupToken' }],
      })
      await checkSignUpAllowed(tx, 'a-token-of-our-own')
    })
    settings.changes = { LR_HOST: '0.0.0.0' }
    await inEmptyInstallation(async (tx) => {
      await expect(checkSignUpAllowed(tx, '')).rejects.toMatchObject({ code: 'forbidden' })
    })
  })
})

describe('signing in by password', () => {
  test('finds the person by the address in any spelling', async () => {
    const email = address()
    const { user } = await newAccount(email)
    expect(await checkPassword({ email: ` ${email.toUpperCase()} `, password: PASSWORD }, caller())).toMatchObject(user)
  })

  test.each([
    ['wrong password', (email: string) => ({ email, password: 'green tractor violin 8' })],
    ['unknown address', () => ({ email: address(), password: PASSWORD })],
    ['no address', () => ({ email: 'nonsense', password: PASSWORD })],
    ['empty password', (email: string) => ({ email, password: '' })],
    ['endless password', (email: string) => ({ email, password: 'x'.repeat(100_000) })],
  ])('answers nothing for %s', async (_, typed) => {
    const email = address()
    await newAccount(email)
    expect(await checkPassword(typed(email), caller())).toBeUndefined()
  })

  test('slows down after ten failures for an address, the right password included', async () => {
    const email = address()
    await newAccount(email)
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await checkPassword({ email, password: 'wrong wrong wrong' }, caller())).toBeUndefined()
    }
    expect(await checkPassword({ email, password: PASSWORD }, caller())).toBeUndefined()
  })

  test('slows down after thirty failures from a source, for other addresses too', async () => {
    const email = address()
    await newAccount(email)
    const one = caller()
    for (let tries = 0; tries < 30; tries += 1)
      await checkPassword({ email: address(), password: 'wrong wrong wrong' }, one)
    expect(await checkPassword({ email, password: PASSWORD }, one)).toBeUndefined()
    expect(await checkPassword({ email, password: PASSWORD }, caller())).toBeDefined()
  })

  test('does not count successes', async () => {
    const email = address()
    await newAccount(email)
    const one = caller()
    for (let tries = 0; tries < 15; tries += 1) {
      expect(await checkPassword({ email, password: PASSWORD }, one)).toBeDefined()
    }
  })

  test('lets exactly the burst through when fifty try at once', async () => {
    const key = address()
    const waits = await Promise.all(Array.from({ length: 50 }, () => takePermit({ limit: 'sign-in-address', key })))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10)
    expect(waits.every((wait) => wait === 0 || (wait >= 1 && wait <= 90))).toBe(true)
  })
})

describe('a session', () => {
  const cookieOf = (sid: string, userId: string) => sealSession({ sid, userId })

  test('leads from the cookie to the person and their workspaces', async () => {
    const person = await makePerson()
    const actor = await actorFromCookie(await cookieOf(person.sid, person.userId))
    expect(actor).toMatchObject({ userId: person.userId, workspaces: [{ id: person.workspaceId, role: 'owner' }] })
  })

  test.each([
    ['no cookie', async () => undefined],
    ['nonsense', async () => 'nonsense'],
    ['a cut cookie', async (cookie: string) => cookie.slice(0, -5)],
    [
      'a changed cookie',
      async (cookie: string) => cookie.replace(/.(?=.{30}$)/, (letter) => (letter === 'A' ? 'B' : 'A')),
    ],
    ['an endless cookie', async () => 'x'.repeat(100_000)],
    ['a session that never was', async () => cookieOf('x'.repeat(43), randomUUID())],
  ])('%s is nobody', async (_, change) => {
    const person = await makePerson()
    expect(await actorFromCookie(await change(await cookieOf(person.sid, person.userId)))).toBeUndefined()
  })

  test('cannot be made from what is stored', async () => {
    const person = await makePerson()
    expect(await actorFromCookie(await cookieOf(sidHashOf(person.sid), person.userId))).toBeUndefined()
    expect(await openSession(await cookieOf(person.sid, person.userId))).toBe(person.sid)
  })

  test.each([
    ['the day it is over', `expires_at = clock_timestamp() - interval '1 second'`],
    ['after a week unused', `last_seen_at = clock_timestamp() - interval '8 days'`],
  ])('ends %s', async (why) => {
    const person = await makePerson()
    const cookie = await cookieOf(person.sid, person.userId)
    expect(await actorFromCookie(cookie)).toBeDefined()
    const hash = sidHashOf(person.sid)
    if (why.includes('over')) {
      await database('app')
        .$executeRaw`update session set expires_at = clock_timestamp() - interval '1 second' where sid_hash = ${hash}`
    } else {
      await database('app')
        .$executeRaw`update session set last_seen_at = clock_timestamp() - interval '8 days' where sid_hash = ${hash}`
    }
    expect(await actorFromCookie(cookie)).toBeUndefined()
  })

  test('is one of twenty at most; the oldest goes', async () => {
    const person = await makePerson()
    for (let number = 0; number < 20; number += 1) await createSession(person.userId, 'Another browser')
    expect(await actorFromCookie(await cookieOf(person.sid, person.userId))).toBeUndefined()
    expect(await database('app').session.count({ where: { userId: person.userId } })).toBe(20)
  })

  test('of this browser is listed first, and signing out everywhere ends them all at once', async () => {
    const person = await makePerson()
    const other = await createSession(person.userId, 'Another browser')
    const { items } = await listSessions(person.actor)
    expect(items.map((item) => [item.device, item.current])).toEqual([
      ['Test browser', true],
      ['Another browser', false],
    ])
    expect(JSON.stringify(items)).not.toContain(person.sid)
    expect(await endSessions(person.actor, { includeCurrent: false }, { requestId: randomUUID() })).toBe(1)
    expect(await actorFromCookie(await cookieOf(other, person.userId))).toBeUndefined()
    expect(await actorFromCookie(await cookieOf(person.sid, person.userId))).toBeDefined()
    await endSessions(person.actor, { includeCurrent: true }, { requestId: randomUUID() })
    expect(await actorFromCookie(await cookieOf(person.sid, person.userId))).toBeUndefined()
  })

  test('learns of a changed role with the next request', async () => {
    const person = await makePerson()
    await inWorkspace({ workspaceId: person.workspaceId, role: 'app' }, (tx) =>
      tx.membership.updateMany({
        where: { userId: person.userId, workspaceId: person.workspaceId },
        data: { role: 'viewer' },
      }),
    )
    const actor = await actorFromCookie(await cookieOf(person.sid, person.userId))
    expect(actor?.workspaces[0]?.role).toBe('viewer')
  })
})

test.each([
  ['/w/acme', 'http://127.0.0.1:3000/w/acme'],
  ['http://127.0.0.1:3000/w', 'http://127.0.0.1:3000/w'],
  ['https://evil.example/', 'http://127.0.0.1:3000'],
  ['//evil.example/x', 'http://127.0.0.1:3000'],
  ['/\\evil.example', 'http://127.0.0.1:3000'],
  ['javascript:alert(1)', 'http://127.0.0.1:3000'],
  ['http://127.0.0.1:3000.evil.example/', 'http://127.0.0.1:3000'],
  ['http://127.0.0.1:3000@evil.example/', 'http://127.0.0.1:3000'],
  ['', 'http://127.0.0.1:3000/'],
])('after signing in, %j leads to %s', (wanted, target) => {
  expect(safeRedirect(wanted)).toBe(target)
})

/** Events of sign-in belong to no workspace; only the owner of the tables can count them. */
async function written(): Promise<number> {
  const client = new pg.Client({ connectionString: process.env.LR_OWNER_DATABASE_URL })
  await client.connect()
  try {
    const { rows } = await client.query(`select count(*)::int as count from audit_event where action like 'sign-in%'`)
    return Number(rows[0].count)
  } finally {
    await client.end()
  }
}

test('a flood of tries does not fill the activity log', async () => {
  const from = caller()
  const { user } = await newAccount()
  const known = await database('app').user.findUniqueOrThrow({ where: { id: user.id }, select: { email: true } })
  const before = await written()
  for (let tries = 0; tries < 35; tries += 1) await checkPassword({ email: known.email, password: 'wrong' }, from)
  expect((await written()) - before).toBe(20)
})

describe('typing the password again', () => {
  async function longSignedIn() {
    const { user } = await newAccount()
    const sid = await createSession(user.id, 'Test browser')
    const now = async () => actorFromCookie(await sealSession({ sid, userId: user.id }))
    const person = await now()
    if (person === undefined) throw new Error('nobody is signed in')
    await database('app').$executeRaw`
      update session set confirmed_at = clock_timestamp() - interval '16 minutes' where sid_hash = ${sidHashOf(sid)}`
    return { person, now }
  }

  test('is not needed right after signing in, and is after 15 minutes', async () => {
    const { person, now } = await longSignedIn()
    expect(person.recentlyConfirmed).toBe(true)
    expect(await now()).toMatchObject({ recentlyConfirmed: false })
  })

  test('confirms this session with the right password only', async () => {
    const { person, now } = await longSignedIn()
    await expect(confirmIdentity(person, 'not the password', caller())).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ name: 'password' }],
    })
    expect(await now()).toMatchObject({ recentlyConfirmed: false })
    await confirmIdentity(person, PASSWORD, caller())
    expect(await now()).toMatchObject({ recentlyConfirmed: true })
  })

  test('is throttled like signing in', async () => {
    const { person } = await longSignedIn()
    const wrong = () => confirmIdentity(person, 'not the password', caller()).catch(() => undefined)
    for (let tries = 0; tries < 10; tries += 1) await wrong()
    await expect(confirmIdentity(person, PASSWORD, caller())).rejects.toMatchObject({ code: 'invalid' })
  })
})
