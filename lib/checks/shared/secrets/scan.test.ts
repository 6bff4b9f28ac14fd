import { describe, expect, it } from 'vitest'
import { isPlaceholderValue } from './placeholder'
import { secretRules } from './rules'
import { sampleOf } from './sample'
import { createSecretScan, scanSecrets } from './scan'
import { tokenChecksum } from './validators'

const jwt = (payload: object): string =>
  [{ alg: 'HS256', typ: 'JWT' }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(Buffer.from('signature-of-thirty-two-bytes-aa').toString('base64url'))
    .join('.')

const random30 = 'q7Wm2XcV9bNk4RtY8uPz3LsA6dFgH1'
const classesOf = (text: string): string[] => scanSecrets(text).map((hit) => `${hit.rule} ${hit.class}`)

describe('scanSecrets', () => {
  it.each(secretRules.map((rule) => [rule.id, rule] as const))('%s: finds a generated value', (_, rule) => {
    const { text } = sampleOf(rule, 1)
    expect(scanSecrets(text).map((hit) => hit.rule)).toContain(rule.id)
  })

  it.each(secretRules.map((rule) => [rule.id, rule] as const))('%s: leaves out look-alikes', (_, rule) => {
    const { text, value } = sampleOf(rule, 2)
    const glued = text.replace(value, () => `Zz${value}`)
    const short = text.replace(value, () => value.slice(0, Math.max(4, value.length - 60)).slice(0, 9))
    const ids = [scanSecrets(short)].flat().map((hit) => hit.rule)
    expect(ids).not.toContain(rule.id)
    if (rule.class !== 'post-only' && rule.id !== 'private-key') {
      expect(scanSecrets(glued).map((hit) => hit.rule)).not.toContain(rule.id)
    }
  })

  it('searches with the rules it is given, and no others', () => {
    const stripe = secretRules.filter(({ id }) => id === 'stripe-live-secret')
    const text = secretRules.map((rule) => sampleOf(rule, 1).text).join('\n')
    const scan = createSecretScan(stripe)
    expect(new Set(scan(text).map(({ rule }) => rule))).toEqual(new Set(['stripe-live-secret']))
    expect(scan(text)).toEqual(scan(text))
  })

  it('keeps only the first four characters and a fingerprint', () => {
    const value = 'sk_live_9fJ2kLmQ7xT4vB8nR3wZ6yHd'
    const [hit] = scanSecrets(`a\nconst k="${value}"`)
    expect(hit).toMatchObject({ masked: 'sk_l...', line: 2, column: 10 })
    expect(JSON.stringify(hit)).not.toContain(value.slice(8))
  })

  it.each([
    [
      'service role token of Supabase',
      `k="${jwt({ iss: 'supabase', role: 'service_role' })}"`,
      ['supabase-jwt secret'],
    ],
    ['anon token of Supabase', `k="${jwt({ iss: 'supabase', role: 'anon' })}"`, ['supabase-jwt public']],
    ['some other token', `k="${jwt({ sub: 'u_7' })}"`, []],
    ['documentation example', 'sk_live_xxxxxxxxxxxxxxxxxxxxxxxx sk_live_... AKIAIOSFODNN7EXAMPLE', []],
    ['chunk name that looks like a hash', 'chunks/re_a91c-77d.js sk-4f key-91', []],
    [
      'Google key in a Firebase configuration',
      '{apiKey:"AIzaSyD3kQ9wLmX2vB7nR4tY8uPz6HsJ1fGcW5e",authDomain:"acme.firebaseapp.com"}',
      ['google-browser-key public'],
    ],
    [
      'Google key for maps',
      'maps.googleapis.com/maps/api/js?key=AIzaSyD3kQ9wLmX2vB7nR4tY8uPz6HsJ1fGcW5e',
      ['google-browser-key restricted'],
    ],
    ['GitHub token with a right checksum', `"ghp_${random30}${tokenChecksum(random30)}"`, ['github-token secret']],
    ['GitHub token with a wrong checksum', `"ghp_${random30}aaBBcc"`, []],
    ['AWS id alone', 'id: "AKIAQ3EGUVTZP7KXWM2N"', ['aws-key-pair public']],
    [
      'AWS id with its secret',
      'id:"AKIAQ3EGUVTZP7KXWM2N",secret:"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"',
      ['aws-key-pair secret'],
    ],
    ['AWS id of a signed link', 'X-Amz-Credential=AKIAQ3EGUVTZP7KXWM2N%2F2026', []],
    ['database on a public host', 'postgres://app:h7Gq2LpX@db.acme.io:5432/app', ['database-url secret']],
    ['database on the developer machine', 'postgres://app:h7Gq2LpX@localhost:5432/app', []],
    ['database behind a private address', 'redis://default:h7Gq2LpX@10.1.2.3:6379', []],
    ['database with the default password', 'postgres://postgres:postgres@db.acme.io/app', []],
    ['database from variables', 'postgres://$'.concat('{USER}:$', '{PASS}@db.acme.io/app'), []],
    ['public certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', []],
    ['private key header inside a parser', 'if(a.includes("-----BEGIN PRIVATE KEY-----"))return importKey(a)', []],
    [
      'key of a vendor by its name',
      'a={VITE_DEEPGRAM_API_KEY:"7c2e9a4f0b8d16357c2e9a4f0b8d163571c2e9a4"}',
      ['deepgram-key secret'],
    ],
    ['the same value under another name', 'a={DEEPGRAM_BUILD:"7c2e9a4f0b8d16357c2e9a4f0b8d163571c2e9a4"}', []],
    ['release of a vendor tool', 'datadogRum.init({version:"7c2e9a4f0b8d16357c2e9a4f0b8d163571c2e9a4"})', []],
    [
      'Azure client secret',
      'AZURE_CLIENT_SECRET="abC8Q~wRtYuIoPaSdFgHjKlZxCvBnM2468qW1eR"',
      ['azure-client-secret secret'],
    ],
    [
      'Algolia key of unknown scope',
      'algoliasearch("R2IYF7ETH7","599cec31baffa4868cae4e79f180729b")',
      ['algolia-key restricted'],
    ],
    [
      'Algolia key of a setting',
      'algolia:{appId:"R2IYF7ETH7",apiKey:"599cec31baffa4868cae4e79f180729b"}',
      ['algolia-key restricted'],
    ],
    [
      'Algolia search key',
      '{NEXT_PUBLIC_ALGOLIA_SEARCH_KEY:"599cec31baffa4868cae4e79f180729b"}',
      ['algolia-key public'],
    ],
    [
      'search box of a documentation',
      'docsearch({appId:"R2IYF7ETH7",apiKey:"599cec31baffa4868cae4e79f180729b"})',
      ['algolia-key public'],
    ],
    ['Algolia admin key', 'ALGOLIA_ADMIN_KEY = "599cec31baffa4868cae4e79f180729b"', ['algolia-key secret']],
    ['a hash beside the word Algolia', '{search:"algolia",chunk:"599cec31baffa4868cae4e79f180729b"}', []],
    ['Mailgun key', 'mailgun({apiKey:"key-3ax6xnjp29jd6fds4gc373sgvjxteol0"})', []],
    ['Mailgun key in hex', 'mailgun({apiKey:"key-3a16f9b29dd6fd54cc373590a7e01b82"})', ['mailgun-key secret']],
  ])('%s', (_, text, expected) => {
    expect(classesOf(text)).toEqual(expected)
  })

  it('finds nothing in hostile repetition', () => {
    expect(scanSecrets('eyJ'.repeat(200_000))).toEqual([])
    expect(scanSecrets('algoliaKey'.repeat(50_000))).toEqual([])
    expect(scanSecrets('postgres://a:'.repeat(40_000))).toEqual([])
  })
})

describe('isPlaceholderValue', () => {
  it.each(['', 'xxx', 'changeme', 'your-key-here', '<token>', '"your_secret"', '$'.concat('{SECRET}')])(
    '%s stands for a value',
    (value) => {
      expect(isPlaceholderValue(value)).toBe(true)
    },
  )
  it.each(['h7Gq2LpX', '"postgres://a:b@c/d"', '1'])('%s is a value', (value) => {
    expect(isPlaceholderValue(value)).toBe(false)
  })
})
