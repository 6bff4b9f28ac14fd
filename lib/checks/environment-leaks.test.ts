import { targetSchema } from '../engine/target'
import check from './environment-leaks'
import { cases, settled, timedOut } from './shared/cases'
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
const none = settled({ status: 'absent', reason: 'not-relevant' })
const robotsOf = (...sitemaps: string[]) => ({
  files: [
    {
      url: 'https://acme.io/robots.txt',
      host: 'acme.io',
      outcome: 'answer' as const,
      status: 200,
      html: false,
      rules: [],
      google: false,
      sitemaps,
    },
  ],
})
const sitemapOf = (...hosts: string[]) => ({
  maps: [
    {
      url: 'https://acme.io/sitemap.xml',
      host: 'acme.io',
      named: true,
      outcome: 'read' as const,
      status: 200,
      html: false,
      contentType: 'application/xml',
      index: false,
      count: hosts.length,
      hosts: hosts.map((host) => ({ host, count: 1 })),
      plain: 0,
      broken: 0,
      sample: [],
    },
  ],
})
const files = { robots: robotsOf('https://acme.io/sitemap.xml'), sitemap: sitemapOf('acme.io') }
const facts = (change: Parameters<typeof headFacts>[0]) => ({
  heads: headsOf(headOf([], { facts: headFacts(change) })),
  documents: documentsOf([pageOf()]),
  ...files,
})
const page = (change: Parameters<typeof pageOf>[0]) => ({
  heads: headsOf(headOf()),
  documents: documentsOf([pageOf(change)]),
  ...files,
})
const headers = (...list: [string, string][]) => ({
  heads: headsOf(headOf(list)),
  documents: documentsOf([pageOf()]),
  ...files,
})
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
  'policy lists staging without a scheme': {
    target,
    given: headers(['Content-Security-Policy', "connect-src 'self' data: test.acme.io; report-uri /csp"]),
    verdict: 'warn',
    codes: ['loose'],
    says: ['test.acme.io'],
  },
  'policy lists localhost with a port and no scheme': {
    target,
    given: headers(['Content-Security-Policy', "connect-src 'self' localhost:3000"]),
    verdict: 'warn',
    says: ['localhost:3000'],
  },
  'policy lists every port of localhost': {
    target,
    given: headers(['Content-Security-Policy', "connect-src 'self' ws://localhost:*"]),
    verdict: 'warn',
    says: ['localhost'],
  },
  'policy lists everything below staging': {
    target,
    given: headers(['Content-Security-Policy', "connect-src 'self' *.acme.io *.staging.acme.io"]),
    verdict: 'warn',
    says: ['staging.acme.io'],
  },
  'link to the own platform name': {
    target,
    given: page({ links: ['https://acme-git-main.vercel.app/'] }),
    verdict: 'warn',
    codes: ['loose'],
  },
  'policy lists a network of somebody else': {
    target,
    given: headers(['Content-Security-Policy', 'img-src https://d111111abcdef8.cloudfront.net *.web.app']),
    verdict: 'pass',
  },
  'picture on the default name of a network': {
    target,
    given: facts({ ogImages: ['https://d111111abcdef8.cloudfront.net/card.png'] }),
    verdict: 'pass',
  },
  'picture on the own platform name': {
    target,
    given: facts({ ogImages: ['https://acme-1.vercel.app/card.png'] }),
    verdict: 'fail',
    codes: ['leak'],
  },
  'allowed origin on localhost': {
    target,
    given: headers(['Access-Control-Allow-Origin', 'http://localhost:3000']),
    verdict: 'warn',
  },
  'robots.txt names the sitemap of the platform address': {
    target,
    given: { ...facts({}), robots: robotsOf('https://acme-1.vercel.app/sitemap.xml') },
    verdict: 'fail',
    codes: ['leak'],
    says: ['robots.txt'],
  },
  'sitemap lists staging': {
    target,
    given: { ...facts({}), sitemap: sitemapOf('acme.io', 'staging.acme.io') },
    verdict: 'fail',
    codes: ['leak'],
    says: ['sitemap'],
  },
  'sitemap lists localhost': { target, given: { ...facts({}), sitemap: sitemapOf('localhost') }, verdict: 'fail' },
  'neither robots.txt nor sitemap': { target, given: { ...facts({}), robots: none, sitemap: none }, verdict: 'pass' },
  'all its own': { target, given: facts({}), verdict: 'pass', codes: ['ok'] },
  'picture on a network of somebody else': {
    target,
    given: facts({ ogImages: ['https://images.other.io/x.png'] }),
    verdict: 'pass',
  },
  'links to others': {
    target,
    given: page({ links: ['https://blog.acme.io/', 'https://other.io/', 'https://somebody.github.io/tool/'] }),
    verdict: 'pass',
  },
  'form to a service': { target, given: page({ forms: [form('https://formspree.io/f/abc')] }), verdict: 'pass' },
  'relative social card': { target, given: facts({ ogImages: ['/card.png'] }), verdict: 'pass' },
  'a host called development': { target, given: page({ links: ['https://developer.acme.io/'] }), verdict: 'pass' },
  'staging itself': {
    target,
    given: { heads: headsOf(headOf([], { roles: ['staging'] })), documents: documentsOf([]), ...files },
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'refused as a bot': {
    target,
    given: { heads: headsOf(headOf([], { outcome: 'wall', status: 403 })), documents: documentsOf([]), ...files },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'evidence timed out': {
    target,
    given: { heads: timedOut(), documents: documentsOf([]), ...files },
    verdict: 'unknown',
  },
})
