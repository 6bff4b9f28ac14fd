import { describe, expect, it } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import * as contracts from '@/lib/contracts/ownership'
import { checkMeta, usesProbes } from '@/lib/engine/check'
import { checks } from '@/lib/registry/registry'
import { owning } from './endpoints'
import { FILE_PATH, recordName } from './places'
import { probesOf } from './probe-words'
import { DNS_PROVIDERS, nameField, providerOf } from './providers'
import { plannedRates, SURFACE_NAMES, surfaceOf } from './rate-plan'

describe('endpoints of the ownership page', () => {
  it.each(Object.entries(owning))('%s is one of ours', (_, { method, path }) => {
    expect(CONTRACTS.map((contract) => `${contract.method} ${contract.path}`)).toContain(`${method} ${path}`)
  })

  it('the page names the same places as the server', () => {
    expect(recordName('acme.io')).toBe(contracts.recordNameOf('acme.io'))
    expect(FILE_PATH).toBe(contracts.PROOF_FILE_PATH)
  })
})

describe('what a run with active checks says it sends', () => {
  const meta = checks.map(checkMeta)
  const probes = probesOf(meta)

  it('names every check that gathers active evidence, and no other', () => {
    const expected = checks.filter((check) => usesProbes(check)).map(({ id }) => id)
    expect(probes.map(({ id }) => id)).toEqual(expected)
    expect(probes.length).toBeGreaterThan(0)
  })

  it('says of a sign-in probe how many requests it makes at most', () => {
    const login = probes.find(({ id }) => id === 'rate-limit-login')
    expect(login?.sends).toMatch(/At most 30 requests/)
  })

  it('speaks of one check alone where only that one runs', () => {
    expect(probesOf(meta, ['rate-limit-login']).map(({ id }) => id)).toEqual(['rate-limit-login'])
  })
})

describe('the DNS provider of a domain', () => {
  it.each([
    [['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'], 'cloudflare'],
    [['ns-12.awsdns-34.org', 'ns-1.awsdns-00.co.uk'], 'route53'],
    [['dns1.registrar-servers.com'], 'namecheap'],
    [['NS01.DOMAINCONTROL.COM.'], 'godaddy'],
    [['ns1.vercel-dns.com'], 'vercel'],
    [['dns1.p04.nsone.net'], 'netlify'],
    [['hydrogen.ns.hetzner.com'], 'hetzner'],
    [['helium.ns.hetzner.de'], 'hetzner'],
    [['ns1.acme.io'], 'other'],
    [['ns.cloudflare.com.evil.io'], 'other'],
    [['notcloudflare.com'], 'other'],
    [['x.awsdns-evil.org'], 'other'],
    [[], 'other'],
  ])('%j is %s', (names, id) => {
    expect(providerOf(names).id).toBe(id)
  })

  it.each([
    ['relative', 'acme.io', '_launch-ready'],
    ['relative', 'app.acme.io', '_launch-ready.app'],
    ['full', 'app.acme.io', '_launch-ready.app.acme.io'],
  ] as const)('wants the name %s: %s', (style, name, field) => {
    expect(nameField(style, { record: recordName(name), zone: 'acme.io' })).toBe(field)
  })

  it('speaks of the domain in every first step', () => {
    for (const provider of DNS_PROVIDERS) expect(provider.steps({ zone: 'acme.io' }).join(' ')).toContain('acme.io')
  })
})

describe('the preview of many requests', () => {
  const row = {
    surface: 'login',
    state: 'ready',
    method: 'POST',
    target: 'https://app.acme.io/login',
    contentType: 'application/json',
    body: '{"email":"{{email}}"}',
    requests: 30,
  }

  it('shows exactly what the evidence says would be sent', () => {
    const { state: _, ...shown } = row
    expect(plannedRates({ surfaces: [row] })).toEqual([{ ...shown, why: undefined }])
  })

  it.each([
    ['handover', /Another service/],
    ['no-form', /scripts hide/],
    ['unseen', /could not see/],
    ['something new', /could not see/],
  ])('says why nothing can be sent: %s', (state, words) => {
    expect(plannedRates({ surfaces: [{ ...row, state }] })[0]?.why).toMatch(words)
  })

  it.each([
    [undefined],
    [null],
    [{}],
    [{ surfaces: 'login' }],
    [{ surfaces: [null, 7, { ...row, surface: 'admin' }, { ...row, state: 'absent' }, { ...row, requests: '30' }] }],
  ])('makes nothing up from %j', (value) => {
    expect(plannedRates(value)).toEqual([])
  })

  it('knows the check of every surface', () => {
    const ids = new Set(checks.map(({ id }) => id))
    expect(Object.keys(SURFACE_NAMES).filter((surface) => !ids.has(`rate-limit-${surface}`))).toEqual([])
    expect(surfaceOf('rate-limit-login')).toBe('login')
    expect(surfaceOf('hsts')).toBeUndefined()
  })
})
