import { targetSchema } from '../engine/target'
import check from './environment-leaks'
import { cases, timedOut } from './shared/cases'
import { documentsOf, pageOf } from './shared/documents-given'
import { headFacts, headOf, headsOf } from './shared/heads-given'

const target = targetSchema.parse({
  domain: 'acme.io',
  canonicalHost: 'acme.io',
  hosts: [
    { name: 'acme.io', role: 'apex' },
    { name: 'test.acme.io', role: 'staging' },
  ],
  urls: [],
  sending: [],
  profile: {},
})
const facts = (change: Parameters<typeof headFacts>[0]) => ({
  heads: headsOf(headOf([], { facts: headFacts(change) })),
  documents: documentsOf([pageOf()]),
})
const page = (change: Parameters<typeof pageOf>[0]) => ({
  heads: headsOf(headOf()),
  documents: documentsOf([pageOf(change)]),
})
const headers = (...list: [string, string][]) => ({ heads: headsOf(headOf(list)), documents: documentsOf([pageOf()]) })
const form = (action: string) => ({ action, sensitive: false, line: 1, column: 1 })

cases(check, {
  'og:image on localhost': {
    target,
    given: facts({ ogImages: ['http://localhost:3000/x.png'] }),
    verdict: 'fail',
    codes: ['leak'],
    says: ['localhost'],
  },
  'canonical link to the platform name': {
    target,
    given: facts({ canonicals: ['https://acme-1.vercel.app/'] }),
    verdict: 'fail',
  },
  'og:url on the staging host of the project': {
    target,
    given: facts({ ogUrls: ['https://test.acme.io/'] }),
    verdict: 'fail',
  },
  'form that posts to staging': {
    target,
    given: page({ forms: [form('https://staging.acme.io/login')] }),
    verdict: 'fail',
    says: ['form'],
  },
  'link to staging': {
    target,
    given: page({ links: ['https://test.acme.io/docs'] }),
    verdict: 'warn',
    codes: ['loose'],
  },
  'policy lists staging': {
    target,
    given: headers(['Content-Security-Policy', "connect-src 'self' https://test.acme.io"]),
    verdict: 'warn',
    codes: ['loose'],
  },
  'allowed origin on localhost': {
    target,
    given: headers(['Access-Control-Allow-Origin', 'http://localhost:3000']),
    verdict: 'warn',
  },
  'all its own': { target, given: facts({}), verdict: 'pass', codes: ['ok'] },
  'picture on a network of somebody else': {
    target,
    given: facts({ ogImages: ['https://images.other.io/x.png'] }),
    verdict: 'pass',
  },
  'links to others': {
    target,
    given: page({ links: ['https://blog.acme.io/', 'https://other.io/'] }),
    verdict: 'pass',
  },
  'form to a service': { target, given: page({ forms: [form('https://formspree.io/f/abc')] }), verdict: 'pass' },
  'relative social card': { target, given: facts({ ogImages: ['/card.png'] }), verdict: 'pass' },
  'a host called development': { target, given: page({ links: ['https://developer.acme.io/'] }), verdict: 'pass' },
  'staging itself': {
    target,
    given: { heads: headsOf(headOf([], { roles: ['staging'] })), documents: documentsOf([]) },
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'refused as a bot': {
    target,
    given: { heads: headsOf(headOf([], { outcome: 'wall', status: 403 })), documents: documentsOf([]) },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'evidence timed out': { target, given: { heads: timedOut(), documents: documentsOf([]) }, verdict: 'unknown' },
})
