import { expect, it } from 'vitest'
import type { Exchange, HttpProber, NetErrorCode } from '../../net/http-types'
import { fetchTwice, maybeStumble } from './second-look'

const base = {
  url: 'https://acme.io/',
  method: 'GET' as const,
  variant: {},
  sample: 0,
  at: 0,
  address: null,
  tls: null,
}
const timings = { dns: null, tcp: null, tls: null, ttfb: null, total: 1 }

function failed(code: NetErrorCode, part: Partial<Extract<Exchange, { ok: false }>['error']> = {}): Exchange {
  return { ...base, timings, ok: false, error: { code, fault: 'target', phase: 'first-byte', detail: '', ...part } }
}

function answered(status: number, wall = false): Exchange {
  const body = { text: '', head: '', sha256: '', wireBytes: 0, decodedBytes: 0, truncated: null, undecoded: null }
  const blocked = wall ? { by: 'cloudflare' as const, sign: 'cf-mitigated' } : null
  return {
    ...base,
    timings,
    ok: true,
    response: {
      status,
      statusText: '',
      protocol: 'h2',
      headers: [],
      info: [],
      body: { ...body, textCut: false },
      blocked,
    },
  }
}

it.each([
  ['a server that says it failed', answered(500), true],
  ['a wall', answered(503, true), false],
  ['an answer', answered(404), false],
  ['a connection that breaks', failed('ECONNRESET'), true],
  ['a refused connection', failed('ECONNREFUSED', { phase: 'connect' }), true],
  ['a time-out', failed('TIMEOUT'), false],
  ['a name that does not exist', failed('DNS_NXDOMAIN', { phase: 'dns' }), false],
  ['our guard', failed('BLOCKED_ADDRESS', { fault: 'guard' }), false],
  ['our budget', failed('BUDGET', { fault: 'ours' }), false],
])('%s', (_, exchange, again) => {
  expect(maybeStumble(exchange)).toBe(again)
})

function proberOf(...answers: Exchange[]): Pick<HttpProber, 'fetch'> & { asked: number[] } {
  const asked: number[] = []
  return {
    asked,
    fetch: async ({ sample = 0 }) => {
      asked.push(sample)
      return answers[asked.length - 1] ?? failed('INTERNAL', { fault: 'ours' })
    },
  }
}

it('lets the second answer count', async () => {
  const http = proberOf(failed('ECONNRESET'), answered(200))
  expect(await fetchTwice(http, { url: 'https://acme.io/' })).toMatchObject({ ok: true })
  expect(new Set(http.asked).size).toBe(2)
})

it('keeps the first answer where there is no second', async () => {
  const http = proberOf(failed('ECONNRESET'), failed('HOST_STOPPED', { fault: 'ours' }))
  expect(await fetchTwice(http, { url: 'https://acme.io/' })).toMatchObject({ error: { code: 'ECONNRESET' } })
})

it('asks once where the answer is good', async () => {
  const http = proberOf(answered(200))
  await fetchTwice(http, { url: 'https://acme.io/' })
  expect(http.asked).toEqual([0])
})
