import { describe, expect, test } from 'vitest'
import { maskSecrets, storable, storableText } from './mask'

const jwt = `eyJ${'hbGciOiJIUzI1NiJ9'}.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.${'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'}`

describe('a credential keeps its first four characters at most', () => {
  test.each([
    ['JSON web token', jwt],
    ['AWS access key', `AKIA${'IOSFODNN7EXAMPLE'}`],
    ['Stripe live key', `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`],
    ['GitHub token', `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`],
    ['GitHub fine-grained token', `github_pat_${'11AAAAAAA0abcdefghijklmnop'}`],
    ['GitLab token', `glpat-${'abcdefghij0123456789'}`],
    ['Slack token', `xoxb-${'123456789012-abcdefghijkl'}`],
    ['Google key', `AIza${'SyA1234567890abcdefghijklmnopqrstuv'}`],
    ['SendGrid key', `SG.${'abcdefghijklmnopqrst'}.${'abcdefghijklmnopqrstuvwxyz'}`],
    ['npm token', `npm_${'abcdefghijklmnopqrstuvwxyz0123456789'}`],
  ])('%s', (_, secret) => {
    const masked = maskSecrets(`before ${secret} after`)
    expect(masked).not.toContain(secret)
    expect(masked).toBe(`before ${secret.slice(0, 4)}**** after`)
  })

  test('a header that carries one', () => {
    expect(maskSecrets('Authorization: Bearer abc.def-123456')).toBe('Authorization: Bearer ****')
    expect(maskSecrets('authorization: basic dXNlcjpwYXNz')).toBe('authorization: basic ****')
  })

  test('an address with user and password', () => {
    expect(maskSecrets('see https://joe:hunter2@acme.io/x')).toBe('see https://****@acme.io/x')
  })

  test('a private key, closed or cut off', () => {
    const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'
    const whole = `-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----`
    expect(maskSecrets(`a ${whole} b`)).toBe('a -----BEGIN RSA PRIVATE KEY-----**** b')
    expect(maskSecrets(`a -----BEGIN PRIVATE KEY-----\n${body}`)).not.toContain(body)
  })
})

test('what only looks busy stays readable', () => {
  const texts = [
    'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC3QEKyU1fSma0axspqYK5iAj',
    'v=DMARC1; p=none; rua=mailto:dmarc@acme.io',
    'v=spf1 include:_spf.google.com ~all',
    'https://acme.io/login?next=/app',
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  ]
  for (const text of texts) expect(maskSecrets(text)).toBe(text)
})

describe('text from a target is made storable', () => {
  test('NUL and lone surrogates become visible', () => {
    expect(storableText('a\0b\ud800c\udc00d😀')).toBe('a\uFFFDb\uFFFDc\uFFFDd😀')
  })

  test('in keys and values at any depth; what is not JSON becomes null', () => {
    const hostile = {
      'k\0': ['\ud800', { deep: 'x\0', n: Number.NaN, big: Number.POSITIVE_INFINITY }],
      gone: undefined,
    }
    expect(storable(hostile)).toEqual({ 'k\uFFFD': ['\uFFFD', { deep: 'x\uFFFD', n: null, big: null }] })
    expect(storable(() => 1)).toBeNull()
  })

  test('a key called __proto__ stays data', () => {
    const value = JSON.parse('{"__proto__": {"polluted": true}}')
    const stored = storable(value)
    expect(Object.getPrototypeOf(stored)).toBe(Object.prototype)
    expect(JSON.stringify(stored)).toBe('{"__proto__":{"polluted":true}}')
  })
})

test('a megabyte of hostile text is read in linear time', () => {
  const half = (text: string, times: number) => {
    const input = text.repeat(times)
    const started = performance.now()
    maskSecrets(input)
    return performance.now() - started
  }
  for (const text of [
    'eyJaaaaaaaaa',
    '-----BEGIN PRIVATE KEY-----',
    'a://b:c',
    'Bearer ',
    'sk-',
    'SG.aaaaaaaaaaaaaaaaaaa',
  ]) {
    const times = Math.ceil(500_000 / text.length)
    half(text, times)
    // Four times the cost for twice the text would be quadratic; the wide margin keeps a busy machine out of it.
    expect(half(text, times * 2)).toBeLessThan(half(text, times) * 3.5 + 250)
  }
})
