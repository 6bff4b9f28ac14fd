import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

const settings = vi.hoisted(() => ({ changes: {} as Record<string, unknown> }))
vi.mock('../../config', async (original) => {
  const real = await original<typeof import('../../config')>()
  return { ...real, config: () => ({ ...real.config(), ...settings.changes }) }
})

import { confirmPageFor, emailLink } from '../../auth/email-link'
import { isVouchedFor, provenGithubAddress } from '../../auth/oauth'
import { database, disconnect } from '../../db/client'
import { createSession, sessionStands, sidHashOf } from '../../db/sessions'
import { makePerson } from '../test-kit/people'
import { authAdapter, mayReceiveLink } from './auth-adapter'
import { checkPassword } from './check-password'
import { signUp } from './sign-up'

const letters: string[] = []
let relay: Server

/** As much of a mail relay as one letter needs (RFC 5321). */
async function startRelay(): Promise<Server> {
  const server = createServer((socket) => {
    let inData = false
    let text = ''
    socket.write('220 relay\r\n')
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n')) {
        if (inData && line === '.') {
          inData = false
          letters.push(text)
          socket.write('250 taken\r\n')
        } else if (inData) text += `${line}\n`
        else if (/^DATA/i.test(line)) {
          inData = true
          text = ''
          socket.write('354 go on\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else if (line !== '') socket.write('250 fine\r\n')
      }
    })
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function useRelay(more: Record<string, unknown> = {}): void {
  const address = relay.address()
  if (typeof address !== 'object' || address === null) throw new Error('the relay does not listen')
  settings.changes = { LR_SMTP_URL: `smtp://127.0.0.1:${address.port}`, LR_MAIL_FROM: 'ready@acme.io', ...more }
}

beforeAll(async () => {
  relay = await startRelay()
})
afterEach(() => {
  settings.changes = {}
  letters.length = 0
})
afterAll(async () => {
  relay.close()
  await disconnect()
})

const address = () => `person-${randomUUID()}@acme.io`
const caller = () => ({ source: `test-${randomUUID()}`, requestId: randomUUID() })

async function ask(identifier: string, source = `test-${randomUUID()}`): Promise<void> {
  const provider = emailLink({ source, mayReceiveLink })
  const url = `http://127.0.0.1:3000/api/auth/callback/email?token=${'t'.repeat(64)}`
  const theme = { colorScheme: 'auto' as const }
  await provider.sendVerificationRequest({ identifier, url, token: 't', expires: new Date(), provider, theme })
}

/** Waits until so many letters have come, and a little longer for one too many. */
async function expectLetters(count: number): Promise<void> {
  await vi.waitFor(() => expect(letters.length).toBeGreaterThanOrEqual(count), { timeout: 5000 })
  await sleep(200)
  expect(letters).toHaveLength(count)
}

describe('a mailed link', () => {
  test('goes to somebody who has an account', async () => {
    const { actor } = await makePerson()
    useRelay()
    await ask(actor.email)
    await expectLetters(1)
    expect(letters[0]).toContain(`To: ${actor.email}`)
    expect(letters[0]).toContain('Subject: Sign in to Launch Ready')
  })

  test('goes to a stranger only where anybody may sign up; the answer is the same', async () => {
    await makePerson()
    useRelay({ LR_SIGNUP: 'invite' })
    await ask(address())
    await expectLetters(0)
    useRelay({ LR_SIGNUP: 'open' })
    await ask(address())
    await expectLetters(1)
  })

  test('is not sent more than three times an hour to one address', async () => {
    const { actor } = await makePerson()
    useRelay()
    for (let turn = 0; turn < 5; turn += 1) await ask(actor.email)
    await expectLetters(3)
  })

  test('is not consumed by being opened', () => {
    const opened = new Request('http://127.0.0.1:3000/api/auth/callback/email?token=abc&email=you%40acme.io')
    expect(confirmPageFor(opened)).toBe('/sign-in/confirm?token=abc&email=you%40acme.io')
    expect(confirmPageFor(new Request('http://127.0.0.1:3000/api/auth/callback/github?code=abc'))).toBeUndefined()
  })

  test('works once, however many click at the same moment, and only for its address', async () => {
    const adapter = authAdapter()
    const identifier = address()
    const token = randomUUID()
    await adapter.createVerificationToken?.({ identifier, token, expires: new Date(Date.now() + 60_000) })
    expect(await adapter.useVerificationToken?.({ identifier: address(), token })).toBeNull()
    const uses = await Promise.all([1, 2, 3, 4].map(() => adapter.useVerificationToken?.({ identifier, token })))
    expect(uses.filter((use) => use !== null)).toHaveLength(1)
  })

  test('drops a password somebody set before the address was proven', async () => {
    settings.changes = { LR_SIGNUP: 'open' }
    await makePerson()
    const email = address()
    const { user } = await signUp({ email, password: 'purple tractor violin 8' }, caller())
    const sid = await createSession(user.id, 'The stranger')
    expect(await checkPassword({ email, password: 'purple tractor violin 8' }, caller())).toBeDefined()
    await authAdapter().updateUser?.({ id: user.id, emailVerified: new Date() })
    expect(await checkPassword({ email, password: 'purple tractor violin 8' }, caller())).toBeUndefined()
    expect(await sessionStands(sidHashOf(sid))).toBe(false)
  })
})

describe('an outside account', () => {
  const linked = { type: 'oauth' as const, provider: 'github', providerAccountId: randomUUID() }

  test('makes a person with a workspace where sign-up is open, and is found again; its tokens are not kept', async () => {
    settings.changes = { LR_SIGNUP: 'open' }
    await makePerson()
    const adapter = authAdapter()
    const made = await adapter.createUser?.({ email: address(), name: 'New', emailVerified: null })
    if (made === undefined) throw new Error('nobody was made')
    await adapter.linkAccount?.({ ...linked, userId: made.id, access_token: 'secret-access-token' })
    expect(await adapter.getUserByAccount?.(linked)).toMatchObject({ id: made.id })
    const rows = await database('app').account.findMany({ where: { userId: made.id } })
    expect(JSON.stringify(rows)).not.toContain('secret-access-token')
    expect(await database('app').user.findUnique({ where: { id: made.id } })).not.toHaveProperty('passwordHash')
  })

  test('makes nobody where sign-up is not open', async () => {
    await makePerson()
    settings.changes = { LR_SIGNUP: 'invite' }
    const made = authAdapter().createUser?.({ email: address(), name: 'New', emailVerified: null })
    await expect(made).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is never tied to whoever happens to be signed in', async () => {
    const { userId } = await makePerson()
    expect(await authAdapter().getUser?.(userId)).toBeNull()
  })

  test.each([
    ['google', { sub: '1', email: 'you@acme.io', email_verified: true }, true],
    ['google', { sub: '1', email: 'you@acme.io', email_verified: false }, false],
    ['google', { sub: '1', email: 'you@acme.io' }, false],
    ['github', { sub: '1', email: 'you@acme.io' }, true],
    ['github', { sub: '1' }, false],
  ])('of %s with %j is let in: %s', (provider, profile, isLetIn) => {
    expect(isVouchedFor({ provider }, profile)).toBe(isLetIn)
  })

  test.each([
    ['primary and verified', [{ email: 'You@acme.io', primary: true, verified: true }], 'you@acme.io'],
    ['primary, not verified', [{ email: 'you@acme.io', primary: true, verified: false }], undefined],
    ['verified, not primary', [{ email: 'you@acme.io', primary: false, verified: true }], undefined],
    ['none', [], undefined],
    ['nonsense', { message: 'Bad credentials' }, undefined],
  ])('of GitHub names the address that is %s', (_, list, email) => {
    expect(provenGithubAddress(list)).toBe(email)
  })
})
