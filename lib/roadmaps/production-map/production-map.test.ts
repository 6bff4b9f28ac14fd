import { describe, expect, it } from 'vitest'
import { edgeHost, edgeOf, proxied } from '../../checks/shared/edge/given'
import { givenDkim, givenKey, givenMx, givenMxHost, givenProfile, givenSpf } from '../../checks/shared/mail/given'
import { certificate, identity, noHandshake, webTlsOf } from '../../checks/shared/tls-test-kit'
import { deadHop, entryRow, walk, webChain, webError } from '../../checks/shared/web-test-kit'
import type { EvidenceToken } from '../../engine/evidence'
import { bareTarget, type Target } from '../../engine/target'
import { dnsDelegation } from '../../evidence/dns-delegation'
import { dnsRegistration } from '../../evidence/dns-registration'
import { dnsStaging } from '../../evidence/dns-staging'
import { mailDkim } from '../../evidence/mail-dkim'
import { mailMx } from '../../evidence/mail-mx'
import { mailProfile } from '../../evidence/mail-profile'
import { mailSpf } from '../../evidence/mail-spf'
import { webEdge } from '../../evidence/web-edge'
import { webEntry } from '../../evidence/web-entry'
import { webTls } from '../../evidence/web-tls'
import { operatorNames } from '../../registry/operators'
import { changesSinceConfirmed, confirmedMap } from './confirmed'
import { productionMap } from './production-map'
import type { MapRow, MapView } from './types'

const AT = Date.parse('2026-11-20T12:00:00Z')

function row<Value>(token: EvidenceToken<string, Value>, value: Value): MapRow {
  return { key: token.key, version: token.version, status: 'ok', value, reason: null, runId: 'run-1', at: AT }
}

function failed(key: string, reason = 'timeout'): MapRow {
  return { key, version: 1, status: 'error', value: null, reason, runId: 'run-1', at: AT }
}

const target: Target = {
  ...bareTarget('acme.io'),
  canonicalHost: 'www.acme.io',
  hosts: [
    { name: 'acme.io', role: 'apex' },
    { name: 'www.acme.io', role: 'www' },
    { name: 'app.acme.io', role: 'app' },
    { name: 'api.acme.io', role: 'api' },
    { name: 'staging.acme.io', role: 'staging' },
  ],
}

const delegation = (...names: string[]) =>
  row(dnsDelegation, {
    domain: 'acme.io',
    status: 'found',
    zone: 'acme.io',
    parentZone: 'io',
    parentNs: names,
    childNs: names,
    withoutAddress: [],
    aliased: [],
    staleGlue: [],
    servers: [],
    resolverAnswers: true,
  })

const registration = (registrar: string | undefined, outcome: 'found' | 'failed' | 'no-service' = 'found') =>
  row(dnsRegistration, {
    domain: 'acme.io',
    outcome,
    status: [],
    nameServers: [],
    expires: '2027-11-14T00:00:00Z',
    ...(registrar === undefined ? {} : { registrar }),
  })

const staging = (names: string[], unanswered: string[] = []) =>
  row(dnsStaging, {
    domain: 'acme.io',
    hosts: names.map((name) => ({
      name,
      registered: false,
      aliases: [],
      status: 'answer' as const,
      addresses: ['203.0.113.8'],
    })),
    asked: [],
    unanswered,
  })

const vercel = { addresses: ['76.76.21.21'], headers: [['x-vercel-id', 'fra1::x']] as [string, string][] }

async function healthyRows(): Promise<MapRow[]> {
  return [
    registration('Namecheap, Inc.'),
    delegation('ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'),
    row(webEntry, { hosts: [entryRow('acme.io', { https: walk(['https://acme.io/', 'https://www.acme.io/']) })] }),
    row(
      webEdge,
      edgeOf([
        proxied('acme.io'),
        proxied('www.acme.io'),
        edgeHost('app.acme.io', vercel),
        edgeHost('api.acme.io', { aliases: ['acme-api.fly.dev'], headers: [['fly-request-id', '01H']] }),
        edgeHost('staging.acme.io', { addresses: ['203.0.113.7'] }),
      ]),
    ),
    row(webTls, webTlsOf({ 'www.acme.io': [{ first: { leaf: certificate(['www.acme.io']) } }] })),
    row(mailMx, givenMx([givenMxHost('aspmx.l.google.com', { provider: 'google-workspace' })])),
    row(mailProfile, givenProfile()),
    row(
      mailSpf,
      await givenSpf('v=spf1 include:spf.mtasv.net -all', { 'spf.mtasv.net TXT': ['v=spf1 ip4:198.51.100.0/24 -all'] }),
    ),
    row(mailDkim, givenDkim([givenKey('20260101pm', 'v=DKIM1; p=x', { providers: ['postmark'] })])),
  ]
}

const view = (rows: readonly MapRow[], extra: Partial<MapView> = {}): MapView => ({
  target,
  rows,
  operators: operatorNames,
  ...extra,
})
const mapOf = (rows: readonly MapRow[], extra: Partial<MapView> = {}) => productionMap(view(rows, extra))
const nodeOf = (rows: readonly MapRow[], id: string, extra: Partial<MapView> = {}) => {
  const node = mapOf(rows, extra).nodes.find((candidate) => candidate.id === id)
  if (node === undefined) throw new Error(`no node ${id}`)
  return node
}

describe('the production map', () => {
  it('of a healthy project names every place with the record it comes from', async () => {
    const { nodes, asOf } = mapOf(await healthyRows())
    expect(nodes.map(({ id, state, value }) => [id, state, value])).toEqual([
      ['address', 'seen', 'www.acme.io'],
      ['registrar', 'seen', 'Namecheap, Inc.'],
      ['dns', 'seen', 'Cloudflare'],
      ['edge', 'seen', 'Cloudflare'],
      ['certificate', 'seen', "Let's Encrypt"],
      ['site', 'unknown', ''],
      ['app', 'seen', 'app.acme.io'],
      ['api', 'seen', 'api.acme.io'],
      ['database', 'asked', ''],
      ['mail-out', 'seen', 'Postmark'],
      ['mail-in', 'seen', 'Google Workspace'],
      ['staging', 'seen', 'staging.acme.io'],
    ])
    expect(asOf).toBe(AT)
    expect(nodes.filter(({ state }) => state === 'seen').every(({ because }) => because.length > 0)).toBe(true)
    expect(nodes.find(({ id }) => id === 'dns')?.because).toContain('NS ada.ns.cloudflare.com')
    expect(nodes.find(({ id }) => id === 'app')?.sentence).toBe('The app is app.acme.io (at Vercel).')
    expect(nodes.find(({ id }) => id === 'api')?.sentence).toContain('Fly.io')
  })

  it('can be read in sixty seconds and has at most twelve places', async () => {
    const { nodes } = mapOf(await healthyRows())
    const words = nodes.flatMap(({ sentence }) => sentence.split(/\s+/))
    expect(nodes.length).toBeLessThanOrEqual(12)
    expect(words.length).toBeLessThan(200)
  })

  it('claims nothing where nothing was ever checked', () => {
    const { nodes, asOf } = mapOf([])
    const claimed = nodes.filter(({ state }) => state !== 'missing' && state !== 'asked')
    expect(claimed).toEqual([])
    expect(nodes.every(({ fact, value }) => fact === null && value === '')).toBe(true)
    expect(asOf).toBeNull()
  })

  it('says that a look timed out, and never guesses instead', async () => {
    const rows = (await healthyRows()).map((one) => (one.key === 'web.edge' ? failed('web.edge') : one))
    for (const id of ['edge', 'site', 'app', 'staging'])
      expect(nodeOf(rows, id)).toMatchObject({
        state: 'missing',
        value: '',
        sentence: expect.stringMatching(/timed out/),
      })
  })

  it('does not read evidence of another version', async () => {
    const rows = (await healthyRows()).map((one) => ({ ...one, version: 99 }))
    expect(mapOf(rows).nodes.every(({ state }) => state === 'missing' || state === 'asked')).toBe(true)
  })

  it.each([
    [
      'names the registrable domain of unknown name servers, as a guess',
      [delegation('ns1.dns-parlour.net')],
      'dns',
      { state: 'guess', value: 'dns-parlour.net' },
    ],
    ['knows own name servers', [delegation('ns1.acme.io')], 'dns', { state: 'seen', value: 'Your own name servers' }],
    [
      'reads name servers from a resolver where the zone could not be asked',
      [failed('dns.delegation'), row(webEdge, edgeOf([], ['x.awsdns-01.net']))],
      'dns',
      { state: 'seen', value: 'Amazon Route 53' },
    ],
    [
      'says when the registry does not tell',
      [registration(undefined, 'no-service')],
      'registrar',
      { state: 'unknown' },
    ],
    ['says when the registry did not answer', [registration(undefined, 'failed')], 'registrar', { state: 'missing' }],
    [
      'says that no network stands in front',
      [row(webEdge, edgeOf([edgeHost('www.acme.io')]))],
      'edge',
      { state: 'none', fact: 'none' },
    ],
    [
      'calls a header alone a guess',
      [row(webEdge, edgeOf([edgeHost('www.acme.io', { headers: [['cf-ray', '1-FRA']] })]))],
      'edge',
      { state: 'guess', value: 'Cloudflare' },
    ],
    [
      'calls a server banner a guess',
      [row(webEdge, edgeOf([edgeHost('www.acme.io', { headers: [['server', 'Vercel']] })]))],
      'site',
      { state: 'guess', value: 'Vercel' },
    ],
    [
      'does not name the owner of an unknown server',
      [row(webEdge, edgeOf([edgeHost('www.acme.io')]))],
      'site',
      { state: 'unknown', value: '' },
    ],
    [
      'sees a parking page',
      [row(webEdge, edgeOf([edgeHost('www.acme.io', { addresses: ['34.102.136.180'] })]))],
      'site',
      { state: 'seen', value: 'Parking page of GoDaddy' },
    ],
    [
      'does not conclude from silence what stands in front',
      [row(webEdge, edgeOf([edgeHost('www.acme.io', { answered: false, headers: [] })]))],
      'edge',
      { state: 'unknown' },
    ],
    [
      'says that a host has no address',
      [row(webEdge, edgeOf([edgeHost('app.acme.io', { state: 'no-address', addresses: [] })]))],
      'app',
      { state: 'none' },
    ],
    [
      'says that a host was not looked at',
      [row(webEdge, edgeOf([edgeHost('app.acme.io', { state: 'not-looked' })]))],
      'app',
      { state: 'missing', fact: null },
    ],
    [
      'names a self-signed certificate',
      [
        row(
          webTls,
          webTlsOf({
            'www.acme.io': [
              {
                first: {
                  leaf: certificate(['www.acme.io'], { selfSigned: true, issuer: identity('x') }),
                  part: { authorized: false },
                },
              },
            ],
          }),
        ),
      ],
      'certificate',
      { state: 'seen', value: 'Self-signed' },
    ],
    [
      'says that a host shows no certificate',
      [row(webTls, webTlsOf({ 'www.acme.io': [{ first: noHandshake('reset') }] }))],
      'certificate',
      { state: 'none' },
    ],
    [
      'says that the certificate was not read in time',
      [row(webTls, webTlsOf({ 'www.acme.io': [{ first: null }] }))],
      'certificate',
      { state: 'missing' },
    ],
    [
      'says that no page answers',
      [
        row(webEntry, {
          hosts: [entryRow('acme.io', { https: webChain([deadHop('https://acme.io/', webError('refused'))]) })],
        }),
      ],
      'address',
      { state: 'none' },
    ],
    [
      'does not blame the site for our own failure',
      [
        row(webEntry, {
          hosts: [
            entryRow('acme.io', {
              https: webChain([deadHop('https://acme.io/', webError('timeout', { fault: 'ours' }))]),
            }),
          ],
        }),
      ],
      'address',
      { state: 'missing' },
    ],
    ['reads a null MX', [row(mailMx, givenMx([givenMxHost('.', { preference: 0 })]))], 'mail-in', { state: 'none' }],
    [
      'guesses an unknown mail host by its name',
      [row(mailMx, givenMx([givenMxHost('mx1.postkontor.de')]))],
      'mail-in',
      { state: 'guess', value: 'postkontor.de' },
    ],
    [
      'waits for a mail question that was not answered',
      [row(mailMx, givenMx([], { status: 'timeout' }))],
      'mail-in',
      { state: 'missing' },
    ],
    [
      'says that nothing sends',
      [row(mailProfile, givenProfile({ sends: false, sendsBecause: 'stated' }))],
      'mail-out',
      { state: 'none' },
    ],
  ] as const)('%s', (_, rows, id, expected) => {
    expect(nodeOf(rows, id)).toMatchObject(expected)
  })

  it('calls a sender that is only permitted a guess', async () => {
    const spf = await givenSpf('v=spf1 include:_spf.google.com -all', { '_spf.google.com TXT': ['v=spf1 -all'] })
    const rows = [row(mailProfile, givenProfile()), row(mailSpf, spf)]
    expect(nodeOf(rows, 'mail-out')).toMatchObject({ state: 'guess', value: 'Google Workspace' })
  })

  it('takes what the settings say where no record names it', async () => {
    const said = { ...target, profile: { hostingProvider: 'Hetzner' } }
    const rows = [row(webEdge, edgeOf([proxied('www.acme.io')]))]
    expect(nodeOf(rows, 'site', { target: said })).toMatchObject({ state: 'said', value: 'Hetzner' })
  })

  it.each([
    [
      'finds copies for tests by their names, as a guess',
      staging(['stage.acme.io']),
      {},
      { state: 'guess', value: 'stage.acme.io' },
    ],
    ['has none in a wildcard zone, where every name answers', staging([]), {}, { state: 'none' }],
    ['believes that there is none', staging([]), { hasStaging: false }, { state: 'said', value: 'None' }],
    ['does not conclude from questions nobody answered', staging([], ['dev.acme.io']), {}, { state: 'missing' }],
  ] as const)('for staging: %s', (_, rows, profile, expected) => {
    const plain = { ...bareTarget('acme.io'), profile }
    expect(nodeOf([rows], 'staging', { target: plain })).toMatchObject(expected)
  })

  it('leaves app and API out of a project that lists none', () => {
    const ids = mapOf([], { target: bareTarget('acme.io') }).nodes.map(({ id }) => id)
    expect(ids).not.toContain('app')
    expect(ids).not.toContain('api')
    expect(ids).toHaveLength(10)
  })

  it('finds the app by its sign-in page', () => {
    const withUrl: Target = {
      ...bareTarget('acme.io'),
      hosts: [...bareTarget('acme.io').hosts, { name: 'portal.acme.io', role: 'app' }],
      urls: [{ url: 'https://portal.acme.io/login', purpose: 'login' }],
    }
    const rows = [row(webEdge, edgeOf([edgeHost('portal.acme.io')]))]
    expect(nodeOf(rows, 'app', { target: withUrl })).toMatchObject({ value: 'portal.acme.io' })
  })

  it('keeps hostile text bounded', () => {
    const node = nodeOf([registration(`<script>${'x'.repeat(5000)}\u202e`)], 'registrar')
    expect(node.value.length).toBeLessThanOrEqual(120)
    expect(node.sentence.length).toBeLessThanOrEqual(400)
    expect(node.because.every((line) => line.length <= 160)).toBe(true)
  })

  it('draws links only between places that are there', async () => {
    const { nodes, links } = mapOf(await healthyRows(), { target: bareTarget('acme.io') })
    const ids = new Set<string>([...nodes.map(({ id }) => id), 'visitor', 'inbox', 'sender'])
    expect(links.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true)
    expect(links).toContainEqual({ from: 'site', to: 'database', label: 'data' })
  })
})

describe('a confirmed map', () => {
  const changesOf = async (change: (rows: MapRow[]) => MapRow[], of: Partial<MapView> = {}) => {
    const rows = await healthyRows()
    const before = confirmedMap(mapOf(rows).nodes)
    return changesSinceConfirmed(before, mapOf(change(rows), of).nodes).map(({ text }) => text)
  }
  const replacing = (fresh: MapRow) => (rows: MapRow[]) => rows.map((one) => (one.key === fresh.key ? fresh : one))

  it('stays confirmed while nothing changed', async () => {
    expect(await changesOf((rows) => rows)).toEqual([])
  })

  it('stays confirmed when a neighbouring machine answers', async () => {
    const moved = (rows: MapRow[]) =>
      replacing(
        row(
          webEdge,
          edgeOf([
            proxied('acme.io'),
            proxied('www.acme.io'),
            edgeHost('app.acme.io', vercel),
            edgeHost('api.acme.io', { aliases: ['acme-api.fly.dev'], headers: [['fly-request-id', '02Z']] }),
            edgeHost('staging.acme.io', { addresses: ['203.0.113.200'] }),
          ]),
        ),
      )(rows)
    expect(await changesOf(moved)).toEqual([])
  })

  it('names what changed', async () => {
    expect(await changesOf(replacing(delegation('ns-1.awsdns-01.com')))).toEqual([
      'DNS provider changed: Cloudflare → Amazon Route 53',
    ])
  })

  it('does not call it a change when we could not look', async () => {
    expect(await changesOf(replacing(failed('web.edge')))).toEqual([])
  })

  it('notices places that were added and taken out', async () => {
    const without = { ...target, hosts: target.hosts.filter(({ role }) => role !== 'api') }
    expect(await changesOf((rows) => rows, { target: without })).toEqual(['API is no longer part of the map'])
    const rows = await healthyRows()
    const before = confirmedMap(mapOf(rows, { target: without }).nodes)
    expect(changesSinceConfirmed(before, mapOf(rows).nodes).map(({ text }) => text)).toEqual([
      'API was added: api.acme.io',
    ])
  })

  it('marks a correction when the evidence under it moves', async () => {
    const rows = await healthyRows()
    const fact = nodeOf(rows, 'dns').fact
    const corrections = { dns: { text: 'Gandi', by: 'Ben', at: AT, fact } }
    expect(nodeOf(rows, 'dns', { corrections }).correction).toMatchObject({ text: 'Gandi', outdated: false })
    const moved = replacing(delegation('ns-1.awsdns-01.com'))(rows)
    expect(nodeOf(moved, 'dns', { corrections }).correction).toMatchObject({ outdated: true })
  })
})
