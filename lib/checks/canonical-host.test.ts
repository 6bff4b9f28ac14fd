import { bareTarget, type HostRole, type Target } from '../engine/target'
import type { DnsDomain } from '../evidence/dns-domain'
import type { WebChain } from '../evidence/web-chain'
import type { WebEntryRow } from '../evidence/web-entry'
import check from './canonical-host'
import { cases, timedOut } from './shared/cases'
import { circle, deadHop, entryRow, walk, webChain, webError, webHop, webPage } from './shared/web-test-kit'

const APEX = 'https://acme.io/'
const WWW = 'https://www.acme.io/'

const target = (part: Partial<Target> = {}): Target => ({ ...bareTarget('acme.io'), ...part })

type Rows = {
  apex?: Partial<WebEntryRow>
  www?: Partial<WebEntryRow>
  others?: WebEntryRow[]
  domain?: DnsDomain['status']
}

function given({ apex = {}, www = {}, others = [], domain = 'exists' }: Rows = {}) {
  return {
    whole: { domain: 'acme.io', status: domain, rounds: [], resolverInvents: false },
    entry: {
      hosts: [
        entryRow('acme.io', { roles: ['apex'], ...apex }),
        entryRow('www.acme.io', { roles: ['www'], https: walk([WWW, APEX]), ...www }),
        ...others,
      ],
    },
  }
}

const page = (url: string, part: Parameters<typeof webPage>[0]): WebChain =>
  webChain([webHop(url)], { page: webPage(part) })
const wall = (url: string) => webChain([webHop(url, { status: 403, wall: { by: 'datadome', sign: 'x-datadome' } })])
const none = { state: 'no-address' as const, http: null, https: null }
const marketing = (https: WebChain) => entryRow('go.acme.io', { roles: ['marketing'] satisfies HostRole[], https })

cases(check, {
  'www 301 -> apex': { given: given(), verdict: 'pass', codes: ['ok', 'redirects'] },
  'x 301 -> www 200': {
    given: given({ apex: { https: walk([APEX, WWW]) }, www: { https: walk([WWW]) } }),
    verdict: 'pass',
    codes: ['ok', 'redirects'],
  },
  'both 200': { given: given({ www: { https: walk([WWW]) } }), verdict: 'fail', codes: ['ok', 'both'] },
  'www NXDOMAIN': { given: given({ www: none }), verdict: 'fail', codes: ['missing', 'ok'] },
  'www NXDOMAIN, not listed': {
    given: given({ www: { ...none, roles: [] } }),
    verdict: 'warn',
    codes: ['missing', 'ok'],
  },
  'apex without address': {
    given: given({ apex: none, www: { https: walk([WWW]) } }),
    verdict: 'fail',
    codes: ['missing', 'ok'],
  },
  'x 302 -> www': {
    given: given({ apex: { https: walk([APEX, WWW], { status: 302 }) }, www: { https: walk([WWW]) } }),
    verdict: 'warn',
    codes: ['ok', 'temporary'],
  },
  'canonical link to localhost': {
    given: given({ apex: { https: page(APEX, { canonicals: ['http://localhost:3000/'] }) } }),
    verdict: 'fail',
    codes: ['linkBad', 'redirects'],
  },
  'canonical link to the platform default': {
    given: given({ apex: { https: page(APEX, { canonicals: ['https://acme.vercel.app/'] }) } }),
    verdict: 'fail',
    codes: ['linkBad', 'redirects'],
  },
  'canonical link to the staging host': {
    given: given({ apex: { https: page(APEX, { canonicals: ['https://stage.acme.io/'] }) } }),
    target: target({ hosts: [{ name: 'stage.acme.io', role: 'staging' }] }),
    verdict: 'fail',
    codes: ['linkBad', 'redirects'],
  },
  'canonical link to a test host nobody listed': {
    given: given({ apex: { https: page(APEX, { canonicals: ['https://staging.acme.io/'] }) } }),
    verdict: 'fail',
    codes: ['linkBad', 'redirects'],
    says: ['staging.acme.io'],
  },
  'canonical link to www': {
    given: given({ apex: { https: page(APEX, { canonicals: [WWW] }) } }),
    verdict: 'warn',
    codes: ['linkOther', 'redirects'],
  },
  'canonical link to itself': {
    given: given({ apex: { https: page(APEX, { canonicals: [APEX] }) } }),
    verdict: 'pass',
  },
  'declared www but apex answers': {
    given: given(),
    target: target({ canonicalHost: 'www.acme.io' }),
    verdict: 'fail',
    codes: ['opposite'],
    says: ['www.acme.io'],
  },
  'app.x 200 unaffected': {
    given: given({ others: [entryRow('app.acme.io')] }),
    verdict: 'pass',
    codes: ['ok', 'redirects'],
  },
  'everything leads to the app': {
    given: given({
      apex: { https: walk([APEX, 'https://app.acme.io/']) },
      www: { https: walk([WWW, 'https://app.acme.io/']) },
      others: [entryRow('app.acme.io')],
    }),
    verdict: 'pass',
  },
  'www shows something else': {
    given: given({ www: { https: walk([WWW, 'https://old.example/']) } }),
    verdict: 'fail',
    codes: ['elsewhere', 'ok'],
  },
  'www answers 404': {
    given: given({ www: { https: walk([WWW], { last: { status: 404 } }) } }),
    verdict: 'fail',
    codes: ['ok', 'silent'],
  },
  'apex and www send to each other': {
    given: given({ apex: { https: circle([APEX, WWW]) }, www: { https: circle([WWW, APEX]) } }),
    verdict: 'fail',
    codes: ['loop', 'loop'],
  },
  'www refuses https': {
    given: given({ www: { https: webChain([deadHop(WWW, webError('ECONNREFUSED'))]) } }),
    verdict: 'fail',
    codes: ['ok', 'silent'],
  },
  'main address answers 522': {
    given: given({
      apex: { https: walk([APEX], { last: { status: 522 } }) },
      www: { https: walk([WWW, APEX], { last: { status: 522 } }) },
    }),
    verdict: 'unknown',
    codes: ['redirects', 'unseen'],
    says: ['522'],
  },
  'www times out': {
    given: given({ www: { https: webChain([deadHop(WWW, webError('TIMEOUT'))]) } }),
    verdict: 'unknown',
    codes: ['ok', 'unseen'],
  },
  'apex refuses our checker': {
    given: given({ apex: { https: wall(APEX) }, www: { https: wall(WWW) } }),
    verdict: 'unknown',
  },
  'marketing host with a page of its own': {
    given: given({ others: [marketing(page('https://go.acme.io/', { sha256: 'bb' }))] }),
    verdict: 'pass',
    codes: ['ok', 'redirects'],
  },
  'marketing host with the page of the main one': {
    given: given({ others: [marketing(page('https://go.acme.io/', {}))] }),
    verdict: 'fail',
    codes: ['both', 'ok', 'redirects'],
  },
  'no public site': {
    given: given({ apex: { roles: ['other'] } }),
    target: target({ profile: { publicSite: false } }),
    verdict: 'not-applicable',
    codes: ['noSite'],
  },
  'the domain does not exist': {
    given: given({ apex: none, www: none, domain: 'nxdomain' }),
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'neither has an address, the domain exists': {
    given: given({ apex: none, www: none }),
    verdict: 'fail',
    codes: ['missing', 'missing'],
  },
  'evidence timed out': { given: { entry: timedOut(), whole: timedOut() }, verdict: 'unknown' },
})
