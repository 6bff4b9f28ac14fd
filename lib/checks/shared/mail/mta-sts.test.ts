import { describe, expect, it } from 'vitest'
import { composeStsPolicy, matchesMx, parseStsPolicy, parseStsRecord } from './mta-sts'

describe('MTA-STS', () => {
  it.each([
    ['v=STSv1; id=20260801T010203;', true],
    ['v=STSv1;id=a1', true],
    ['v=STSv1; id=a1; x=y', true],
    ['v=STSv1; id=2026-08-01', false],
    [`v=STSv1; id=${'a'.repeat(33)}`, false],
    ['v=STSv1; id=', false],
    ['v=STSv1', false],
    ['v=STSv1; id=a; id=b', false],
    ['v=stsv1; id=a1', false],
  ])('record %j: %s', (text, ok) => {
    expect(parseStsRecord(text).ok).toBe(ok)
  })

  it.each([
    ['mx.acme.io', 'MX.acme.io.', true],
    ['*.example.net', 'a.example.net', true],
    ['*.example.net', 'a.b.example.net', false],
    ['*.example.net', 'example.net', false],
    ['mx.acme.io', 'mx2.acme.io', false],
  ])('pattern %s and %s: %s', (pattern, exchange, matches) => {
    expect(matchesMx(pattern, exchange)).toBe(matches)
  })

  it.each(['\n', '\r\n'])('reads lines ending in %j', (end) => {
    const text = ['version: STSv1', 'mode: enforce', 'mx: a.acme.io', 'mx: *.acme.io', 'max_age: 86400', ''].join(end)
    expect(parseStsPolicy(text)).toEqual({
      mode: 'enforce',
      maxAge: 86_400,
      mx: ['a.acme.io', '*.acme.io'],
      problems: [],
    })
  })

  it('names everything that is wrong', () => {
    expect(parseStsPolicy('version: 1\nmode: on\nmax_age: 31557601').problems).toEqual(['version', 'mode', 'max-age'])
    expect(parseStsPolicy('version: STSv1\nmode: testing\nmax_age: 1').problems).toEqual(['no-mx'])
  })

  it('writes what it reads', () => {
    expect(parseStsPolicy(composeStsPolicy('testing', ['MX.acme.io.', 'mx.acme.io']))).toMatchObject({
      mode: 'testing',
      mx: ['mx.acme.io'],
      problems: [],
    })
  })
})
