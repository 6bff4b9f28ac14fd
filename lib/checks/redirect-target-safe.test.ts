import type { WebChain } from '../evidence/web-chain'
import type { WebEntryRow } from '../evidence/web-entry'
import check from './redirect-target-safe'
import { cases, settled, timedOut } from './shared/cases'
import { circle, deadHop, entryRow, walk, webChain, webError, webHop } from './shared/web-test-kit'

const absent = settled({ status: 'absent', reason: 'not-relevant' })
const fine = entryRow('acme.io', { roles: ['apex'] })
const login = (chain: WebChain) => ({
  urls: [{ url: 'https://acme.io/login', purpose: 'login' as const, declared: true, chain, first: null }],
})
const given = (urls: ReturnType<typeof login>, ...rows: WebEntryRow[]) => ({
  entry: { hosts: rows.length > 0 ? rows : [fine] },
  urls,
})
const blocked = (to: string): WebChain =>
  webChain([webHop('https://acme.io/login', { location: to, status: 302 })], {
    end: 'blocked',
    finalUrl: to,
    error: webError('BLOCKED_ADDRESS', { fault: 'guard', phase: 'dns' }),
    page: null,
  })

cases(check, {
  'https answers, http goes to https': {
    given: { entry: { hosts: [fine] }, urls: absent },
    verdict: 'pass',
    codes: ['ok'],
  },
  'sign-in page sent to localhost:3000': {
    given: given(login(blocked('http://localhost:3000/login'))),
    verdict: 'fail',
    codes: ['local'],
    says: ['http://localhost:3000'],
  },
  'sign-in page sent to 10.0.0.5': {
    given: given(login(blocked('http://10.0.0.5/'))),
    verdict: 'fail',
    codes: ['local'],
  },
  'name that points to an inner address': {
    given: given(login(blocked('https://inner.acme.io/'))),
    verdict: 'fail',
    codes: ['local'],
  },
  'bare public address': {
    given: given(login(walk(['https://acme.io/login', 'https://5.75.128.10/login']))),
    verdict: 'fail',
    codes: ['address'],
  },
  'staging host': {
    given: given(login(walk(['https://acme.io/login', 'https://staging.acme.io/login']))),
    verdict: 'fail',
    codes: ['staging'],
  },
  'port 8443': {
    given: given(login(walk(['https://acme.io/login', 'https://acme.io:8443/login']))),
    verdict: 'fail',
    codes: ['port'],
  },
  'back to http': {
    given: given(login(walk(['https://acme.io/login', 'http://acme.io/signin', 'https://acme.io/signin']))),
    verdict: 'fail',
    codes: ['downgrade'],
  },
  'https and http in a circle': {
    given: {
      entry: { hosts: [entryRow('acme.io', { https: circle(['https://acme.io/', 'http://acme.io/']) })] },
      urls: absent,
    },
    verdict: 'fail',
    codes: ['downgrade'],
  },
  'name that does not exist': {
    given: given(
      login(
        webChain([
          webHop('https://acme.io/login', { location: 'https://auth.acme.io/', status: 302 }),
          deadHop('https://auth.acme.io/', webError('DNS_NXDOMAIN', { phase: 'dns' })),
        ]),
      ),
    ),
    verdict: 'fail',
    codes: ['gone'],
  },
  'identity provider': {
    given: given(login(walk(['https://acme.io/login', 'https://accounts.google.com/o/oauth2/v2/auth']))),
    verdict: 'pass',
  },
  'redirects of the identity provider itself': {
    given: given(login(walk(['https://acme.io/login', 'https://acme.eu.auth0.com/', 'https://unknown.example/']))),
    verdict: 'pass',
  },
  'partner nobody named': {
    given: given(login(walk(['https://acme.io/login', 'https://partner.example/login']))),
    verdict: 'warn',
    codes: ['unregistered'],
  },
  'own host nobody named': {
    given: given(login(walk(['https://acme.io/login', 'https://id.acme.io/login']))),
    verdict: 'warn',
    codes: ['unregistered'],
  },
  'test site that redirects to itself': {
    given: {
      entry: {
        hosts: [
          fine,
          entryRow('staging.acme.io', {
            roles: ['staging'],
            https: walk(['https://staging.acme.io/', 'https://dev.acme.io/']),
          }),
        ],
      },
      urls: absent,
    },
    target: {
      domain: 'acme.io',
      hosts: [{ name: 'staging.acme.io', role: 'staging' }],
      urls: [],
      sending: [],
      profile: {},
    },
    verdict: 'pass',
  },
  'host that does not answer': {
    given: {
      entry: {
        hosts: [
          entryRow('acme.io', {
            http: webChain([deadHop('http://acme.io/', webError('TIMEOUT'))]),
            https: webChain([deadHop('https://acme.io/', webError('TIMEOUT'))]),
          }),
        ],
      },
      urls: absent,
    },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'https answers 503 this time': {
    given: {
      entry: { hosts: [entryRow('acme.io', { https: webChain([webHop('https://acme.io/', { status: 503 })]) })] },
      urls: absent,
    },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'refused as a bot': {
    given: {
      entry: {
        hosts: [
          entryRow('acme.io', {
            https: webChain([
              webHop('https://acme.io/', { status: 403, wall: { by: 'cloudflare', sign: 'cf-mitigated: challenge' } }),
            ]),
          }),
        ],
      },
      urls: absent,
    },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'our time was up': { given: { entry: timedOut(), urls: absent }, verdict: 'unknown' },
  'no host has an address': {
    given: { entry: { hosts: [entryRow('acme.io', { state: 'no-address' })] }, urls: absent },
    verdict: 'not-applicable',
    codes: ['none'],
  },
})
