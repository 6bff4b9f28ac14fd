import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../../../lib/config'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import type { Handshake, HandshakeOk } from '../../../lib/net/tls-types'
import type { Net } from '../../../lib/net/types'
import { startWorld, type World } from '../world'
import { certificateSites } from './hosts/certificates'
import { goodSite } from './sites'

let world: World
let net: Net

beforeAll(async () => {
  world = await startWorld({ sites: [goodSite, ...certificateSites] })
  net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: 'tls',
    limits: createSocketLimits({ perHost: 4, spacingMs: 0, perRun: 20, perProcess: 100 }),
  })
})

afterAll(async () => {
  await net.close()
  await world.stop()
})

const addressOf = (host: string, index = 0) => world.web.addresses[host]?.[index] ?? ''
const observe = (host: string, index = 0) => net.tls.observe({ host, address: addressOf(host, index) })

function shook(handshake: Handshake | null): HandshakeOk {
  if (!handshake?.ok) throw new Error(JSON.stringify(handshake))
  return handshake
}

describe('a certificate without mistakes', () => {
  test('facts of the handshake and of the whole chain', async () => {
    const { first, second, family } = await observe('good-lab.test')
    const handshake = shook(first)
    expect(handshake).toMatchObject({
      version: 'TLSv1.3',
      alpn: 'h2',
      authorized: true,
      authorizationError: '',
      path: 'trusted',
      name: 'match',
      rootFromStore: true,
    })
    expect(handshake.leaf).toMatchObject({
      dnsNames: ['good-lab.test'],
      keyType: 'ec',
      keyBits: 256,
      signatureAlgorithm: 'ecdsa-with-SHA256',
      lifetimeDays: 90,
      isCa: false,
      mustStaple: false,
      selfSigned: false,
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
    })
    expect(handshake.chain.map((one) => one.subject.commonName)).toEqual(['Lab Intermediate E1', 'Lab Root'])
    expect(second).toMatchObject({ ok: false, offer: 'rsa' })
    expect(family).toBe(4)
  })

  test('the second address is looked at by itself', async () => {
    const { family, first } = await observe('good-lab.test', 1)
    expect(family).toBe(6)
    expect(shook(first).path).toBe('trusted')
  })
})

describe('names and chains', () => {
  test.each([
    ['wronghost', 'mismatch', 'trusted'],
    ['nosan', 'cn-only', 'trusted'],
    ['deep', 'match', 'trusted'],
    ['selfsigned', 'match', 'self-signed'],
    ['untrusted', 'match', 'untrusted-root'],
    ['nointer', 'match', 'incomplete'],
    ['expinter', 'match', 'trusted'],
    ['withroot', 'match', 'trusted'],
    ['expired', 'match', 'trusted'],
  ])('%s: name %s, path %s', async (id, name, path) => {
    const { first } = await observe(`app.${id}-lab.test`)
    expect(shook(first)).toMatchObject({ name, path })
  })

  test('a wildcard reaches one label only', async () => {
    expect(shook((await observe('a.b.deeper-lab.test')).first).name).toBe('mismatch')
  })

  test('an intermediate that ran out is visible in its own dates', async () => {
    const { chain, leaf } = shook((await observe('app.expinter-lab.test')).first)
    expect(Date.parse(chain[0]?.notAfter ?? '')).toBeLessThan(Date.now())
    expect(Date.parse(leaf.notAfter)).toBeGreaterThan(Date.now())
  })

  test('a forgotten RSA certificate shows up behind a sound ECDSA one', async () => {
    const { first, second } = await observe('app.dual-lab.test')
    expect(shook(first)).toMatchObject({ authorized: true, leaf: { keyType: 'ec' } })
    expect(shook(second)).toMatchObject({
      authorizationError: 'CERT_HAS_EXPIRED',
      leaf: { keyType: 'rsa', keyBits: 2048 },
    })
  })
})

describe('the issuer that was not sent', () => {
  const complete = (host: string) => net.tls.completeByAia({ host, address: addressOf(host) })

  test('is fetched where the certificate says, and completes the chain', async () => {
    const result = await complete('app.nointer-lab.test')
    expect(result).toMatchObject({ status: 'completes', issuers: [{ subject: { commonName: 'Lab Intermediate E1' } }] })
  })

  test('is not looked for where the certificate says nothing', async () => {
    expect(await complete('app.noaia-lab.test')).toEqual({ status: 'no-url' })
  })
})

describe('handshakes that fail', () => {
  test('an alert of an unknown name', async () => {
    const { first } = await observe('app.notattached-lab.test')
    expect(first).toMatchObject({ ok: false, error: { code: 'TLS_ALERT', alert: 112, fault: 'target' } })
  })

  test('a certificate with 10,000 names is too large', async () => {
    const { first } = await observe('app.manynames-lab.test')
    expect(first).toMatchObject({ ok: false, error: { code: 'TLS_EXCESSIVE_MESSAGE', fault: 'target' } })
  })

  test('plain HTTP on 443', async () => {
    const { first } = await observe('app.plain443-lab.test')
    expect(first).toMatchObject({ ok: false, error: { code: 'PLAIN_HTTP_ON_TLS', fault: 'target' } })
  })

  test('nobody listens on the IPv6 address', async () => {
    const { first } = await observe('app.v6dead-lab.test', 1)
    expect(first).toMatchObject({ ok: false, error: { code: 'ECONNREFUSED', fault: 'target' } })
  })

  test('an address that is not of this name is never dialled', async () => {
    const { first } = await net.tls.observe({ host: 'good-lab.test', address: '104.16.0.1' })
    expect(first).toMatchObject({ ok: false, error: { code: 'BLOCKED_ADDRESS', fault: 'guard' } })
  })
})

test('the good site answers over HTTP/2 by name, through the whole guard', async () => {
  const chain = await net.http.follow({ url: 'http://www.good-lab.test/a%20b%2Fc/?x=1%2B2' })
  expect(chain.hops.map(({ exchange }) => exchange.url)).toEqual([
    'http://www.good-lab.test/a%20b%2Fc/?x=1%2B2',
    'https://www.good-lab.test/a%20b%2Fc/?x=1%2B2',
    'https://good-lab.test/a%20b%2Fc/?x=1%2B2',
  ])
  expect(chain).toMatchObject({
    end: 'final',
    hops: [{}, {}, { exchange: { response: { status: 404, protocol: 'HTTP/2' } } }],
  })
})
