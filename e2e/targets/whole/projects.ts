import type { Target } from '../../../lib/engine/target'
import {
  file,
  HTML,
  html,
  IMMUTABLE,
  JSON_TYPE,
  loginForm,
  notFound,
  privatePage,
  REVALIDATE,
  redirect,
  SCRIPT,
  STYLE,
  site,
  toHttps,
  withHeaders,
  withHsts,
} from '../web/content'
import type { Handler, LabHost, LabReply, LabSite } from '../web/types'

const TEXT = '<main><h1>Welcome</h1><p>Useful things for busy people, every day of the week.</p></main>'

/** A domain that neither sends nor receives mail, and says so. */
const QUIET = ['@ 300 MX 0 .', '@ 300 TXT "v=spf1 -all"', '_dmarc 300 TXT "v=DMARC1; p=reject"']

export const page = (title: string, head = '', body = TEXT): string => html({ title, head, body })
const shown = (title: string, head?: string, body?: string): LabReply => file(HTML, page(title, head, body), REVALIDATE)
const login = privatePage((token) => page('Sign in', '', loginForm(token)))
const apexAndWww = (domain: string): Target['hosts'] => [
  { name: domain, role: 'apex' },
  { name: `www.${domain}`, role: 'www' },
]

export const host = (name: string, https: Handler, more: Partial<LabHost> = {}): LabHost => ({
  name,
  http: toHttps,
  https: withHsts(https),
  ...more,
})
export const leadingTo = (name: string, from: string, more: Partial<LabHost> = {}): LabHost =>
  host(
    from,
    redirect(({ target }) => `https://${name}${target}`),
    more,
  )

type Order = { about: string; hosts: LabHost[]; target?: Partial<Target>; zone?: string[] }

/** A project of its own domain, with apex and www unless its target says otherwise. */
export function project(domain: string, { about, hosts, target = {}, zone = QUIET }: Order): LabSite {
  return {
    id: domain,
    about,
    domain,
    hosts,
    zone,
    target: { domain, hosts: apexAndWww(domain), urls: [], sending: [], profile: {}, ...target },
    expect: {},
  }
}

const ownServer: Partial<LabHost> = { addresses: [{ at: 'pub' }] }

const spa: Handler = site(
  {
    '/assets/index-Ck3d9fQ1.js': file(SCRIPT, 'document.getElementById("root").textContent="Hello"', IMMUTABLE),
    '/assets/index-B4mv9RwL.css': file(STYLE, 'a{}', IMMUTABLE),
  },
  shown(
    'App',
    '<script type="module" src="/assets/index-Ck3d9fQ1.js"></script><link rel="stylesheet" href="/assets/index-B4mv9RwL.css">',
    '<noscript>Please turn on JavaScript.</noscript><div id="root"></div>',
  ),
)

const platform = (handler: Handler): Handler =>
  withHeaders(handler, ({ count }) => [
    ['server', 'Vercel'],
    ['x-vercel-id', `fra1::${count}abc`],
    ['x-vercel-cache', count === 0 ? 'MISS' : 'HIT'],
    ['age', String(count)],
  ])

const silentApi: LabReply = {
  status: 404,
  headers: [
    ['content-type', JSON_TYPE],
    ['cache-control', 'no-store'],
  ],
  body: '{"error":"not found"}',
}
const closedBucket: LabReply = {
  status: 403,
  headers: [['content-type', 'application/xml']],
  body: '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
}
const slashes: Handler = ({ path, query }) =>
  path.endsWith('/')
    ? notFound
    : { status: 301, headers: [['location', `${path}/${query === '' ? '' : `?${query}`}`]], body: '' }

/** Projects of many shapes without a mistake that stops a launch. */
export const healthyProjects: LabSite[] = [
  project('plain-server.test', {
    about: 'one server with one IPv4 address, files without versions',
    hosts: [
      host(
        'plain-server.test',
        site({
          '/': shown('Plain', '<link rel="stylesheet" href="/style.css"><script src="/app.js" defer></script>'),
          '/style.css': file(STYLE, 'body{color:#222}', 'no-cache'),
          '/app.js': file(SCRIPT, 'console.log(1)', 'public, max-age=3600'),
        }),
        ownServer,
      ),
      leadingTo('plain-server.test', 'www.plain-server.test', ownServer),
    ],
  }),
  project('www-first.test', {
    about: 'the bare domain leads to www, which is an alias of it',
    hosts: [
      leadingTo('www.www-first.test', 'www-first.test'),
      host('www.www-first.test', site({ '/': shown('Main') }), { cname: 'www-first.test' }),
    ],
  }),
  project('only-app.test', {
    about: 'a single-page application on a subdomain, no public site',
    hosts: [host('app.only-app.test', spa, ownServer)],
    target: {
      hosts: [{ name: 'app.only-app.test', role: 'app' }],
      profile: { publicSite: false, sendsMail: false, receivesMail: false },
    },
  }),
  project('on-platform.test', {
    about: 'a hosting platform, a sign-in page, a domain that forbids all mail',
    hosts: [
      host('on-platform.test', site({ '/': platform(site({ '/': shown('Ship it') })), '/login': login }), ownServer),
      leadingTo('on-platform.test', 'www.on-platform.test', ownServer),
    ],
    target: { urls: [{ url: 'https://on-platform.test/login', purpose: 'login' }] },
  }),
  project('many-hosts.test', {
    about: 'an API that has no page, a file host that refuses its root, an app behind a sign-in',
    hosts: [
      host(
        'many-hosts.test',
        site({ '/': shown('Home', '<script src="https://assets.many-hosts.test/app-B7kq2XzT.js"></script>') }),
      ),
      leadingTo('many-hosts.test', 'www.many-hosts.test'),
      host(
        'app.many-hosts.test',
        site({
          '/': redirect(() => '/login', 302, [['cache-control', 'private, no-store']]),
          '/login': login,
        }),
      ),
      host('api.many-hosts.test', site({ '/health': file(JSON_TYPE, '{"status":"ok"}', 'no-store') }, silentApi)),
      host('assets.many-hosts.test', site({ '/app-B7kq2XzT.js': file(SCRIPT, 'x=1', IMMUTABLE) }, closedBucket)),
    ],
    target: {
      hosts: [
        ...apexAndWww('many-hosts.test'),
        { name: 'app.many-hosts.test', role: 'app' },
        { name: 'api.many-hosts.test', role: 'api' },
        { name: 'assets.many-hosts.test', role: 'assets' },
      ],
      urls: [
        { url: 'https://app.many-hosts.test/login', purpose: 'login' },
        { url: 'https://api.many-hosts.test/health', purpose: 'health' },
      ],
    },
  }),
  project('locales.test', {
    about: 'a start page per language, a form without a word, slashes at every end',
    hosts: [
      host(
        'locales.test',
        site(
          {
            '/': redirect(() => '/en/', 307, [['cache-control', 'private, no-store']]),
            '/en/': shown('Hello', '', `${TEXT}<a href="/en/signup/">Sign up</a>`),
            '/en/signup/': shown('Sign up', '', '<form method="post"><input type="email" name="email"></form>'),
          },
          slashes,
        ),
      ),
      leadingTo('locales.test', 'www.locales.test'),
    ],
  }),
]

const failing: Handler = () => ({ status: 502, headers: [['server', 'nginx']], body: '<h1>502 Bad Gateway</h1>' })

export type BrokenProject = { site: LabSite; blockers: string[] }

/** Projects with one mistake each, and the root causes that must be named. */
export const brokenProjects: BrokenProject[] = [
  {
    site: project('no-apex.test', {
      about: 'the bare domain has no address',
      hosts: [host('www.no-apex.test', site({ '/': shown('Main') }))],
    }),
    blockers: ['host-apex'],
  },
  {
    site: project('circle.test', {
      about: 'the bare domain and www send to each other',
      hosts: [leadingTo('www.circle.test', 'circle.test'), leadingTo('circle.test', 'www.circle.test')],
    }),
    blockers: ['redirect-loop'],
  },
  {
    site: project('detached.test', {
      about: 'www is not known at its provider',
      hosts: [
        host('detached.test', site({ '/': shown('Main') })),
        leadingTo('detached.test', 'www.detached.test', { addresses: [{ at: 'pub', https: 'alert-112' }] }),
      ],
    }),
    blockers: ['https-reachable'],
  },
  {
    site: project('failing-app.test', {
      about: 'the application answers 502 to everything',
      hosts: [
        host('failing-app.test', site({ '/': shown('Main') })),
        leadingTo('failing-app.test', 'www.failing-app.test'),
        host('app.failing-app.test', failing),
      ],
      target: {
        hosts: [...apexAndWww('failing-app.test'), { name: 'app.failing-app.test', role: 'app' }],
        urls: [{ url: 'https://app.failing-app.test/login', purpose: 'login' }],
      },
    }),
    blockers: ['critical-urls-up'],
  },
  {
    site: project('long-spf.test', {
      about: 'an SPF record of eleven lookups',
      hosts: [host('long-spf.test', site({ '/': shown('Main') })), leadingTo('long-spf.test', 'www.long-spf.test')],
      zone: [
        '@ 300 MX 0 .',
        `@ 300 TXT "v=spf1 ${Array.from({ length: 11 }, (_, index) => `include:s${index}.long-spf.test`).join(' ')} ~all"`,
        ...Array.from({ length: 11 }, (_, index) => `s${index} 300 TXT "v=spf1 ip4:198.18.20.${index} ~all"`),
        '_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:dmarc@long-spf.test"',
        'google._domainkey 300 TXT "v=DKIM1; k=rsa; p=@RSA2048"',
      ],
      target: {
        sending: [{ domain: 'long-spf.test', provider: 'google-workspace', selectors: ['google'] }],
        profile: { sendsMail: true, receivesMail: false },
      },
    }),
    blockers: ['spf-lookup-limit'],
  },
]

/** A project whose domain does not exist. */
export const goneTarget: Target = {
  domain: 'gone.test',
  hosts: [...apexAndWww('gone.test'), { name: 'app.gone.test', role: 'app' }],
  urls: [{ url: 'https://app.gone.test/login', purpose: 'login' }],
  sending: [{ domain: 'gone.test', provider: 'resend' }],
  profile: { sendsMail: true, receivesMail: true },
}
