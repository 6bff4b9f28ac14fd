import { describe, expect, it } from 'vitest'
import { targetSchema } from '../engine/target'
import type { HostSuggestions, SuggestedHost } from '../evidence/host-suggestions'
import type { WebEntryRow } from '../evidence/web-entry'
import check from './documented-hosts'
import { cases, settled, timedOut } from './shared/cases'
import { assetOf, assetsOf } from './shared/documents-given'
import { edgeHost, edgeOf, proxied } from './shared/edge/given'
import { firstLooks, hostMap } from './shared/host-map'
import { certificate, webTlsOf } from './shared/tls-test-kit'
import { deadHop, entryRow, walk, webChain, webError } from './shared/web-test-kit'

const target = targetSchema.parse({
  domain: 'acme.io',
  canonicalHost: 'acme.io',
  hosts: [
    { name: 'acme.io', role: 'apex' },
    { name: 'www.acme.io', role: 'www' },
    { name: 'api.acme.io', role: 'api' },
  ],
})
const rows: WebEntryRow[] = [
  entryRow('acme.io', { roles: ['apex'] }),
  entryRow('www.acme.io', { roles: ['www'], https: walk(['https://www.acme.io/', 'https://acme.io/']) }),
  entryRow('api.acme.io', { roles: ['api'] }),
]
const edge = edgeOf([
  proxied('acme.io'),
  proxied('www.acme.io'),
  edgeHost('api.acme.io', { aliases: ['api.acme.io', 'acme.fly.dev'] }),
])
const tls = webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['acme.io']) } }] })
const suggested = (hosts: SuggestedHost[] = [], setAside: string[] = []): HostSuggestions => ({
  zone: 'acme.io',
  hosts,
  setAside,
  leftOut: { gone: 0, tenants: 0, tooMany: 0 },
  unread: [],
})
const old: SuggestedHost = {
  name: 'old.acme.io',
  role: 'other',
  dns: 'resolves',
  seen: [{ source: 'link', at: 'https://acme.io/' }],
}
const given = (hosts: WebEntryRow[] = rows, files: string[] = ['https://acme.io/a.js']) => ({
  entry: { hosts },
  edge,
  tls,
  assets: assetsOf(files.map((url) => assetOf(url))),
  suggestions: suggested(),
})

cases(check, {
  'all listed, alias included': { target, given: given(), verdict: 'pass', codes: ['ok'], says: ['3 hosts'] },
  'a file from a host that is not listed': {
    target,
    given: given(rows, ['https://old.acme.io/a.js', 'https://old.acme.io/b.js']),
    verdict: 'warn',
    codes: ['unlisted'],
    says: ['old.acme.io'],
  },
  'redirect to a host that is not listed': {
    target,
    given: given([
      entryRow('acme.io', { roles: ['apex'], https: walk(['https://acme.io/', 'https://shop.acme.io/']) }),
    ]),
    verdict: 'warn',
    codes: ['unlisted'],
  },
  'redirect to somebody else': {
    target,
    given: given([entryRow('acme.io', { roles: ['apex'], https: walk(['https://acme.io/', 'https://other.io/']) })]),
    verdict: 'warn',
    codes: ['stray'],
    says: ['other.io'],
  },
  'a link names a host that has an address': {
    target,
    given: { ...given(), suggestions: suggested([old]) },
    verdict: 'warn',
    codes: ['named'],
    says: ['old.acme.io has an address', 'link on https://acme.io/'],
  },
  'the same host, met and linked': {
    target,
    given: { ...given(rows, ['https://old.acme.io/a.js']), suggestions: suggested([old]) },
    verdict: 'warn',
    codes: ['unlisted'],
  },
  'a host somebody set aside': {
    target,
    given: { ...given(), suggestions: suggested([old], ['old.acme.io']) },
    verdict: 'pass',
  },
  'a name whose address nobody could look up': {
    target,
    given: { ...given(), suggestions: suggested([{ ...old, dns: 'open' }]) },
    verdict: 'pass',
  },
  'a server for mail': {
    target,
    given: {
      ...given(),
      suggestions: suggested([{ ...old, role: 'mail', seen: [{ source: 'mail-server', at: 'acme.io' }] }]),
    },
    verdict: 'pass',
  },
  'redirect to a login service': {
    target,
    given: given([
      entryRow('acme.io', { roles: ['apex'], https: walk(['https://acme.io/', 'https://acme.eu.auth0.com/']) }),
    ]),
    verdict: 'pass',
  },
  'a file from a network of somebody else': {
    target,
    given: given(rows, ['https://cdn.other.io/a.js']),
    verdict: 'pass',
  },
  'networks and certificates are not known': {
    target,
    given: { ...given(), edge: timedOut(), tls: timedOut() },
    verdict: 'pass',
  },
  'nothing answered': {
    target,
    given: {
      ...given(
        [
          entryRow('acme.io', {
            http: webChain([deadHop('http://acme.io/', webError('TIMEOUT'))]),
            https: webChain([deadHop('https://acme.io/', webError('TIMEOUT'))]),
          }),
        ],
        [],
      ),
    },
    verdict: 'unknown',
    codes: ['silent'],
  },
  'no run yet': {
    target,
    given: {
      entry: settled({ status: 'error', error: { code: 'aborted' } }),
      edge,
      tls,
      assets: timedOut(),
      suggestions: timedOut(),
    },
    verdict: 'unknown',
  },
})

describe('the map', () => {
  const lines = hostMap({ entry: { hosts: rows }, edge, tls }, target)
  it('says for each host where it leads, what stands in front and what visitors get', () => {
    expect(lines).toMatchObject([
      { host: 'acme.io', roles: 'apex', edge: 'Cloudflare', ends: 'its own page (200)', inferred: [] },
      { host: 'www.acme.io', ends: 'redirect to acme.io', certificate: 'none seen' },
      { host: 'api.acme.io', leads: 'acme.fly.dev' },
    ])
    expect(lines[0]?.certificate).toMatch(/^Let's Encrypt, until \d{4}-\d{2}-\d{2}$/)
  })
  it('marks what is only inferred', () => {
    expect(lines[2]?.inferred).toEqual(['network in front'])
  })
  it('tells layer by layer what to check first', () => {
    expect(firstLooks(lines, 'acme.io')).toMatchObject({
      kind: 'table',
      columns: ['Layer', expect.any(String), expect.any(String)],
    })
  })
})
