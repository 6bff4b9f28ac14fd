import { ASSETS, appHost, domainOf, front, goodHandler, goodPages, homeText, labSite } from '../baseline'
import { behindCloudflare, file, HTML, html, PRIVATE, REVALIDATE, redirect, site } from '../content'
import type { Handler, LabSite } from '../types'

const plainSite = (id: string): Handler => behindCloudflare(site(goodPages(domainOf(id))))

const httpOnly: LabSite = labSite({
  id: 'httponly',
  about: 'the application answers on http alone; 443 is closed',
  more: [
    {
      role: 'app',
      host: appHost(domainOf('httponly'), {
        addresses: [{ at: 'cf', https: 'closed' }],
        http: plainSite('httponly'),
      }),
    },
  ],
  expect: {
    'https-reachable': 'fail',
    'https-redirect': 'fail',
    'tls-cert-name': ['pass', 'unknown', 'not-applicable'],
    'tls-cert-chain': ['pass', 'unknown', 'not-applicable'],
    'tls-cert-expiry': ['pass', 'unknown', 'not-applicable'],
    'tls-cert-per-address': ['pass', 'unknown', 'not-applicable'],
    hsts: ['pass', 'unknown', 'not-applicable'],
    'redirect-preserves-url': ['pass', 'unknown', 'not-applicable'],
    'exposed-env': ['pass', 'unknown', 'not-applicable'],
    'exposed-vcs': ['pass', 'unknown', 'not-applicable'],
    'exposed-files': ['pass', 'unknown', 'not-applicable'],
    'edge-provider': ['pass', 'unknown'],
    'canonical-host': ['pass', 'unknown'],
    'mixed-content': ['pass', 'unknown', 'not-applicable'],
  },
})

const toHttpsRules: LabSite[] = [
  labSite({
    id: 'noredirect',
    about: 'port 80 serves the whole site',
    apex: { http: plainSite('noredirect') },
    expect: {
      'https-redirect': 'fail',
      'canonical-host': ['pass', 'fail'],
      'redirect-preserves-url': ['pass', 'not-applicable'],
    },
  }),
  labSite({
    id: 'temp',
    about: 'http is sent to https for now only (302)',
    apex: { http: behindCloudflare(redirect(({ host, target }) => `https://${host}${target}`, 302)) },
    expect: { 'https-redirect': 'warn', 'canonical-host': ['pass', 'warn'] },
  }),
  labSite({
    id: 'wwwfirst',
    about: 'http goes to another host over http first',
    apex: {
      http: behindCloudflare(redirect(`http://www.${domainOf('wwwfirst')}`)),
      https: front(redirect(`https://www.${domainOf('wwwfirst')}`)),
    },
    www: { https: goodHandler(`www.${domainOf('wwwfirst')}`) },
    urls: [
      { url: `https://www.${domainOf('wwwfirst')}/`, purpose: 'homepage' },
      { url: `https://www.${domainOf('wwwfirst')}/login`, purpose: 'login' },
      { url: `https://www.${domainOf('wwwfirst')}/api/health`, purpose: 'health' },
    ],
    expect: { 'https-redirect': 'warn' },
  }),
  labSite({
    id: 'forbidden80',
    about: 'http answers 403 instead of a redirect',
    apex: {
      http: behindCloudflare(() => ({ status: 403, headers: [['content-type', 'text/plain']], body: 'Forbidden' })),
    },
    expect: {
      'https-redirect': 'warn',
      'canonical-host': ['pass', 'warn', 'fail'],
      'redirect-preserves-url': ['pass', 'not-applicable'],
    },
  }),
]

function wwwFirst(site: LabSite): LabSite {
  return { ...site, target: { ...site.target, canonicalHost: `www.${site.domain}` } }
}

const LONG = domainOf('long')
const long: LabSite = labSite({
  id: 'long',
  about: 'four hops from the typed address to the page',
  apex: {
    http: behindCloudflare(redirect(`http://www.${LONG}`)),
    https: front(redirect(`https://www.${LONG}`)),
  },
  www: {
    https: front(
      site({
        ...goodPages(`www.${LONG}`),
        '/': redirect(() => '/home', 302),
        '/home': redirect(() => '/en', 302),
        '/en': file(HTML, homeText(`www.${LONG}`), REVALIDATE),
      }),
    ),
  },
  urls: [
    { url: `https://www.${LONG}/`, purpose: 'homepage' },
    { url: `https://www.${LONG}/login`, purpose: 'login' },
    { url: `https://www.${LONG}/api/health`, purpose: 'health' },
  ],
  expect: {
    'redirect-chain-length': 'fail',
    'https-redirect': 'warn',
    'canonical-host': ['pass', 'warn'],
    'mixed-content': ['pass', 'unknown'],
  },
})

const DEAD = ['pass', 'unknown', 'not-applicable', 'fail'] as const
/** What page checks may say where no page is ever reached. */
const noPage: LabSite['expect'] = {
  'critical-urls-up': ['fail', 'unknown'],
  'page-not-blank': DEAD,
  'mixed-content': DEAD,
  'shared-cache-safety': DEAD,
  'refresh-consistency': DEAD,
  'static-cache-lifetime': DEAD,
  'public-bundle-secrets': DEAD,
  'redirect-chain-length': ['pass', 'warn', 'fail', 'unknown'],
  'redirect-preserves-url': ['pass', 'warn', 'unknown', 'not-applicable'],
  'canonical-host': ['fail', 'unknown'],
  'health-endpoint': ['pass', 'fail'],
  'exposed-env': ['pass', 'unknown'],
  'exposed-vcs': ['pass', 'unknown'],
  'exposed-files': ['pass', 'unknown'],
}

const loops: LabSite[] = [
  labSite({
    id: 'flexible',
    about: 'the network speaks http to a server that insists on https',
    apex: { https: behindCloudflare(redirect(({ host, target }) => `https://${host}${target}`)) },
    expect: { ...noPage, 'redirect-loop': 'fail', hsts: ['warn', 'fail'] },
  }),
  labSite({
    id: 'pingpong',
    about: 'apex sends to www, www sends to apex',
    apex: { https: front(redirect(`https://www.${domainOf('pingpong')}`)) },
    expect: { ...noPage, 'redirect-loop': 'fail', 'canonical-host': 'fail' },
  }),
  labSite({
    id: 'slash',
    about: 'the sign-in page goes to and fro over its slash',
    pages: { '/login': redirect(() => '/login/'), '/login/': redirect(() => '/login') },
    expect: {
      'redirect-loop': 'fail',
      'critical-urls-up': ['fail', 'unknown'],
      'redirect-chain-length': ['pass', 'unknown', 'warn', 'fail'],
      'page-not-blank': ['pass', 'unknown', 'fail'],
      'shared-cache-safety': ['pass', 'unknown'],
      'refresh-consistency': ['pass', 'unknown'],
      'public-bundle-secrets': ['pass', 'unknown'],
      'mixed-content': ['pass', 'unknown'],
      'static-cache-lifetime': ['pass', 'unknown'],
    },
  }),
  labSite({
    id: 'cookieonce',
    about: 'the first visit sets a cookie and comes again',
    pages: {
      '/': (request) =>
        request.headers.cookie?.includes('visited=1')
          ? file(HTML, homeText(domainOf('cookieonce')), PRIVATE)
          : {
              status: 302,
              headers: [
                ['set-cookie', 'visited=1; Path=/; Secure; HttpOnly; SameSite=Lax'],
                ['cache-control', PRIVATE],
                ['location', '/'],
              ],
            },
    },
    expect: { 'redirect-chain-length': ['pass', 'warn'], 'canonical-host': ['pass', 'warn'] },
  }),
  labSite({
    id: 'downgrade',
    about: 'https goes back to http, http to https',
    apex: { https: front(redirect(({ host, target }) => `http://${host}${target}`, 302)) },
    expect: { ...noPage, 'redirect-loop': 'fail', 'https-redirect': ['fail', 'warn'] },
  }),
]

const preserving: LabSite[] = [
  labSite({
    id: 'drop',
    about: 'http sends every address to the front page',
    apex: { http: behindCloudflare(redirect(({ host }) => `https://${host}/`)) },
    expect: { 'redirect-preserves-url': 'fail' },
  }),
  labSite({
    id: 'noquery',
    about: 'www keeps the path and loses the query',
    www: { https: front(redirect(({ path }) => `https://${domainOf('noquery')}${path}`)) },
    expect: { 'redirect-preserves-url': 'warn' },
  }),
  labSite({
    id: 'uri',
    about: 'the target is built from the decoded path',
    apex: { http: behindCloudflare(redirect(({ host, path }) => `https://${host}${decodeURIComponent(path)}`)) },
    expect: { 'redirect-preserves-url': 'fail' },
  }),
]

const canonical: LabSite[] = [
  labSite({
    id: 'both200',
    about: 'apex and www both serve the site and neither says which counts',
    pages: {
      '/': file(
        HTML,
        html({
          title: 'Plan your week',
          head: ASSETS,
          body: '<main><h1>Plan your week</h1><a href="/login">Sign in</a></main>',
        }),
        REVALIDATE,
      ),
    },
    www: {
      https: front(
        site({
          ...goodPages(domainOf('both200')),
          '/': file(
            HTML,
            html({ title: 'Plan your week', head: ASSETS, body: '<main><h1>Plan your week</h1></main>' }),
            REVALIDATE,
          ),
        }),
      ),
    },
    expect: { 'canonical-host': 'fail' },
  }),
  labSite({
    id: 'nowww',
    about: 'there is no www',
    www: null,
    expect: {
      'canonical-host': 'fail',
      'https-reachable': ['pass', 'unknown'],
      'redirect-loop': ['pass', 'unknown'],
      'https-redirect': ['pass', 'unknown'],
      'redirect-chain-length': ['pass', 'unknown'],
      'redirect-preserves-url': ['pass', 'unknown'],
      hsts: ['pass', 'unknown'],
    },
  }),
  labSite({
    id: 'devlink',
    about: 'the canonical link points to a developer machine',
    pages: {
      '/': file(
        HTML,
        homeText(domainOf('devlink')).replace(/href="https:\/\/[^"]+"/, 'href="http://localhost:3000/"'),
        REVALIDATE,
      ),
    },
    expect: { 'canonical-host': 'fail' },
  }),
  labSite({
    id: 'tempwww',
    about: 'www is sent to the main address for now only (302)',
    www: { https: front(redirect(`https://${domainOf('tempwww')}`, 302)) },
    expect: { 'canonical-host': 'warn' },
  }),
]

export const redirectSites: LabSite[] = [
  httpOnly,
  ...toHttpsRules.map((one) => (one.id === 'wwwfirst' ? wwwFirst(one) : one)),
  wwwFirst(long),
  ...loops,
  ...preserving,
  ...canonical,
]
