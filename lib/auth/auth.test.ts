import { describe, expect, test } from 'vitest'
import { EmailAddress } from '../contracts/session'
import { deviceLabel } from './device'
import { hashPassword, isOutdated, verifyPassword } from './password'
import { sourceKey, sourceNetwork } from './source'
import { weakPasswordReason } from './weak-password'

describe('an e-mail address', () => {
  test.each([
    ['you@acme.io', 'you@acme.io'],
    ['  You.Name+tag@ACME.io ', 'you.name+tag@acme.io'],
    ['ｙｏｕ@acme.io', 'you@acme.io'],
    ['you@münchen.de', 'you@münchen.de'],
  ])('%j is read as %s', (typed, address) => {
    expect(EmailAddress.parse(typed)).toBe(address)
  })

  test.each([
    [''],
    ['you'],
    ['@acme.io'],
    ['you@'],
    ['you@acme'],
    ['a@b@acme.io'],
    ['you@acme.io, other@acme.io'],
    ['"you there"@acme.io'],
    ['you there@acme.io'],
    ['you@acme.io\nBcc: all@acme.io'],
    [`${'a'.repeat(250)}@acme.io`],
    ['you@acme.io.'],
  ])('%j is refused', (typed) => {
    expect(EmailAddress.safeParse(typed).success).toBe(false)
  })
})

describe('a password', () => {
  test.each([
    ['aaaaaaaaaaaa'],
    ['abababababab'],
    ['123456789012'],
    ['qwertyuiopas'],
    ['1qaz2wsx3edc'],
    ['password1234'],
    ['P@ssw0rd2024!'],
    ['LaunchReady1!'],
    ['correcthorsebatterystaple'],
    ['letmein letmein'],
    ['acmefounder99', 'founder@acme.io'],
  ])('%s would be guessed first', (password, ...about) => {
    expect(weakPasswordReason(password, about)).toBeDefined()
  })

  test.each([['purple tractor violin 8'], ['xK9#mQ2$vL5@'], ['meine Katze heißt Ferdinand'], ['пять зелёных слонов']])(
    '%s is fine',
    (password) => {
      expect(weakPasswordReason(password, ['you@acme.io'])).toBeUndefined()
    },
  )

  test('is taken byte for byte and never fits a missing hash', async () => {
    const stored = await hashPassword('purple tractor violin 8')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(isOutdated(stored)).toBe(false)
    expect(await verifyPassword(stored, 'purple tractor violin 8')).toBe(true)
    expect(await verifyPassword(stored, 'purple tractor violin 8 ')).toBe(false)
    expect(await verifyPassword(null, 'purple tractor violin 8')).toBe(false)
    expect(isOutdated('$argon2id$v=19$m=4096,t=3,p=1$abc$def')).toBe(true)
  })
})

describe('where a request comes from', () => {
  const from = (address: string) => new Headers({ 'x-lr-client': address })
  test.each([
    ['203.0.113.7', '203.0.113.7/32', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.7/32', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ])('%s shares a limit as %s and is logged as %s', (address, key, network) => {
    expect(sourceKey(from(address))).toBe(key)
    expect(sourceNetwork(from(address))).toBe(network)
  })

  test('nonsense is one common source', () => {
    expect(sourceKey(from('drop table'))).toBe('unknown')
    expect(sourceNetwork(new Headers())).toBeUndefined()
  })
})

test('a browser is named coarsely', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  expect(deviceLabel(chrome)).toBe('Chrome on Linux')
  expect(deviceLabel('Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox on Windows')
  expect(deviceLabel('curl/8.5.0')).toBe('Another program')
  expect(deviceLabel(null)).toBe('Another program')
})
