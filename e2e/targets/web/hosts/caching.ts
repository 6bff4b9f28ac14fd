import { createHash } from 'node:crypto'
import { ASSETS, domainOf, front, goodPages, homeText, labSite, SCRIPT_PATH, STYLE_PATH } from '../baseline'
import { file, HTML, html, IMMUTABLE, loginForm, REVALIDATE, SCRIPT, STYLE, site } from '../content'
import type { Handler, LabSite } from '../types'

const SESSION = 'session=7f3c1b9a5d2e4f60; Path=/; HttpOnly; Secure; SameSite=Lax'

/** A page that a shared cache stores together with somebody's session. */
function sharedSession(body: string, cacheControl: string, status: string): Handler {
  return ({ count }) => ({
    headers: [
      ['content-type', HTML],
      ['cache-control', cacheControl],
      ['set-cookie', SESSION],
      ['cf-cache-status', count === 0 ? 'MISS' : status],
      ...(count === 0 ? [] : ([['age', String(count * 2)]] satisfies [string, string][])),
    ],
    body,
  })
}

const signIn = (token: string) => html({ title: 'Sign in', head: ASSETS, body: loginForm(token) })

const leaky = labSite({
  id: 'leakycache',
  about: 'front page and sign-in page are stored together with a session cookie',
  pages: {
    '/': sharedSession(homeText(domainOf('leakycache')), 'public, s-maxage=600', 'HIT'),
    '/login': sharedSession(signIn('5e1f'), 'public, s-maxage=600', 'HIT'),
  },
  expect: { 'shared-cache-safety': 'fail', 'refresh-consistency': ['pass', 'warn'] },
})

const nextStatic = labSite({
  id: 'nextstatic',
  about: 'a prerendered page that the platform keeps for a year, without cookies',
  pages: {
    '/': file(HTML, homeText(domainOf('nextstatic')), 's-maxage=31536000, stale-while-revalidate', [
      ['x-nextjs-cache', 'HIT'],
    ]),
  },
})

const csrfCached = labSite({
  id: 'csrfcached',
  about: 'every visitor gets the same hidden token from the cache',
  pages: {
    '/login': ({ count }) => ({
      headers: [
        ['content-type', HTML],
        ['cache-control', 'public, s-maxage=600'],
        ['cf-cache-status', 'HIT'],
        ['age', String(30 + count)],
      ],
      body: signIn('c4b8e6a2d0f1937586'),
    }),
  },
  expect: { 'shared-cache-safety': 'fail' },
})

const NODES = domainOf('twonodes')
function nodePage(node: string): Handler {
  const script = `/assets/index-${node === 'b' ? 'Q5wz8LmY' : 'B7kq2XzT'}.js`
  const body = homeText(NODES).replaceAll(SCRIPT_PATH, script)
  return () => file(HTML, body, node === 'b' ? 'private, no-store' : REVALIDATE)
}

const twoNodes = labSite({
  id: 'twonodes',
  about: 'two servers behind one name run different releases with different caching rules',
  apex: {
    addresses: [
      { at: 'cf', node: 'a' },
      { at: 'cf', node: 'b' },
    ],
    https: front((request) =>
      site({
        ...goodPages(NODES),
        '/': nodePage(request.node),
        '/assets/index-Q5wz8LmY.js': file(SCRIPT, 'document.title="new";', IMMUTABLE),
      })(request),
    ),
  },
  expect: { 'refresh-consistency': 'fail' },
})

const countdown = labSite({
  id: 'countdown',
  about: 'lifetime and age move together, as some networks show them',
  pages: {
    '/': ({ count }) => {
      const page = file(HTML, homeText(domainOf('countdown')), `public, max-age=${Math.max(0, 600 - count)}`)
      return { ...page, headers: [...(page.headers ?? []), ['age', String(count)]] }
    },
  },
  expect: { 'refresh-consistency': 'pass' },
})

const alternating = labSite({
  id: 'alternating',
  about: 'every second answer may be stored, every other one may not',
  pages: {
    '/': ({ count }) =>
      file(HTML, homeText(domainOf('alternating')), count % 2 === 0 ? 'public, max-age=60' : 'private, no-store'),
  },
  expect: { 'refresh-consistency': 'fail' },
})

const asset = (name: string) => `${name} ${createHash('sha256').update(name).digest('hex')}`
const FONT = Buffer.concat([Buffer.from('wOF2'), Buffer.alloc(64)])
const assets = labSite({
  id: 'assets',
  about: 'versioned files that are never kept, unversioned ones that are kept for a year',
  pages: {
    '/': file(
      HTML,
      homeText(
        domainOf('assets'),
        '<script src="/assets/vendor-Xk29QmLp.js"></script><script src="/app.js"></script><script src="/tags.js?v=12345"></script><link rel="preload" as="font" href="/fonts/text.woff2" crossorigin>',
      ),
      REVALIDATE,
    ),
    [SCRIPT_PATH]: file(SCRIPT, `//${asset('index')}`, 'public, max-age=0'),
    [STYLE_PATH]: file(STYLE, 'body{margin:0}', 'public, max-age=0'),
    '/assets/vendor-Xk29QmLp.js': file(SCRIPT, `//${asset('vendor')}`, 'public, max-age=0'),
    '/app.js': file(SCRIPT, `//${asset('app')}`, 'public, max-age=31536000'),
    '/tags.js': file(SCRIPT, `//${asset('tags')}`, 'public, max-age=2592000'),
    '/fonts/text.woff2': { headers: [['content-type', 'font/woff2']], body: FONT },
  },
  expect: { 'static-cache-lifetime': 'fail' },
})

const yearlong = labSite({
  id: 'yearlong',
  about: 'a script without a version in its name is kept for a year',
  pages: {
    '/': file(HTML, homeText(domainOf('yearlong'), '<script src="/app.js"></script>'), REVALIDATE),
    '/app.js': file(SCRIPT, `//${asset('app')}`, 'public, max-age=31536000'),
  },
  expect: { 'static-cache-lifetime': 'warn' },
})

export const cachingSites: LabSite[] = [
  leaky,
  nextStatic,
  csrfCached,
  twoNodes,
  countdown,
  alternating,
  assets,
  yearlong,
]
