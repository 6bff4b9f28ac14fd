import { describe, expect, test } from 'vitest'
import type { Exchange } from '../http-types'
import { netError } from './failure'
import { createLedger } from './ledger'

const HOST = 'shop.test'
const limits = { passive: 3, total: 5, hostMs: 1000 }

const base = {
  url: `https://${HOST}/`,
  method: 'GET' as const,
  variant: {},
  sample: 0,
  address: '198.18.0.1',
  at: 0,
  tls: null,
}

function answered(status: number, more: { retryAfter?: string; stop?: boolean; ms?: number } = {}): Exchange {
  const body = {
    text: '',
    textCut: false,
    head: '',
    sha256: '',
    wireBytes: 0,
    decodedBytes: 0,
    truncated: null,
    undecoded: null,
  }
  return {
    ...base,
    timings: { dns: null, tcp: null, tls: null, ttfb: null, total: more.ms ?? 1 },
    ok: true,
    response: {
      status,
      statusText: '',
      protocol: 'HTTP/2',
      headers: [
        ...(more.retryAfter === undefined ? [] : [['Retry-After', more.retryAfter] satisfies [string, string]]),
        ...(more.stop === true ? [['X-Launch-Ready', 'stop'] satisfies [string, string]] : []),
      ],
      info: [],
      body,
      blocked: null,
    },
  }
}

function failed(phase: 'connect' | 'first-byte'): Exchange {
  const timings = { dns: null, tcp: null, tls: null, ttfb: null, total: 1 }
  return { ...base, timings, ok: false, error: netError('TIMEOUT', phase, 'late') }
}

describe('how much is asked', () => {
  test('ordinary and permitted requests have their own shares', () => {
    const ledger = createLedger(limits)
    for (let index = 0; index < 3; index += 1) expect(ledger.admit(HOST, false)).toBeNull()
    expect(ledger.admit(HOST, false)).toMatchObject({ code: 'BUDGET', fault: 'ours' })
    expect(ledger.admit(HOST, true)).toBeNull()
    expect(ledger.admit(HOST, true)).toBeNull()
    expect(ledger.admit(HOST, true)).toMatchObject({ code: 'BUDGET' })
    expect(ledger.admit('other.test', false)).toBeNull()
    expect(ledger.stats()).toMatchObject({ [HOST]: { requests: 5 }, 'other.test': { requests: 1 } })
  })

  test('time spent on a host is bounded', () => {
    const ledger = createLedger(limits)
    ledger.record(HOST, 443, answered(200, { ms: 1200 }))
    expect(ledger.admit(HOST, false)).toMatchObject({ code: 'BUDGET' })
  })
})

describe('when a host is left alone', () => {
  const afterwards = (...exchanges: Exchange[]) => {
    const ledger = createLedger(limits)
    for (const exchange of exchanges) ledger.record(HOST, 443, exchange)
    return ledger.admit(HOST, false)?.code ?? 'asked'
  }

  test.each([
    ['three server errors in a row', [answered(500), answered(502), answered(503)], 'HOST_STOPPED'],
    ['three time-outs in a row', [failed('first-byte'), failed('first-byte'), failed('first-byte')], 'HOST_STOPPED'],
    ['two and then a good answer', [answered(500), answered(500), answered(200), answered(500)], 'asked'],
    ['a dead address dialled three times', [failed('connect'), failed('connect'), failed('connect')], 'asked'],
    ['not found, three times', [answered(404), answered(404), answered(404)], 'asked'],
    ['too many requests with a time to wait', [answered(429, { retryAfter: '30' })], 'HOST_STOPPED'],
    ['a good answer that names a time', [answered(200, { retryAfter: '30' })], 'asked'],
  ])('%s', (_title, exchanges, expected) => {
    expect(afterwards(...exchanges)).toBe(expected)
  })

  test('failures on port 80 do not close port 443', () => {
    const ledger = createLedger(limits)
    ledger.record(HOST, 80, failed('first-byte'))
    ledger.record(HOST, 80, failed('first-byte'))
    ledger.record(HOST, 443, failed('first-byte'))
    expect(ledger.admit(HOST, false)).toBeNull()
  })

  test('a pause forgives failures, not the wish of the host', () => {
    const ledger = createLedger(limits)
    ledger.record(HOST, 443, answered(503, { retryAfter: '120' }))
    ledger.forgive(HOST)
    expect(ledger.admit(HOST, false)?.code).toBe('HOST_STOPPED')
  })

  test('after an active request the wait ends when the host said', () => {
    let now = 1_000_000
    const ledger = createLedger(limits, () => now)
    ledger.record(HOST, 443, answered(429, { retryAfter: '60' }), true)
    expect(ledger.admit(HOST, true)?.code).toBe('HOST_STOPPED')
    expect(ledger.admit(HOST, false)?.code).toBe('HOST_STOPPED')
    now += 60_000
    expect(ledger.admit(HOST, true)).toBeNull()
  })

  test('a host that says stop is left alone for good', () => {
    const ledger = createLedger(limits)
    ledger.record(HOST, 443, answered(200, { stop: true }), true)
    ledger.forgive(HOST)
    expect(ledger.admit(HOST, true)?.detail).toContain('X-Launch-Ready')
  })
})
