import { gzipSync } from 'node:zlib'
import {
  alias,
  domainOf,
  front,
  goodPages,
  homeText,
  host,
  labSite,
  type Pages,
  SCRIPT_PATH,
  securityText,
  sitemapText,
} from '../baseline'
import { file, HTML, html, IMMUTABLE, REVALIDATE, redirect, SCRIPT, site } from '../content'
import { greyPicture } from '../picture'
import type { Handler, LabPage, LabSite } from '../types'

const XML = 'application/xml'
const HOUR = 'public, max-age=3600'
const DAY_MS = 86_400_000
const gone: LabPage = { status: 404, headers: [['content-type', 'text/plain']], body: 'nothing here' }

const stagingHost = (id: string, https: Handler) => ({
  role: 'staging' as const,
  host: host(`staging.${domainOf(id)}`, https),
})
const twin = (id: string, changes: Pages = {}): Handler =>
  site({ ...goodPages(domainOf(id)), '/robots.txt': gone, ...changes })
const api = (id: string) => ({
  role: 'api' as const,
  host: host(`api.${domainOf(id)}`, () => ({ headers: [['content-type', 'application/json']], body: '{"ok":true}' })),
})

const staging: LabSite[] = [
  labSite({
    id: 'staging',
    about: 'the copy for tests is open, has the same title and calls the production API',
    more: [
      stagingHost(
        'staging',
        twin('staging', {
          [SCRIPT_PATH]: file(SCRIPT, `fetch("https://api.${domainOf('staging')}/v1/week")`, IMMUTABLE),
        }),
      ),
      api('staging'),
    ],
    expect: { 'staging-exposure': { verdict: 'fail', code: 'shared' } },
  }),
  labSite({
    id: 'stagingtwin',
    about: 'the copy for tests is open and has the same title',
    more: [stagingHost('stagingtwin', twin('stagingtwin'))],
    expect: { 'staging-exposure': { verdict: 'fail', code: 'twin' } },
  }),
  labSite({
    id: 'stagingauth',
    about: 'the copy for tests asks for a password',
    more: [
      stagingHost('stagingauth', () => ({
        status: 401,
        headers: [
          ['www-authenticate', 'Basic realm="Staging"'],
          ['content-type', 'text/plain'],
        ],
        body: 'Authorization required',
      })),
    ],
  }),
  labSite({
    id: 'stagingnoindex',
    about: 'the copy for tests is open, search engines leave it out',
    more: [
      stagingHost(
        'stagingnoindex',
        twin('stagingnoindex', {
          '/': file(HTML, homeText(domainOf('stagingnoindex')), REVALIDATE, [['x-robots-tag', 'noindex']]),
        }),
      ),
    ],
    expect: { 'staging-exposure': { verdict: 'warn', code: 'noindex' } },
  }),
  labSite({
    id: 'stagingrobots',
    about: 'only robots.txt keeps search engines from the copy for tests',
    more: [
      stagingHost(
        'stagingrobots',
        twin('stagingrobots', { '/robots.txt': file('text/plain', 'User-agent: *\nDisallow: /\n', HOUR) }),
      ),
    ],
    expect: { 'staging-exposure': { verdict: 'warn', code: 'disallow' } },
  }),
  labSite({
    id: 'stagingfound',
    about: 'nobody listed the copy for tests, a page links to it',
    pages: {
      '/': file(
        HTML,
        homeText(domainOf('stagingfound')).replace(
          '</main>',
          `<a href="https://app-preview.${domainOf('stagingfound')}/">New version</a></main>`,
        ),
        REVALIDATE,
      ),
    },
    strangers: [host(`app-preview.${domainOf('stagingfound')}`, twin('stagingfound'))],
    expect: {
      'staging-exposure': { verdict: 'fail', code: 'twin' },
      'documented-hosts': { verdict: 'warn', code: 'named' },
    },
  }),
  labSite({
    id: 'stagingcookie',
    about: 'the copy for tests sets the session cookie of the whole domain',
    more: [
      stagingHost('stagingcookie', (request) => ({
        headers: [
          ['content-type', HTML],
          ['x-robots-tag', 'noindex'],
          [
            'set-cookie',
            `session=5d2e4f60; Domain=${domainOf('stagingcookie')}; Path=/; Secure; HttpOnly; SameSite=Lax`,
          ],
        ],
        body: html({
          title: 'Test copy',
          body: `<main><h1>Test copy</h1><p>of ${request.host}, for the team only.</p></main>`,
        }),
      })),
    ],
    expect: { 'staging-exposure': { verdict: 'fail', code: 'cookies' } },
  }),
]

const maps: LabSite[] = [
  labSite({
    id: 'nositemap',
    about: 'neither robots.txt nor the usual place has a list of pages',
    pages: { '/robots.txt': gone, '/sitemap.xml': gone },
    expect: { sitemap: { verdict: 'warn', code: 'missing' } },
  }),
  labSite({
    id: 'sitemapstaging',
    about: 'the list of pages was built for staging',
    pages: { '/sitemap.xml': file(XML, sitemapText(`https://staging.${domainOf('sitemapstaging')}/`), HOUR) },
    expect: { sitemap: { verdict: 'warn', code: 'host' }, 'environment-leaks': { verdict: 'fail', code: 'leak' } },
  }),
  labSite({
    id: 'sitemaphtml',
    about: 'the application answers instead of the list of pages',
    pages: { '/sitemap.xml': file(HTML, html({ title: 'Plan', body: '<main>Plan</main>' }), REVALIDATE) },
    expect: { sitemap: { verdict: 'warn', code: 'page' } },
  }),
  labSite({
    id: 'sitemapindex',
    about: 'an index leads to the list of pages',
    pages: {
      '/sitemap.xml': file(
        XML,
        `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://${domainOf('sitemapindex')}/pages.xml</loc></sitemap></sitemapindex>`,
        HOUR,
      ),
      '/pages.xml': file(
        XML,
        sitemapText(`https://${domainOf('sitemapindex')}/`, `https://${domainOf('sitemapindex')}/login`),
        HOUR,
      ),
    },
  }),
  labSite({
    id: 'sitemappacked',
    about: 'robots.txt names an index of packed lists',
    pages: {
      '/robots.txt': file(
        'text/plain',
        `User-agent: *\nAllow: /\nSitemap: https://${domainOf('sitemappacked')}/sitemap_index.xml.gz\n`,
        HOUR,
      ),
      '/sitemap_index.xml.gz': packed(
        `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://${domainOf('sitemappacked')}/pages.xml.gz</loc></sitemap></sitemapindex>`,
      ),
      '/pages.xml.gz': packed(sitemapText(`https://${domainOf('sitemappacked')}/`)),
    },
    expect: { sitemap: { verdict: 'pass', code: 'ok' } },
  }),
  labSite({
    id: 'sitemapbomb',
    about: 'the packed list of pages is 8 MB of one comment',
    pages: {
      '/robots.txt': file(
        'text/plain',
        `User-agent: *\nAllow: /\nSitemap: https://${domainOf('sitemapbomb')}/sitemap.xml.gz\n`,
        HOUR,
      ),
      '/sitemap.xml.gz': packed(`<!--${' '.repeat(8 * 1024 * 1024)}-->`),
    },
    expect: { sitemap: ['warn', 'unknown'] },
  }),
  labSite({
    id: 'sitemapgone',
    about: 'most listed pages are gone',
    pages: {
      '/sitemap.xml': file(
        XML,
        sitemapText(...['', 'a', 'b', 'c', 'd'].map((path) => `https://${domainOf('sitemapgone')}/${path}`)),
        HOUR,
      ),
    },
    expect: { sitemap: { verdict: 'warn', code: 'gone' } },
  }),
  labSite({
    id: 'robotsplatform',
    about: 'robots.txt names the list of the platform address',
    pages: {
      '/robots.txt': file(
        'text/plain',
        'User-agent: *\nAllow: /\nSitemap: https://planner.vercel.app/sitemap.xml\n',
        HOUR,
      ),
    },
    expect: { sitemap: { verdict: 'warn', code: 'foreign' }, 'environment-leaks': { verdict: 'fail', code: 'leak' } },
  }),
]

const contact = (id: string, about: string, text: string, code?: string, changes: Pages = {}): LabSite =>
  labSite({
    id,
    about,
    pages: { '/.well-known/security.txt': file('text/plain', text, HOUR), ...changes },
    ...(code === undefined ? {} : { expect: { 'security-txt': { verdict: 'warn', code } } }),
  })
const until = (days: number) => `Expires: ${new Date(Date.now() + days * DAY_MS).toISOString()}\n`

const contacts: LabSite[] = [
  contact('nodate', 'the contact file has no date', 'Contact: mailto:a@b.example\n', 'dates'),
  contact('olddate', 'the contact file is out of date', `Contact: mailto:a@b.example\n${until(-3)}`, 'expired'),
  contact(
    'twodates',
    'the contact file has two dates',
    `Contact: mailto:a@b.example\n${until(30)}${until(60)}`,
    'dates',
  ),
  contact(
    'signed',
    'the contact file is signed',
    `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nContact: https://b.example/report\n${until(90)}-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n`,
  ),
  contact('oldplace', 'the contact file lies at the old place', '', 'old', {
    '/.well-known/security.txt': gone,
    '/security.txt': file('text/plain', securityText('oldplace.example'), HOUR),
  }),
]

const card = (id: string, about: string, change: (text: string) => string, pages: Pages = {}): LabSite =>
  labSite({
    id,
    about,
    pages: { '/': file(HTML, change(homeText(domainOf(id))), REVALIDATE), ...pages },
    expect: { 'share-preview': 'warn' },
  })

const cards: LabSite[] = [
  card('defaulttitle', 'the title is that of the template', (text) =>
    text.replace(/<title>[^<]*/, '<title>Create Next App'),
  ),
  card('nolang', 'the page does not say its language', (text) => text.replace(' lang="en"', '')),
  card('iconpage', 'the application answers instead of the icon', (text) => text, {
    '/favicon.svg': file(HTML, html({ title: 'Plan', body: 'Plan' }), REVALIDATE),
  }),
  card('smallcard', 'the picture of the link preview is tiny', (text) => text, {
    '/card.png': file('image/png', greyPicture(64, 64), HOUR),
  }),
  labSite({
    id: 'hostiletitle',
    about: 'markup and bidirectional marks in the title, no description',
    pages: {
      '/': file(
        HTML,
        homeText(domainOf('hostiletitle'))
          .replace(/<title>[^<]*/, `<title>&lt;script&gt;alert(1)&lt;/script&gt;\u202Egnp.exe${'A'.repeat(5000)}`)
          .replace(/ content="One page[^"]*"/, ' content=""'),
        REVALIDATE,
      ),
    },
    expect: { 'share-preview': 'warn' },
  }),
]

const missing: LabSite[] = [
  labSite({
    id: 'home302',
    about: 'missing pages lead to the start page',
    apex: {
      https: front(site(goodPages(domainOf('home302')), { status: 302, headers: [['location', '/']], body: '' })),
    },
    expect: { 'not-found-page': { verdict: 'warn', code: 'home' } },
  }),
  labSite({
    id: 'cached404',
    about: 'caches may keep "not found" for a day',
    apex: {
      https: front(
        site(goodPages(domainOf('cached404')), {
          status: 404,
          headers: [
            ['content-type', HTML],
            ['cache-control', 'public, max-age=86400'],
          ],
          body: html({
            title: 'Not found',
            body: '<main><h1>Not found</h1><p>Try again from <a href="/">the start</a>.</p></main>',
          }),
        }),
      ),
    },
    expect: { 'not-found-page': { verdict: 'warn', code: 'cached' } },
  }),
  labSite({
    id: 'unlisted',
    about: 'the page loads its script from a host that nobody listed',
    pages: {
      '/': file(
        HTML,
        homeText(domainOf('unlisted'), `<script src="https://old.${domainOf('unlisted')}/app.js"></script>`),
        REVALIDATE,
      ),
    },
    strangers: [host(`old.${domainOf('unlisted')}`, site({ '/app.js': file(SCRIPT, 'var a = 1', IMMUTABLE) }))],
    expect: { 'documented-hosts': { verdict: 'warn', code: 'unlisted' } },
  }),
  labSite({
    id: 'strayalias',
    about: 'www leads to a host that is not the project',
    www: alias(domainOf('strayalias'), { https: front(redirect('https://elsewhere-lab.test')) }),
    strangers: [],
    expect: { 'documented-hosts': ['pass', 'warn'] },
  }),
]

/** Sites that lack the last touches, show their copy for tests, or have hosts nobody listed. */
/** A gzip file, as the protocol allows for lists of pages; not a coding of the answer. */
function packed(text: string): LabPage {
  return {
    headers: [
      ['content-type', 'application/x-gzip'],
      ['cache-control', HOUR],
    ],
    body: gzipSync(text),
    verbatim: true,
  }
}

export const polishSites: LabSite[] = [...staging, ...maps, ...contacts, ...cards, ...missing]
