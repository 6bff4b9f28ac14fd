import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

const settings = vi.hoisted((): { change: Record<string, unknown> } => ({ change: {} }))
vi.mock('../../config', async (original) => {
  const real = await original<typeof import('../../config')>()
  return { ...real, config: () => ({ ...real.config(), ...settings.change }) }
})

import { type MailInbox, startMailInbox } from '@/e2e/targets/inbox/mail'
import { isKnownDevice, knownDeviceCookie } from '../../auth/known-device'
import { sourceOf } from '../../auth/source'
import { database, disconnect } from '../../db/client'
import { findSession, sidHashOf } from '../../db/sessions'
import { makePerson, type TestPerson } from '../test-kit/people'
import { checkPassword } from './check-password'
import { isOpenReset, requestReset, resetPassword } from './password-reset'
import { tellNewDevice } from './tell-new-device'

const PASSWORD = 'purple tractor violin 8'
const caller = { ...sourceOf(new Headers()), requestId: randomUUID() }
let mail: MailInbox
let ana: TestPerson

beforeAll(async () => {
  mail = await startMailInbox()
})

beforeEach(async () => {
  settings.change = { LR_SMTP_URL: mail.url, LR_MAIL_FROM: 'ready@product.test' }
  await database('app').$executeRaw`delete from rate_limit`
  mail.received.length = 0
  ana = await makePerson()
})

afterAll(async () => {
  await mail.stop()
  await disconnect()
})

/** Mails of an earlier test may still arrive: they go to somebody else. */
const mailTo = (email: string) => mail.received.filter(({ to }) => to === email)

async function linkFor(email: string): Promise<string> {
  const before = mailTo(email).length
  requestReset(email, caller)
  await vi.waitFor(() => expect(mailTo(email).length).toBeGreaterThan(before))
  const text = mailTo(email).at(-1)?.source.replaceAll('=\r\n', '') ?? ''
  return /\/reset-password\/(lrr_[\w-]{43})/.exec(text)?.[1] ?? ''
}

describe('a forgotten password', () => {
  test('is replaced once, signs out everywhere and proves the address', async () => {
    const token = await linkFor(ana.actor.email)
    expect(await isOpenReset(token)).toBe(true)
    const answers = await Promise.allSettled([
      resetPassword({ token, password: PASSWORD }, caller),
      resetPassword({ token, password: `${PASSWORD}0` }, caller),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await findSession(sidHashOf(ana.sid))).toBeUndefined()
    expect(await isOpenReset(token)).toBe(false)
    await expect(resetPassword({ token, password: PASSWORD }, caller)).rejects.toMatchObject({ code: 'conflict' })
    const user = await database('app').user.findUniqueOrThrow({ where: { id: ana.userId } })
    expect(user.emailVerified).not.toBeNull()
    await vi.waitFor(() => expect(mailTo(ana.actor.email).at(-1)?.source).toContain('was changed'))
  })

  test('lets in with the new one', async () => {
    const token = await linkFor(ana.actor.email)
    await resetPassword({ token, password: PASSWORD }, caller)
    const { email } = ana.actor
    expect(await checkPassword({ email, password: PASSWORD }, caller)).toMatchObject({ id: ana.userId })
  })

  test('answers the same for an address nobody has, and mails nothing', async () => {
    const nobody = `nobody-${randomUUID()}@acme.io`
    expect(requestReset(nobody, caller)).toEqual(requestReset(ana.actor.email, caller))
    await vi.waitFor(() => expect(mailTo(ana.actor.email)).toHaveLength(1))
    expect(mailTo(nobody)).toEqual([])
  })

  test('ends with the next link, with the time, and is never a guess', async () => {
    const first = await linkFor(ana.actor.email)
    const second = await linkFor(ana.actor.email)
    expect([await isOpenReset(first), await isOpenReset(second)]).toEqual([false, true])
    await database('app').passwordReset.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await isOpenReset(second)).toBe(false)
    for (const token of [second, `lrr_${'A'.repeat(43)}`]) {
      await expect(resetPassword({ token, password: PASSWORD }, caller)).rejects.toMatchObject({ code: 'conflict' })
    }
  })

  test('refuses a weak one and leaves the link open', async () => {
    const token = await linkFor(ana.actor.email)
    const weak = resetPassword({ token, password: 'password1234' }, caller)
    await expect(weak).rejects.toMatchObject({ code: 'invalid', fields: [{ name: 'password' }] })
    expect(await isOpenReset(token)).toBe(true)
  })

  test('sends three links an hour to one address', async () => {
    for (let asked = 0; asked < 5; asked += 1) requestReset(ana.actor.email, caller)
    await vi.waitFor(() => expect(mailTo(ana.actor.email)).toHaveLength(3))
    const notes = await database('app').passwordReset.count({ where: { userId: ana.userId } })
    expect(notes).toBeLessThanOrEqual(3)
  })

  test('cannot be mailed without a mail server', () => {
    settings.change = {}
    expect(() => requestReset(ana.actor.email, caller)).toThrow(/sends no mail/)
  })
})

test('a sign-in with a new browser is told by mail, once the account is not quite new', async () => {
  await tellNewDevice(ana.userId, { device: 'Firefox on Linux', country: 'NL' })
  await database('app').user.update({ where: { id: ana.userId }, data: { createdAt: new Date(0) } })
  await tellNewDevice(ana.userId, { device: 'Firefox on Linux', country: 'NL' })
  const letters = mailTo(ana.actor.email)
  expect(letters).toHaveLength(1)
  expect(letters[0]?.source).toContain('Firefox on Linux')
  expect(letters[0]?.source).toContain('/forgot-password')
})

test('a browser remembers several people, and nobody it was not used by', () => {
  const cookie = (known: string | undefined, id: string) => knownDeviceCookie(known, id).split('=')[1]?.split(';')[0]
  const ana = cookie(undefined, 'ana')
  const both = cookie(ana, 'ben')
  expect([isKnownDevice(both, 'ana'), isKnownDevice(both, 'ben'), isKnownDevice(both, 'eve')]).toEqual([
    true,
    true,
    false,
  ])
  for (const nonsense of [undefined, '', '.', 'x'.repeat(5000), 'ana'])
    expect(isKnownDevice(nonsense, 'ana')).toBe(false)
  expect(cookie(`<script>.${ana}`, 'ana')).toBe(ana)
})
