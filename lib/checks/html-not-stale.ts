import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { project, url as urlSubject } from '../engine/subject'
import { type WebDocument, webDocuments } from '../evidence/web-documents'
import { browserLifetime, isLifetimeGuessed, readCacheControl } from './shared/cache-control'
import { headerVariants } from './shared/config/headers'
import { defineCheck } from './shared/define'
import { pageFailureWords } from './shared/web-look'

type Page = Immutable<WebDocument>

const FRESH = 300
const DAY = 86_400

function seconds(value: number | true | undefined): number {
  return typeof value === 'number' ? value : 0
}

/** How long a shared cache may keep the page, seconds; a field for CDNs only outranks the others (RFC 9213). */
function edgeLifetime({ cache }: Page): number {
  const targeted = readCacheControl(cache.cdnCacheControl)
  if (targeted.size > 0) return Math.max(seconds(targeted.get('s-maxage')), seconds(targeted.get('max-age')))
  return seconds(readCacheControl(cache.cacheControl).get('s-maxage'))
}

/** Whether a platform answered that empties its caches with every deploy. */
function isPurgedOnDeploy({ cache }: Page): boolean {
  return cache.status.some(
    ([name = '', value = '']) =>
      name === 'x-nextjs-cache' || name === 'x-vercel-cache' || (name === 'cache-status' && /netlify/i.test(value)),
  )
}

/** Without any rule browsers guess: a tenth of the time since the last change (RFC 9111 section 4.2.2). */
function isGuessed({ cache }: Page): boolean {
  return isLifetimeGuessed(cache)
}

/** A host without a first page has nothing that could grow old. */
function isMissing({ outcome, status }: Page): boolean {
  return outcome === 'page' && status !== null && status >= 400 && status < 500
}

function words(lifetime: number): string {
  if (lifetime < 7200) return `${Math.round(lifetime / 60)} minutes`
  if (lifetime < 2 * DAY) return `${Math.round(lifetime / 3600)} hours`
  return `${Math.round(lifetime / DAY)} days`
}

function exhibitOf(page: Page): Exhibit {
  const { cache } = page
  const headers: [string, string][] = [
    ...cache.cacheControl.map((value): [string, string] => ['cache-control', value]),
    ...cache.cdnCacheControl.map((value): [string, string] => ['cdn-cache-control', value]),
    ['expires', cache.expires],
    ['last-modified', cache.lastModified],
    ['age', cache.age],
    ...cache.status.map(([name = '', value = '']): [string, string] => [name, value]),
  ]
  return {
    kind: 'http',
    title: 'Caching headers of the page',
    request: { method: 'GET', url: page.finalUrl },
    ...(page.status === null ? {} : { status: page.status }),
    headers: headers.filter(([, value]) => value !== ''),
  }
}

function fixFor(page: Page): Fix {
  const path = URL.parse(page.finalUrl)?.pathname ?? '/'
  const value =
    page.purpose === 'login' ? 'private, no-store' : 'public, max-age=0, s-maxage=300, stale-while-revalidate=86400'
  return {
    effort: 'S',
    steps: [
      `Send the header below with ${path} of ${page.host}: browsers then ask before they show an old page.`,
      'Keep long lifetimes for files whose name changes with their content.',
      'Purge the CDN once; visitors who hold the old page see the new one only after it expires.',
    ],
    snippet: { lang: 'http', code: `Cache-Control: ${value}` },
    variants: headerVariants({ host: page.host, path, headers: [['Cache-Control', value]] }),
  }
}

const messages = {
  ok: 'Visitors of {url} get a new version at once',
  edge: 'After a deploy the network in front may show an old {url} for {time}',
  minutes: 'After a deploy visitors may see an old {url} for {time}',
  days: 'After a deploy visitors keep an old {url} for {time}',
  guessed: 'Browsers guess how long to keep {url}: nothing tells them',
  unseen: 'We could not see {url}: {reason}',
  wall: '{host} refused our checker, so we could not see {url}',
  none: 'The project shows no pages to visitors',
} as const

function judgePage(page: Page, index: number, say: Say<typeof messages>): Finding {
  const url = page.finalUrl
  const at: At = { subject: urlSubject(url), refs: [`web.documents#/pages/${index}`] }
  if (page.outcome === 'wall') return say.unknown('wall', { host: page.host, url }, at)
  if (page.outcome !== 'page') return say.unknown('unseen', { url, reason: pageFailureWords(page) }, at)
  if (page.status === null || page.status >= 400)
    return say.unknown('unseen', { url, reason: `it answers ${page.status ?? 'nothing'}` }, at)
  const lifetime = browserLifetime(page.cache) ?? 0
  const shown = { ...at, exhibits: [exhibitOf(page)] }
  const fixed = { ...shown, fix: fixFor(page) }
  if (lifetime > DAY) return say.fail('days', { url, time: words(lifetime) }, fixed)
  if (lifetime > FRESH) return say.warn('minutes', { url, time: words(lifetime) }, { ...fixed, impact: 'medium' })
  if (isGuessed(page)) return say.warn('guessed', { url }, { ...fixed, impact: 'medium' })
  const edge = edgeLifetime(page)
  if (edge > DAY && !isPurgedOnDeploy(page))
    return say.warn('edge', { url, time: words(edge) }, { ...fixed, impact: 'medium' })
  return say.pass('ok', { url }, shown)
}

export default defineCheck({
  id: 'html-not-stale',
  version: 2,
  kind: 'automatic',
  title: 'A new version reaches visitors at once',
  impact: 'high',
  why: 'A page kept too long names files that are gone: after a bug fix visitors keep the broken page for days.',
  covers: { 'cache-safe-on-dynamic': 'supporting', 'deploy-path-documented': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'page-not-blank'],
  needs: { documents: webDocuments },
  messages,
  sources: [
    { label: 'RFC 9111 section 4.2.2', url: 'https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2' },
    { label: 'RFC 5861 (stale-while-revalidate)', url: 'https://www.rfc-editor.org/rfc/rfc5861' },
  ],
  judge({ documents }, say) {
    const pages = documents.pages
      .map((page, index) => ({ page, index }))
      .filter(({ page }) => page.purpose === 'homepage' || page.purpose === 'login')
      .filter(({ page }) => page.outcome !== 'other' && !isMissing(page))
    if (pages.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return pages.map(({ page, index }) => judgePage(page, index, say))
  },
})
