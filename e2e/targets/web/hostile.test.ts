import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../../lib/config'
import { EgressDenied } from '../../../lib/net/errors'
import { createHttpProber } from '../../../lib/net/http/prober'
import type { Exchange, HttpProber } from '../../../lib/net/http-types'
import type { Open } from '../../../lib/net/types'
import { createCertificateAuthority } from '../ca'
import { dialKey } from './addresses'
import { hostileSite } from './hosts/hostile'
import { startWebLab, type WebLab } from './server'

const DOMAIN = hostileSite.domain
let lab: WebLab
let folder: string
let open: Open

/** The dialling part of the guard alone, so that these tests need no name server. */
function openIn(web: WebLab): Open {
  return async ({ host, port, address }) => {
    const published = web.addresses[host] ?? [host]
    const chosen = address ?? published[0] ?? ''
    const image = web.dialMap[dialKey(chosen, port)]
    const isPublic = published.every((one) => web.dialMap[dialKey(one, port)] !== undefined)
    if (image === undefined || !isPublic)
      throw new EgressDenied({ code: port === 22 ? 'EGRESS_PORT' : 'EGRESS_ADDRESS', host, port, address: chosen })
    const [ip = '', at = ''] = image.split(':')
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const socket = connect({ host: ip, port: Number(at) }, resolve)
    socket.on('error', reject)
    await promise
    return { socket, address: chosen, family: 4, timing: { dnsMs: 0, waitMs: 0, connectMs: 1 } }
  }
}

function createProber(): HttpProber {
  const config = parseConfig({ LR_TEST_NETWORK: '1', LR_EXTRA_CA: join(folder, 'ca.pem') })
  const signal = new AbortController().signal
  const vet = () => Promise.reject(new Error('not used'))
  return createHttpProber({ open, vet, signal, config, runId: 'test', now: Date.now })
}

const get = (path: string, more = {}) => createProber().fetch({ url: `http://${DOMAIN}${path}`, ...more })
const follow = (path: string) => createProber().follow({ url: `http://${DOMAIN}${path}` })

function bodyOf(exchange: Exchange) {
  if (!exchange.ok) throw new Error(`no answer: ${JSON.stringify(exchange.error)}`)
  return exchange.response.body
}

function codeOf(exchange: Exchange): string {
  return exchange.ok ? `answered ${exchange.response.status}` : exchange.error.code
}

beforeAll(async () => {
  const ca = await createCertificateAuthority()
  folder = mkdtempSync(join(tmpdir(), 'lr-hostile-'))
  writeFileSync(join(folder, 'ca.pem'), ca.rootPem)
  lab = await startWebLab({ sites: [hostileSite], ca })
  open = openIn(lab)
})

afterAll(async () => {
  await lab.stop()
  rmSync(folder, { recursive: true })
})

describe('bodies that do not end', () => {
  test.each(['/bomb', '/double-bomb'])('a compressed bomb at %s stops at exactly 2 MiB decoded', async (path) => {
    const body = bodyOf(await get(path))
    expect(body).toMatchObject({ truncated: 'decoded', decodedBytes: 2 * 1024 * 1024 })
    expect(body.wireBytes).toBeLessThan(1024 * 1024)
  })

  test('an endless body stops at exactly 2 MiB on the wire', async () => {
    expect(bodyOf(await get('/endless'))).toMatchObject({ truncated: 'wire', wireBytes: 2 * 1024 * 1024 })
  })

  test('a smaller limit is kept too', async () => {
    expect(bodyOf(await get('/endless', { maxBody: 1000 }))).toMatchObject({ truncated: 'wire', decodedBytes: 1000 })
  })

  test('one byte per 100 ms ends on the total timer', async () => {
    const exchange = await get('/drip', { totalMs: 700 })
    expect(exchange.ok || exchange.error).toMatchObject({ code: 'TIMEOUT', fault: 'target', phase: 'body' })
  })

  test('a body shorter than promised is kept and marked', async () => {
    expect(bodyOf(await get('/short'))).toMatchObject({ truncated: 'aborted', text: 'abc' })
  })

  test('a body that is not what its coding says is undecoded, not empty', async () => {
    expect(bodyOf(await get('/not-gzip'))).toMatchObject({ undecoded: 'gzip', text: null, wireBytes: 5 })
  })
})

describe('answers that are none', () => {
  test.each([
    ['no response at all', '/silent', 'TIMEOUT'],
    ['a header of 100,000 bytes', '/big-header', 'HEADER_OVERFLOW'],
    ['500 header lines', '/many-headers', 'HEADER_OVERFLOW'],
    ['a reset before the response', '/reset', 'ECONNRESET'],
    ['a connection that is closed instead', '/hang-up', 'ECONNRESET'],
    ['something that is not HTTP', '/garbage', 'PROTOCOL'],
    ['informational answers for ever', '/endless-hints', 'TIMEOUT'],
  ])('%s', async (_title, path, code) => {
    expect(codeOf(await get(path, { totalMs: 900 }))).toBe(code)
  })

  test('early hints come before the final answer', async () => {
    const exchange = await get('/hints')
    expect(exchange.ok && exchange.response).toMatchObject({ status: 200, info: [103] })
  })
})

describe('redirects', () => {
  test.each([
    ['to itself', '/loop', 'loop', 1],
    ['that count up for ever', '/inc?n=1', 'too-many', 11],
    ['that grow the path', '/grow', 'loop', 2],
    ['to itself with an empty Location', '/empty-location', 'loop', 1],
    ['that set a new cookie each time', '/cookie-loop', 'too-many', 11],
    ['to themselves once, to set a cookie', '/cookie-once', 'final', 2],
    ['to a file', '/to-file', 'bad-scheme', 1],
    ['to a script', '/to-script', 'bad-scheme', 1],
    ['to something that is no URL', '/to-broken', 'bad-location', 1],
    ['with two Location fields go to the first', '/two-locations', 'final', 2],
    ['with bytes that are UTF-8', '/umlaut', 'final', 2],
  ])('%s', async (_title, path, end, hops) => {
    const chain = await follow(path)
    expect({ end: chain.end, hops: chain.hops.length }).toEqual({ end, hops })
  })

  test('the second Location field is kept as evidence', async () => {
    const chain = await follow('/two-locations')
    expect(chain.hops[0]?.location).toMatchObject({ raw: '/first', fields: 2, others: ['/second'] })
    expect(chain.finalUrl).toBe(`http://${DOMAIN}/first`)
  })

  test('raw Location bytes survive beside the decoded target', async () => {
    const chain = await follow('/umlaut')
    expect(chain.hops[0]?.location).toMatchObject({ raw: '/\u00c3\u00bcber', target: `http://${DOMAIN}/%C3%BCber` })
  })

  test.each([
    ['to the metadata address', '/to-metadata', 'BLOCKED_ADDRESS'],
    ['to a mapped loopback address', '/to-mapped', 'BLOCKED_ADDRESS'],
    ['to loopback in another spelling', '/to-hex', 'BLOCKED_ADDRESS'],
    ['to a name with a private address', '/to-private-name', 'BLOCKED_ADDRESS'],
    ['to a name with a public and a private address', '/to-split-name', 'BLOCKED_ADDRESS'],
    ['to another port', '/to-port', 'BLOCKED_PORT'],
    ['to a URL with a password', '/to-userinfo', 'BLOCKED_URL'],
  ])('%s is refused by the guard', async (_title, path, code) => {
    const chain = await follow(path)
    expect(chain.end).toBe('blocked')
    expect(chain.error).toMatchObject({ code, fault: 'guard' })
  })
})

describe('manners', () => {
  test('the same key is fetched once', async () => {
    const prober = createProber()
    const url = `http://${DOMAIN}/first`
    const [one, two, other] = await Promise.all([
      prober.fetch({ url }),
      prober.fetch({ url }),
      prober.fetch({ url, sample: 1 }),
    ])
    expect(two).toBe(one)
    expect(other).not.toBe(one)
    expect(prober.stats().requests).toBe(2)
  })

  test('a host that asks to wait is left alone', async () => {
    const prober = createProber()
    await prober.fetch({ url: `http://${DOMAIN}/busy` })
    const next = await prober.fetch({ url: `http://${DOMAIN}/first` })
    expect(next.ok || next.error).toMatchObject({ code: 'HOST_STOPPED', fault: 'ours' })
  })

  test('three server errors in a row stop the host until a pause', async () => {
    const prober = createProber()
    const broken = (sample: number) => prober.fetch({ url: `http://${DOMAIN}/broken`, sample })
    for (const sample of [0, 1, 2]) expect(codeOf(await broken(sample))).toBe('answered 500')
    expect(codeOf(await broken(3))).toBe('HOST_STOPPED')
    prober.forgive(DOMAIN)
    expect(codeOf(await broken(4))).toBe('answered 500')
  })

  test('we say who we are', async () => {
    await get('/first?who')
    expect(lab.log.findLast(({ url }) => url.endsWith('/first?who'))?.userAgent).toMatch(
      /^LaunchReadyBot\/[\d.]+ \(\+http.+\/bot; run test\)$/,
    )
  })
})

describe('HTTP/2', () => {
  test('repeated header lines survive', async () => {
    const exchange = await createProber().fetch({ url: `https://h2.${DOMAIN}/` })
    if (!exchange.ok) throw new Error(JSON.stringify(exchange.error))
    const { protocol, headers } = exchange.response
    expect(protocol).toBe('HTTP/2')
    expect(headers.filter(([name]) => name === 'x-frame-options')).toEqual([
      ['x-frame-options', 'DENY'],
      ['x-frame-options', 'SAMEORIGIN'],
    ])
    expect(headers.filter(([name]) => name === 'strict-transport-security').map(([, value]) => value)).toEqual([
      'max-age=300',
      'max-age=31536000',
    ])
    expect(exchange.tls).toMatchObject({ alpn: 'h2', authorized: true, authorizationError: '' })
  })
})
