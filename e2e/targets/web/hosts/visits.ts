import { ASSETS, appHost, domainOf, front, goodHandler, goodPages, homeText, host, labSite } from '../baseline'
import {
  file,
  HTML,
  html,
  JSON_TYPE,
  loginForm,
  PRIVATE,
  REVALIDATE,
  redirect,
  site,
  toHttps,
  withHeaders,
} from '../content'
import type { Handler, LabReply, LabSite } from '../types'

/** The checks about where visitors end, who may read answers and what stands in front. */
export const VISIT_CHECKS: readonly string[] = [
  'duplicate-url-variants',
  'redirect-target-safe',
  'login-page',
  'cors-unsafe',
  'ddos-protection',
  'html-not-stale',
]

const titled = (title: string, body: string, head = ''): string => html({ title, head: `${head}${ASSETS}`, body })

const sameTwice = titled(
  'Plan your week',
  '<main><h1>Plan your week</h1><p>One page for the things that matter.</p><a href="/login">Sign in</a></main>',
)
const twins = labSite({
  id: 'twins',
  about: 'apex and www show the same page and neither says which counts',
  pages: { '/': file(HTML, sameTwice, REVALIDATE) },
  www: { https: front(site({ ...goodPages(domainOf('twins')), '/': file(HTML, sameTwice, REVALIDATE) })) },
  expect: { 'duplicate-url-variants': { verdict: 'warn', code: 'twice' } },
})

const pricing = (head = ''): string =>
  titled('Prices', '<main><h1>Prices</h1><p>One price for everybody, paid once a month.</p></main>', head)
const withPricing = (id: string): LabReply =>
  file(HTML, homeText(domainOf(id)).replace('<footer>', '<p><a href="/pricing">Prices</a></p><footer>'), REVALIDATE)

const slashTwice = labSite({
  id: 'slashdup',
  about: 'a page answers with and without a slash; one of both names the address that counts',
  pages: {
    '/': withPricing('slashdup'),
    '/pricing': file(
      HTML,
      pricing(`<link rel="canonical" href="https://${domainOf('slashdup')}/pricing">`),
      REVALIDATE,
    ),
    '/pricing/': file(HTML, pricing(), REVALIDATE),
  },
  expect: { 'duplicate-url-variants': { verdict: 'warn', code: 'twice' } },
})

const slashGone = labSite({
  id: 'slashgone',
  about: 'a page breaks as soon as a slash is added',
  pages: { '/': withPricing('slashgone'), '/pricing': file(HTML, pricing(), REVALIDATE) },
  expect: { 'duplicate-url-variants': { verdict: 'warn', code: 'slashMissing' } },
})

const slashTidy = labSite({
  id: 'slashtidy',
  about: 'a page sends its other spelling back',
  pages: {
    '/': withPricing('slashtidy'),
    '/pricing': file(HTML, pricing(), REVALIDATE),
    '/pricing/': redirect(() => '/pricing', 308),
    '/login/': redirect(() => '/login', 308),
  },
})

const caseBroken = labSite({
  id: 'casebroken',
  about: 'an address in upper case ends in an error of the server',
  pages: {
    '/': withPricing('casebroken'),
    '/pricing': file(HTML, pricing(), REVALIDATE),
    '/pricing/': { status: 500, headers: [['content-type', HTML]], body: '<h1>Internal Server Error</h1>' },
  },
  expect: { 'duplicate-url-variants': { verdict: 'fail', code: 'broken' } },
})

const toLocal = labSite({
  id: 'tolocal',
  about: 'the sign-in page sends everybody to the machine of a developer',
  pages: { '/login': redirect(() => 'http://localhost:3000/login', 302) },
  expect: {
    'redirect-target-safe': { verdict: 'fail', code: 'local' },
    'login-page': { verdict: 'fail', code: 'inward' },
    'html-not-stale': 'unknown',
  },
})

const toPrivate = labSite({
  id: 'toprivate',
  about: 'the first page sends everybody to an address of the office',
  pages: { '/': redirect(() => 'http://10.0.0.5/', 302) },
  expect: {
    'redirect-target-safe': { verdict: 'fail', code: 'local' },
    'duplicate-url-variants': ['not-applicable', 'unknown'],
    'html-not-stale': ['unknown', 'not-applicable', 'pass'],
    'cors-unsafe': ['pass', 'not-applicable', 'unknown'],
  },
})

const toStaging = labSite({
  id: 'tostaging',
  about: 'the sign-in page of production leads to the test site',
  pages: { '/login': redirect(() => `https://staging.${domainOf('tostaging')}/login`, 302) },
  strangers: [host(`staging.${domainOf('tostaging')}`, goodHandler(domainOf('tostaging')))],
  expect: { 'redirect-target-safe': { verdict: 'fail', code: 'staging' } },
})

const toNowhere = labSite({
  id: 'tonowhere',
  about: 'the sign-in page leads to a name that does not exist',
  pages: { '/login': redirect(() => `https://auth.${domainOf('tonowhere')}/login`, 302) },
  expect: {
    'redirect-target-safe': { verdict: 'fail', code: 'gone' },
    'login-page': 'unknown',
    'html-not-stale': 'unknown',
  },
})

const page = (body: string): LabReply => ({
  headers: [
    ['content-type', HTML],
    ['cache-control', PRIVATE],
  ],
  body: titled('Sign in', body),
})

const logins: LabSite[] = [
  labSite({
    id: 'loginhttp',
    about: 'the sign-in form is sent over http',
    pages: { '/login': page(loginForm('5e1fa7c09b', `http://${domainOf('loginhttp')}/login`)) },
    expect: { 'login-page': { verdict: 'fail', code: 'plainForm' } },
  }),
  labSite({
    id: 'loginshell',
    about: 'the sign-in page is empty until its scripts run',
    pages: { '/login': page('<div id="root"></div>') },
    expect: { 'login-page': { verdict: 'unknown', code: 'noForm' } },
  }),
  labSite({
    id: 'logindown',
    about: 'the sign-in page answers 500',
    pages: { '/login': { status: 500, headers: [['content-type', HTML]], body: '<h1>Internal Server Error</h1>' } },
    expect: { 'login-page': { verdict: 'fail', code: 'broken' }, 'html-not-stale': ['unknown'] },
  }),
  labSite({
    id: 'loginmistake',
    about: 'the sign-in service sends visitors back with an error',
    pages: {
      '/login': ({ query }) =>
        query === ''
          ? { status: 302, headers: [['location', '/login?error=redirect_uri_mismatch']] }
          : page(loginForm('5e1fa7c09b')),
    },
    expect: { 'login-page': { verdict: 'fail', code: 'mistake' } },
  }),
  labSite({
    id: 'loginfound',
    about: 'nobody named the sign-in page; the first page links to it',
    urls: [{ url: `https://${domainOf('loginfound')}/`, purpose: 'homepage' }],
  }),
  labSite({
    id: 'nologin',
    about: 'a brochure without any sign-in',
    pages: {
      '/': file(
        HTML,
        homeText(domainOf('nologin')).replace('<p><a href="/login">Sign in</a></p>', '<p>Write to us.</p>'),
        REVALIDATE,
      ),
    },
    urls: [{ url: `https://${domainOf('nologin')}/`, purpose: 'homepage' }],
    expect: { 'login-page': 'not-applicable' },
  }),
]

/** An API that answers with CORS headers as the given rule says. */
export function apiWith(rule: (origin: string, path: string, method: string) => [string, string][]): Handler {
  return (request) => {
    const { method, path } = request
    const origin = request.headers.origin ?? ''
    const allowed = rule(origin, path, method)
    const headers: [string, string][] = [['cache-control', 'no-store'], ...allowed]
    if (method === 'OPTIONS') return { status: 204, headers }
    const body = JSON.stringify({ name: 'Lab', email: 'ada@lab.test' })
    return { headers: [['content-type', JSON_TYPE], ...headers], body }
  }
}

export function withApi(id: string, about: string, api: Handler, expect: LabSite['expect']): LabSite {
  const domain = domainOf(id)
  return labSite({
    id,
    about,
    more: [
      { role: 'app', host: appHost(domain) },
      { role: 'api', host: host(`api.${domain}`, front(api)) },
    ],
    urls: [
      { url: `https://${domain}/`, purpose: 'homepage' },
      { url: `https://${domain}/login`, purpose: 'login' },
      { url: `https://${domain}/api/health`, purpose: 'health' },
      { url: `https://api.${domain}/v1/me`, purpose: 'api' },
    ],
    expect,
  })
}

const credentials: [string, string] = ['access-control-allow-credentials', 'true']
const allow = (origin: string): [string, string] => ['access-control-allow-origin', origin]

export const corsReflect = withApi(
  'corsreflect',
  'the API lets every site in, with cookies, and pages without an address too',
  apiWith((origin) => (origin === '' ? [] : [allow(origin), credentials])),
  { 'cors-unsafe': { verdict: 'fail', code: 'reflected' } },
)

export const corsSuffix = withApi(
  'corssuffix',
  'the API lets in every origin that starts like its own',
  apiWith((origin) => (origin.startsWith(`https://api.${domainOf('corssuffix')}`) ? [allow(origin), credentials] : [])),
  {},
)

export const corsStar = withApi(
  'corsstar',
  'the API lets every site read what belongs to one visitor',
  apiWith(() => [allow('*')]),
  { 'cors-unsafe': { verdict: 'warn', code: 'open' } },
)

const HEADERS: [string, string] = ['access-control-allow-headers', 'authorization, content-type']

export const corsOwn = withApi(
  'corsown',
  'the API lets in the own pages and nobody else',
  apiWith((origin) => {
    const own = [`https://${domainOf('corsown')}`, `https://app.${domainOf('corsown')}`].includes(origin)
    return [['vary', 'Origin'], ...(own ? [allow(origin), credentials, HEADERS] : [])]
  }),
  {},
)

export const corsDevOnly = withApi(
  'corsdev',
  'the API lets in the machine of a developer only',
  apiWith(() => [allow('http://localhost:3000'), HEADERS]),
  {},
)

const moved = domainOf('corsmoved')
export const corsMoved = withApi(
  'corsmoved',
  'the API redirects the first question of a browser',
  (request) =>
    request.method === 'OPTIONS'
      ? { status: 301, headers: [['location', `https://api.${moved}/v2/me`], allow('*')] }
      : apiWith(() => [allow('*')])(request),
  { 'cors-unsafe': { verdict: 'warn', code: 'open' } },
)

const stale = labSite({
  id: 'stalehtml',
  about: 'browsers keep the first page for a year',
  pages: { '/': file(HTML, homeText(domainOf('stalehtml')), 'public, max-age=31536000') },
  expect: { 'html-not-stale': { verdict: 'fail', code: 'days' } },
})

const bare = (id: string): Handler => withHeaders(site(goodPages(domainOf(id))), [['server', 'nginx']])

const naked = labSite({
  id: 'naked',
  about: 'one server and nothing in front of any host',
  apex: { addresses: [{ at: 'pub' }], http: toHttps, https: bare('naked') },
  www: { addresses: [{ at: 'pub' }], http: toHttps, https: redirect(`https://${domainOf('naked')}`) },
  expect: { 'ddos-protection': { verdict: 'fail', code: 'direct' } },
})

const half = labSite({
  id: 'halfshield',
  about: 'the application is beside the network that protects the rest',
  more: [
    {
      role: 'app',
      host: appHost(domainOf('halfshield'), { addresses: [{ at: 'pub' }], http: toHttps, https: bare('halfshield') }),
    },
  ],
  expect: { 'ddos-protection': { verdict: 'warn', code: 'oneDirect' } },
})

/** The same server under a name of its own: the way around the network in front. */
export const shielded = labSite({
  id: 'shielded',
  about: 'the server answers for the protected name at the address of its mail host',
  more: [
    {
      role: 'mail',
      host: {
        name: `mail.${domainOf('shielded')}`,
        addresses: [{ at: 'pub' }],
        http: () => ({}),
        https: bare('shielded'),
      },
    },
  ],
  zone: [`@ 300 MX 10 mail.${domainOf('shielded')}.`],
})

const locked = domainOf('locked')
export const lockedSite = labSite({
  id: 'locked',
  about: 'the server refuses everybody but the network in front',
  apex: {
    https: (request) =>
      request.node === 'origin'
        ? { status: 403, headers: [['content-type', 'text/plain']], body: 'Forbidden' }
        : goodHandler(locked)(request),
  },
  more: [
    {
      role: 'mail',
      host: {
        name: `mail.${locked}`,
        addresses: [{ at: 'pub', node: 'origin', tls: { names: [locked, `mail.${locked}`] } }],
        http: 'closed',
        https: () => ({}),
      },
    },
  ],
  zone: [`@ 300 MX 10 mail.${locked}.`],
})

export const closedOrigin = labSite({
  id: 'closedorigin',
  about: 'the server is closed to the world',
  more: [
    {
      role: 'mail',
      host: {
        name: `mail.${domainOf('closedorigin')}`,
        addresses: [{ at: 'pub', https: 'closed', http: 'closed' }],
        http: 'closed',
        https: () => ({}),
      },
    },
  ],
  zone: [`@ 300 MX 10 mail.${domainOf('closedorigin')}.`],
})

export const unnamedOrigin = labSite({ id: 'noorigin', about: 'no address of the server is published' })

export const tellTale = withApi(
  'telltale',
  'the API answers broken JSON with the stack of its program',
  (request) =>
    request.method === 'POST'
      ? {
          status: 500,
          headers: [['content-type', JSON_TYPE]],
          body: JSON.stringify({
            error:
              'SyntaxError: Expected property name\n    at JSON.parse (/srv/api/body.js:7:11)\n    at next (/srv/api/router.js:80:3)',
          }),
        }
      : { headers: [['content-type', JSON_TYPE]], body: '{"name":"Ana"}' },
  {},
)

export const visitSites: LabSite[] = [
  twins,
  slashTwice,
  slashGone,
  slashTidy,
  caseBroken,
  toLocal,
  toPrivate,
  toStaging,
  toNowhere,
  ...logins,
  corsReflect,
  corsSuffix,
  corsStar,
  corsOwn,
  corsDevOnly,
  corsMoved,
  stale,
  naked,
  half,
  shielded,
  lockedSite,
  closedOrigin,
  unnamedOrigin,
]
