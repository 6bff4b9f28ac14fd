import { describe, expect, it } from 'vitest'
import { maskHeader, maskUrl, maskValue } from './mask-web'

describe('maskUrl', () => {
  it.each([
    ['https://a.io/cb?code=abcdefghijkl&x=1', 'https://a.io/cb?code=abcd****&x=1'],
    ['/login?state=abc&utm_source=lr', '/login?state=****&utm_source=lr'],
    ['/p?x=1%2B2&x=2&empty=', '/p?x=1%2B2&x=2&empty='],
    ['https://user:pass@a.io/', 'https://****@a.io/'],
    ['/p?token=', '/p?token='],
    ['/p?barcode=12345678', '/p?barcode=12345678'],
  ])('%s', (given, wanted) => expect(maskUrl(given)).toBe(wanted))
})

describe('maskHeader', () => {
  it.each([
    ['Set-Cookie', 'sid=s3cret; Path=/; HttpOnly', 'sid=****; Path=/; HttpOnly'],
    ['set-cookie', 'broken', 'broken=****'],
    ['x-csrf-token', '1234567890', '1234****'],
    ['cache-control', 'public, max-age=60', 'public, max-age=60'],
    ['strict-transport-security', 'max-age=300', 'max-age=300'],
  ])('%s: %s', (name, value, wanted) => expect(maskHeader(name, value)).toBe(wanted))
})

it('hides short values whole', () => {
  expect(maskValue('abcd')).toBe('****')
  expect(maskValue('abcdefghij')).toBe('abcd****')
})
