import { describe, expect, test } from 'vitest'
import { displayName, parseDomain, parseHostName, startingPoint } from './domain'

describe('a domain field understands', () => {
  test.each([
    ['acme.io', 'acme.io'],
    ['  acme.io \n', 'acme.io'],
    ['ACME.IO.', 'acme.io'],
    ['https://www.acme.io/path?x', 'www.acme.io'],
    ['http://acme.io:8080/#top', 'acme.io'],
    ['acme.io:443', 'acme.io'],
    ['acme.io/login', 'acme.io'],
    ['//acme.io/x', 'acme.io'],
    ['https:acme.io', 'acme.io'],
    ['app.acme.co.uk', 'app.acme.co.uk'],
    ['münchen.de', 'xn--mnchen-3ya.de'],
    ['MÜNCHEN.de', 'xn--mnchen-3ya.de'],
    ['xn--mnchen-3ya.de', 'xn--mnchen-3ya.de'],
    ['例え.jp', 'xn--r8jz45g.jp'],
    ['acme。io', 'acme.io'],
    ['shop.vercel.app', 'shop.vercel.app'],
    ['1und1.de', '1und1.de'],
    ['a-b.io', 'a-b.io'],
  ])('%j', (typed, host) => {
    expect(parseDomain(typed)).toMatchObject({ ok: true, typed, host })
  })
})

describe('a domain field refuses, in one sentence, keeping what was typed', () => {
  test.each([
    ['', 'Type the domain'],
    ['   ', 'Type the domain'],
    ['127.0.0.1', 'IP address'],
    ['http://192.168.1.1/x', 'IP address'],
    ['1.1.1.1:443', 'IP address'],
    ['0x7f.1', 'IP address'],
    ['2130706433', 'IP address'],
    ['127.1', 'IP address'],
    ['256.256.256.256', 'IP address'],
    ['[::1]', 'IP address'],
    ['::1', 'IP address'],
    ['2001:db8::1', 'IP address'],
    ['http://[::ffff:127.0.0.1]/', 'IP address'],
    ['localhost', 'this computer'],
    ['localhost:3000', 'this computer'],
    ['http://localhost:3000/', 'this computer'],
    ['app.localhost', 'this computer'],
    ['printer.local', 'reserved'],
    ['db.internal', 'reserved'],
    ['router.lan', 'reserved'],
    ['x.home.arpa', 'reserved'],
    ['4.3.2.1.in-addr.arpa', 'reserved'],
    ['hidden.onion', 'reserved'],
    ['acme.test', 'reserved'],
    ['acme.invalid', 'reserved'],
    ['acme.example', 'reserved'],
    ['example.com', 'reserved for documentation'],
    ['www.example.org', 'reserved for documentation'],
    ['com', 'shared by many owners'],
    ['co.uk', 'shared by many owners'],
    ['github.io', 'shared by many owners'],
    ['vercel.app', 'shared by many owners'],
    ['acme', 'has a dot'],
    ['acme.nosuchending', 'not a domain ending'],
    ['you@acme.io', 'e-mail address'],
    ['https://you:secret@acme.io/', 'does not look like'],
    ['ftp://acme.io', 'web addresses'],
    ['javascript:alert(1)', 'web addresses'],
    ['mailto:you@acme.io', 'web addresses'],
    ['acme .io', 'does not look like'],
    ['acme..io', 'does not look like'],
    ['-acme.io', 'does not look like'],
    ['ac_me.io', 'does not look like'],
    ['acme.io,other.io', 'does not look like'],
    ['*.acme.io', 'does not look like'],
    ['acme%2eio', 'does not look like'],
    ['ac\u0000me.io', 'does not look like'],
    ['ac\u202eme.io', 'does not look like'],
    ['.', 'has a dot'],
    ['https://', 'does not look like'],
    [`${'a'.repeat(64)}.io`, 'longer'],
    [`${'a.'.repeat(130)}io`, 'longer'],
    ['x'.repeat(5000), 'longer'],
  ])('%j', (typed, words) => {
    const parsed = parseDomain(typed)
    expect(parsed).toMatchObject({ ok: false, typed })
    if (!parsed.ok) {
      expect(parsed.reason).toContain(words)
      expect(parsed.reason.length).toBeLessThan(160)
    }
  })
})

test('names under .test are accepted where the laboratory network is on', () => {
  expect(parseDomain('shop-good.test', { allowTest: true })).toMatchObject({ ok: true, host: 'shop-good.test' })
  expect(parseHostName('www.shop-good.test')).toMatchObject({ ok: true })
  expect(parseDomain('test', { allowTest: true })).toMatchObject({ ok: false })
})

describe('a project starts with the registrable domain, its www and the host that was typed', () => {
  test.each([
    ['acme.io', 'acme.io', ['acme.io', 'www.acme.io']],
    ['www.acme.io', 'acme.io', ['acme.io', 'www.acme.io']],
    ['app.acme.co.uk', 'acme.co.uk', ['acme.co.uk', 'www.acme.co.uk', 'app.acme.co.uk']],
    ['shop.vercel.app', 'shop.vercel.app', ['shop.vercel.app', 'www.shop.vercel.app']],
    ['app.shop.test', 'shop.test', ['shop.test', 'www.shop.test', 'app.shop.test']],
  ])('%s', (host, domain, hosts) => {
    const start = startingPoint(host)
    expect(start.domain).toBe(domain)
    expect(start.hosts.map((entry) => entry.name)).toEqual(hosts)
  })
})

test('an internationalised name is shown as people write it, a broken label as it is', () => {
  expect(displayName('xn--mnchen-3ya.de')).toBe('münchen.de')
  expect(displayName('xn--r8jz45g.jp')).toBe('例え.jp')
  expect(displayName('xn--zzzzzzzz9999.de')).toBe('xn--zzzzzzzz9999.de')
  expect(displayName('xn--.de')).toBe('xn--.de')
})
