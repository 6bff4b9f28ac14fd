import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { project, url } from '../engine/subject'
import { type DynamicUrl, type Visit, webCache } from '../evidence/web-cache'
import { cacheHit, isSharedCacheable, readCacheControl } from './shared/cache-control'
import { headerVariants } from './shared/config/headers'
import { defineCheck } from './shared/define'
import { isPersonalCookie, isSessionCookie } from './shared/session-cookie'
import { failureWords } from './shared/web-look'

type Row = Immutable<DynamicUrl>
type Seen = Immutable<Visit>

const API_SECONDS = 60

function sessionCookies(visits: readonly Seen[]): string[] {
  return [...new Set(visits.flatMap((visit) => visit.cookies.map((cookie) => cookie.name)).filter(isSessionCookie))]
}

/** Values that two strangers both received although each should get an own one. */
function sharedValues(visits: readonly Seen[]): string[] {
  const [first, second] = visits
  if (first === undefined || second === undefined) return []
  const values = (visit: Seen): { name: string; fingerprint: string }[] => [
    ...visit.tokens,
    ...visit.cookies.filter((cookie) => isSessionCookie(cookie.name)),
  ]
  const known = new Set(values(first).map((value) => `${value.name} ${value.fingerprint}`))
  return [
    ...new Set(
      values(second)
        .filter((value) => known.has(`${value.name} ${value.fingerprint}`))
        .map((value) => value.name),
    ),
  ]
}

function variesByCookieOnly(visit: Seen): boolean {
  return /(?:^|,)\s*cookie\s*(?:,|$)/i.test(visit.cache.vary) && isSharedCacheable(visit.cache)
}

function saysNothing(visit: Seen): boolean {
  return visit.cache.cacheControl.length === 0 && visit.cache.cdnCacheControl.length === 0 && visit.cache.expires === ''
}

function isOpenApi({ purpose, url: address }: Row, visit: Seen): boolean {
  const isApi =
    purpose === 'api' || purpose === 'session' || (URL.parse(address)?.pathname.startsWith('/api/') ?? false)
  const directives = readCacheControl(visit.cache.cacheControl)
  const seconds = Math.max(Number(directives.get('max-age') ?? 0), Number(directives.get('s-maxage') ?? 0))
  return isApi && /json/i.test(visit.contentType) && isSharedCacheable(visit.cache) && seconds > API_SECONDS
}

function exhibitsOf({ url: address, visits }: Row): Exhibit[] {
  return visits.map((visit, index) => {
    const headers: [string, string][] = [
      ...visit.cache.cacheControl.map((value): [string, string] => ['cache-control', value]),
      ...visit.cache.cdnCacheControl.map((value): [string, string] => ['cdn-cache-control', value]),
      ...visit.cookies.map((cookie): [string, string] => ['set-cookie', `${cookie.name}=…`]),
      ['vary', visit.cache.vary],
      ['age', visit.cache.age],
      ...visit.cache.status.map((row): [string, string] => [row[0] ?? '', row[1] ?? '']),
    ]
    return {
      kind: 'http',
      title: index === 0 ? 'First stranger' : 'Second stranger, about two seconds later',
      request: { method: 'GET', url: address },
      ...(visit.status === null ? {} : { status: visit.status }),
      headers: headers.filter(([, value]) => value !== ''),
    }
  })
}

function fixFor({ url: address }: Row): Fix {
  const path = URL.parse(address)?.pathname ?? '/'
  const host = URL.parse(address)?.hostname ?? ''
  return {
    effort: 'S',
    steps: [
      `Send "Cache-Control: private, no-store" with every answer of ${path} that sets a cookie or belongs to one visitor.`,
      'Purge the CDN afterwards: answers that are stored already stay until then.',
      'Load the page twice in two private windows: the second one must not show a cache hit.',
    ],
    snippet: { lang: 'http', code: 'Cache-Control: private, no-store' },
    variants: headerVariants({ host, path, headers: [['Cache-Control', 'private, no-store']] }).map((variant) =>
      variant.provider === 'Cloudflare'
        ? {
            provider: 'Cloudflare',
            steps: [
              `Under Caching, Cache Rules: exclude ${path} and requests with your session cookie from every "cache everything" rule.`,
            ],
          }
        : variant.provider === 'nginx'
          ? {
              provider: 'nginx',
              steps: ['Remove proxy_ignore_headers Set-Cookie, and do not cache this path.'],
              snippet: {
                lang: 'nginx',
                file: 'server block',
                code: `location ${path} {\n  proxy_cache off;\n  add_header Cache-Control "private, no-store" always;\n}`,
              },
            }
          : variant,
    ),
  }
}

const messages = {
  ok: '{url} is not shared between visitors',
  cookie: 'One visitor can get the session of another: caches may store {url}',
  served: 'One visitor can get the session of another: a cache stores {url}',
  token: 'Two strangers got the same secret value from {url} out of a cache',
  constant: 'Two strangers got the same {name} from {url}',
  unsaid: '{url} sets {name} without saying that caches must not keep it',
  vary: 'Only the cookie keeps visitors of {url} apart in caches',
  api: 'Caches may keep the answer of {url} for other visitors',
  wall: '{host} refused our checker, so we could not see {url}',
  failed: '{url} gave no answer: {reason}',
  once: '{url} answered only one of two visits',
  none: 'No page of the project answers yet',
} as const

type Judging = { row: Row; index: number; say: Say<typeof messages>; answers: Seen[] }

function placeOf({ row, index }: Judging): At {
  return { subject: url(row.url), refs: [`web.cache#/urls/${index}`] }
}

function sayUnseen(judging: Judging): Finding | undefined {
  const { row, answers, say } = judging
  const at = placeOf(judging)
  const link = row.url
  if (row.visits.some((visit) => visit.outcome === 'wall'))
    return say.unknown('wall', { host: URL.parse(link)?.hostname ?? link, url: link }, at)
  if (answers.length > 0) return undefined
  const error = row.visits.find((visit) => visit.error !== null)?.error ?? null
  return say.unknown('failed', { url: link, reason: failureWords(error) }, at)
}

const withCookies = (answers: readonly Seen[], is: (name: string) => boolean): Seen[] =>
  answers.filter((visit) => visit.cookies.some((cookie) => is(cookie.name)))

function sayShared(judging: Judging, shown: At): Finding | undefined {
  const { row, answers, say } = judging
  const params = { url: row.url }
  if (withCookies(answers, isPersonalCookie).some((visit) => cacheHit(visit.cache) !== undefined))
    return say.fail('served', params, shown)
  const signedIn = withCookies(answers, isSessionCookie)
  if (signedIn.some((visit) => isSharedCacheable(visit.cache) && !variesByCookieOnly(visit)))
    return say.fail('cookie', params, shown)
  const hit = answers.some((visit) => cacheHit(visit.cache) !== undefined)
  return hit && sharedValues(answers).length > 0 ? say.fail('token', params, shown) : undefined
}

function sayDoubtful(judging: Judging, shown: At): Finding[] {
  const { row, answers, say } = judging
  const link = row.url
  const signedIn = withCookies(answers, isSessionCookie)
  const repeated = sharedValues(answers).join(', ')
  const name = sessionCookies(answers)[0] ?? ''
  const warnings: Finding[] = []
  if (signedIn.some(variesByCookieOnly)) warnings.push(say.warn('vary', { url: link }, { ...shown, impact: 'high' }))
  if (repeated !== '')
    warnings.push(say.warn('constant', { url: link, name: repeated }, { ...shown, impact: 'medium' }))
  if (signedIn.some(saysNothing)) warnings.push(say.warn('unsaid', { url: link, name }, { ...shown, impact: 'high' }))
  if (answers.some((visit) => isOpenApi(row, visit)))
    warnings.push(say.warn('api', { url: link }, { ...shown, impact: 'medium' }))
  return warnings
}

function judgeUrl(judging: Judging): Finding[] {
  const unseen = sayUnseen(judging)
  if (unseen !== undefined) return [unseen]
  const { row, answers, say } = judging
  const at = placeOf(judging)
  const shown = { ...at, exhibits: exhibitsOf(row), fix: fixFor(row) }
  const shared = sayShared(judging, shown)
  if (shared !== undefined) return [shared]
  const doubtful = sayDoubtful(judging, shown)
  if (doubtful.length > 0) return doubtful
  return answers.length < 2 ? [say.unknown('once', { url: row.url }, at)] : [say.pass('ok', { url: row.url }, at)]
}

export default defineCheck({
  id: 'shared-cache-safety',
  version: 1,
  kind: 'automatic',
  title: 'Private answers are never stored for others',
  impact: 'blocker',
  why: 'A cache that stores a personal answer can sign one customer in as another.',
  covers: { 'cache-safe-on-dynamic': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  needs: { cache: webCache },
  messages,
  sources: [
    { label: 'RFC 9111 sections 3 and 7.3', url: 'https://www.rfc-editor.org/rfc/rfc9111#section-3' },
    { label: 'RFC 9213 (Targeted Cache-Control)', url: 'https://www.rfc-editor.org/rfc/rfc9213' },
    { label: 'RFC 9211 (Cache-Status)', url: 'https://www.rfc-editor.org/rfc/rfc9211' },
  ],
  judge({ cache }, say) {
    if (cache.urls.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return cache.urls.flatMap((row, index) => {
      const answers = row.visits.filter((visit) => visit.outcome === 'answer')
      return judgeUrl({ row, index, say, answers })
    })
  },
})
