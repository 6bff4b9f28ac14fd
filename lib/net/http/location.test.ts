import { describe, expect, test } from 'vitest'
import { isGrowing, readLocation } from './location'

const BASE = 'https://acme.test/a/b?x=1'

describe('reading Location', () => {
  test.each([
    ['no field', [], { kind: 'none' }],
    ['a path', ['/c'], { kind: 'ok', fact: { target: 'https://acme.test/c', fields: 1 } }],
    ['another host without scheme', ['//evil.test/'], { kind: 'ok', fact: { target: 'https://evil.test/' } }],
    ['an empty field is the same URL', [''], { kind: 'ok', fact: { target: BASE } }],
    ['the fragment is dropped', ['/c#top'], { kind: 'ok', fact: { target: 'https://acme.test/c' } }],
    ['two fields: the first counts', ['/1', '/2'], { kind: 'ok', fact: { raw: '/1', fields: 2, others: ['/2'] } }],
    [
      'UTF-8 bytes',
      ['/\u00c3\u00bc'],
      { kind: 'ok', fact: { raw: '/\u00c3\u00bc', target: 'https://acme.test/%C3%BC' } },
    ],
    ['latin1 bytes', ['/\u00fc'], { kind: 'ok', fact: { target: 'https://acme.test/%C3%BC' } }],
    ['a script', ['javascript:alert(1)'], { kind: 'bad-scheme' }],
    ['a broken address', ['http://[oops/'], { kind: 'bad-location', fact: { target: null } }],
    ['far too long', [`/${'a'.repeat(9000)}`], { kind: 'bad-location' }],
  ])('%s', (_title, values, expected) => {
    expect(readLocation(values, BASE)).toMatchObject(expected)
  })
})

describe('growing paths', () => {
  test.each([
    ['/en/en', '/en/en/en', true],
    ['/en', '/en/en', false],
    ['/a/b/c', '/a/b/c/d', false],
    ['/x/x/x', '/x/x', false],
  ])('%s to %s: %s', (from, to, expected) => {
    expect(isGrowing(`https://acme.test${from}`, `https://acme.test${to}`)).toBe(expected)
  })
})
