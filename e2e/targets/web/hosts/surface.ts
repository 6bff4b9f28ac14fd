import { gzipSync } from 'node:zlib'
import { ASSETS, domainOf, goodHandler, homeText, host, labSite, SCRIPT_PATH } from '../baseline'
import { file, HTML, html, IMMUTABLE, loginForm, PRIVATE, REVALIDATE, SCRIPT } from '../content'
import type { LabReply, LabSite } from '../types'

/** The checks that judge what is said beside the content. */
export const SURFACE_CHECKS: readonly string[] = [
  'cookie-flags',
  'csp',
  'frame-protection',
  'basic-security-headers',
  'server-banner',
  'compression',
  'http-versions',
  'validators',
  'dev-server-in-production',
  'test-keys-in-production',
  'environment-leaks',
  'indexing-allowed',
  'response-time-sample',
  'tls-cert-strength',
  'tls-hostname-coverage',
]

function login(cookies: string[]): LabReply {
  return {
    headers: [
      ['content-type', HTML],
      ['cache-control', PRIVATE],
      ...cookies.map((line): [string, string] => ['set-cookie', line]),
    ],
    body: html({ title: 'Sign in', head: ASSETS, body: loginForm('5e1fa7c09b') }),
  }
}

const cookies = labSite({
  id: 'cookies',
  about: 'a session without HttpOnly, a promise broken, and cookies that are fine',
  pages: {
    '/login': login([
      'session=7f3c1b9a5d2e4f60; Path=/; Secure; SameSite=Lax',
      'heroku-session-affinity=abc; Path=/',
      'XSRF-TOKEN=5d2e4f60; Path=/; Secure; SameSite=Lax',
      `__Host-visit=1; Path=/; Secure; Domain=${domainOf('cookies')}`,
    ]),
  },
  expect: { 'cookie-flags': 'fail' },
})

/** A page whose handler adds no header of its own. */
const bare =
  (reply: LabReply): (() => LabReply) =>
  () =>
    reply

const lost = labSite({
  id: 'lostheaders',
  about: 'the sign-in page lost the headers that the rest of the site sends',
  apex: {
    https: (request) =>
      request.path === '/login'
        ? bare(login(['session=7f3c1b9a5d2e4f60; Path=/; Secure; HttpOnly; SameSite=Lax']))()
        : goodHandler(domainOf('lostheaders'))(request),
  },
  expect: { csp: 'warn', 'frame-protection': 'warn', 'basic-security-headers': 'warn' },
})

const STRICT = "script-src 'nonce-r4nd0m' 'strict-dynamic'; object-src 'none'; base-uri 'none'"

const fixedNonce = labSite({
  id: 'fixednonce',
  about: 'the same one-time number on every visit',
  pages: { '/': file(HTML, homeText(domainOf('fixednonce')), REVALIDATE, [['content-security-policy', STRICT]]) },
  expect: { csp: { verdict: 'fail', code: 'repeated' } },
})

const twoPolicies = labSite({
  id: 'csptwo',
  about: 'two policies, one weak and one strong',
  pages: {
    '/': file(HTML, homeText(domainOf('csptwo')), REVALIDATE, [
      ['content-security-policy', "script-src * 'unsafe-inline'"],
    ]),
  },
})

const banner = labSite({
  id: 'banner',
  about: 'a header names a PHP line without fixes',
  pages: { '/': file(HTML, homeText(domainOf('banner')), REVALIDATE, [['x-powered-by', 'PHP/7.4.33']]) },
  expect: { 'server-banner': { verdict: 'warn', code: 'ended' } },
})

const BIG = `const words=[${Array.from({ length: 30_000 }, (_, index) => `"w${index}"`).join(',')}];`

const plain = labSite({
  id: 'plaintext',
  about: 'a large script is sent uncompressed',
  pages: { [SCRIPT_PATH]: { ...file(SCRIPT, BIG, IMMUTABLE), verbatim: true } },
  expect: { compression: { verdict: 'fail', code: 'large' } },
})

const varyless = labSite({
  id: 'varyless',
  about: 'a shared script in gzip without Vary',
  pages: {
    [SCRIPT_PATH]: { ...file(SCRIPT, gzipSync(BIG), IMMUTABLE, [['content-encoding', 'gzip']]), verbatim: true },
  },
  expect: { compression: { verdict: 'warn', code: 'vary' } },
})

const devServer = labSite({
  id: 'devserver',
  about: 'the development server of Vite serves the site',
  pages: {
    '/': file(HTML, homeText(domainOf('devserver'), '<script type="module" src="/@vite/client"></script>'), REVALIDATE),
    '/@vite/client': file(SCRIPT, 'console.debug("[vite] connecting...");', 'no-cache'),
  },
  expect: { 'dev-server-in-production': 'fail' },
})

const testKeys = labSite({
  id: 'testkeys',
  about: 'payments are still in test mode and the API is on localhost',
  pages: {
    [SCRIPT_PATH]: file(
      SCRIPT,
      `const stripe=Stripe("${['pk', 'test', '51Hx9kQmZr4TnWbv8Ls'].join('_')}");fetch("http://localhost:3000/api/plans");`,
      IMMUTABLE,
    ),
  },
  expect: { 'test-keys-in-production': 'fail' },
})

const metadata = labSite({
  id: 'metadata',
  about: 'the social card points to localhost, the canonical link to the platform',
  pages: {
    '/': file(
      HTML,
      homeText(domainOf('metadata'), '<meta property="og:image" content="http://localhost:3000/x.png">').replace(
        `https://${domainOf('metadata')}/"`,
        'https://metadata-lab.vercel.app/"',
      ),
      REVALIDATE,
    ),
  },
  expect: { 'environment-leaks': 'fail' },
})

const noindex = labSite({
  id: 'noindex',
  about: 'production asks search engines to leave it out',
  pages: { '/': file(HTML, homeText(domainOf('noindex')), REVALIDATE, [['x-robots-tag', 'noindex']]) },
  expect: { 'indexing-allowed': { verdict: 'fail', code: 'noindex' } },
})

const closed = labSite({
  id: 'robotsclosed',
  about: 'robots.txt forbids everything',
  pages: { '/robots.txt': file('text/plain', 'User-agent: *\nDisallow: /\n', 'public, max-age=3600') },
  expect: { 'indexing-allowed': { verdict: 'fail', code: 'disallow' } },
})

const slow = labSite({
  id: 'slowhome',
  about: 'the server takes a second for its first page',
  pages: { '/': { ...file(HTML, homeText(domainOf('slowhome')), REVALIDATE), delayMs: 1000 } },
  expect: { 'response-time-sample': { verdict: 'warn', code: 'slow' } },
})

const forgetful = labSite({
  id: 'forgetful',
  about: 'the first page gets a new mark on every visit',
  pages: {
    '/': ({ count }) => ({
      headers: [
        ['content-type', HTML],
        ['cache-control', REVALIDATE],
        ['etag', `"visit-${count}"`],
      ],
      body: homeText(domainOf('forgetful')),
    }),
  },
  expect: { validators: { verdict: 'warn', code: 'random' } },
})

const docsUnknown = labSite({
  id: 'docsunknown',
  about: 'the server does not know the documentation host',
  more: [
    {
      role: 'docs',
      host: host(`docs.${domainOf('docsunknown')}`, goodHandler(domainOf('docsunknown')), {
        addresses: [{ at: 'cf', https: 'alert-112' }],
      }),
    },
  ],
  expect: {
    'tls-hostname-coverage': { verdict: 'fail', code: 'refused' },
    'tls-cert-strength': 'unknown',
    'http-versions': 'unknown',
    'server-banner': ['pass', 'unknown'],
    csp: ['pass', 'unknown'],
  },
})

export const surfaceSites: LabSite[] = [
  cookies,
  lost,
  fixedNonce,
  twoPolicies,
  banner,
  plain,
  varyless,
  devServer,
  testKeys,
  metadata,
  noindex,
  closed,
  slow,
  forgetful,
  docsUnknown,
]
