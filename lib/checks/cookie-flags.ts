import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { Say } from '../engine/say'
import { host as hostSubject } from '../engine/subject'
import type { Target } from '../engine/target'
import { type WebEntry, webEntry } from '../evidence/web-entry'
import { type WebHeads, webHeads } from '../evidence/web-heads'
import { type WebUrls, webUrls } from '../evidence/web-urls'
import { cookieVariants } from './shared/config/cookies'
import {
  brokenPrefix,
  type CookieLine,
  isForeignCookie,
  isReadByClient,
  isSessionLike,
  parseCookie,
} from './shared/cookie-line'
import { defineCheck } from './shared/define'
import { hostOfUrl, isOwnHost, plainHost } from './shared/web-hosts'

type Seen = { cookie: CookieLine; host: string; url: string; line: string; ref: string }
type Evidence = { entry: Immutable<WebEntry>; urls: Immutable<WebUrls>; heads: Immutable<WebHeads> }
type Answer = { url: string; headers: readonly (readonly string[])[]; ref: string }

function answersOf({ entry, urls, heads }: Evidence): Answer[] {
  const hops = [
    ...entry.hosts.flatMap((row, index) => [
      ...(row.https?.hops ?? []).map((hop) => ({ hop, ref: `web.entry#/hosts/${index}/https` })),
      ...(row.http?.hops ?? []).map((hop) => ({ hop, ref: `web.entry#/hosts/${index}/http` })),
    ]),
    ...urls.urls.flatMap((row, index) =>
      (row.chain?.hops ?? []).map((hop) => ({ hop, ref: `web.urls#/urls/${index}/chain` })),
    ),
  ].filter(({ hop }) => hop.wall === null && hop.status !== null)
  return [
    ...hops.map(({ hop, ref }) => ({ url: hop.url, headers: hop.headers, ref })),
    ...heads.pages.flatMap(({ url, headers, outcome }, index) =>
      outcome === 'answer' ? [{ url, headers, ref: `web.heads#/pages/${index}` }] : [],
    ),
  ]
}

/** Each cookie of the app once per host and spelling, with the first answer that set it. */
function seenCookies(answers: readonly Answer[], target: Target): Seen[] {
  const seen = new Map<string, Seen>()
  for (const { url, headers, ref } of answers) {
    const host = hostOfUrl(url)
    if (!isOwnHost(target, host)) continue
    for (const [name = '', line = ''] of headers) {
      if (name.toLowerCase() !== 'set-cookie') continue
      const cookie = parseCookie(line)
      if (cookie === null || cookie.deletes || isForeignCookie(cookie.name)) continue
      const attributes = [cookie.secure, cookie.httpOnly, cookie.sameSite, cookie.domain, url.startsWith('http:')]
      const key = [host, cookie.name, ...attributes].join(' ')
      if (!seen.has(key)) seen.set(key, { cookie, host, url, line, ref })
    }
  }
  return [...seen.values()]
}

/** What makes a cookie unsafe, the gravest first; empty when nothing does. */
function faultsOf({ cookie, url }: Seen): string[] {
  const session = isSessionLike(cookie.name)
  const prefix = brokenPrefix(cookie)
  const faults: (string | false | null)[] = [
    prefix,
    session && url.startsWith('http:') && 'it is set over http',
    session && !cookie.secure && 'Secure is missing',
    session && !cookie.httpOnly && !isReadByClient(cookie.name) && 'HttpOnly is missing',
    cookie.sameSite === 'none' && !cookie.secure && 'SameSite=None needs Secure',
    session &&
      cookie.sameSite !== null &&
      !['lax', 'strict', 'none'].includes(cookie.sameSite) &&
      'its SameSite value is invalid',
  ]
  return [...new Set(faults.filter((fault) => typeof fault === 'string'))]
}

function sharedWithStaging({ cookie, host }: Seen, target: Target): boolean {
  const { domain } = cookie
  if (domain === null || !isSessionLike(cookie.name)) return false
  return target.hosts.some(({ name, role }) => {
    const other = plainHost(name)
    return role === 'staging' && other !== host && (other === domain || other.endsWith(`.${domain}`))
  })
}

function doubtsOf(seen: Seen, target: Target): string[] {
  const { cookie } = seen
  const doubts: (string | false)[] = [
    !cookie.secure && !isSessionLike(cookie.name) && 'Secure is missing',
    isSessionLike(cookie.name) && cookie.sameSite === null && 'SameSite is missing',
    sharedWithStaging(seen, target) && `it is also sent to your staging host, by Domain=${cookie.domain}`,
  ]
  return doubts.filter((doubt) => doubt !== false)
}

function advised({ name, sameSite, path, domain }: CookieLine): string {
  const hidden = isSessionLike(name) && !isReadByClient(name)
  const site = sameSite === 'none' ? 'None' : sameSite === 'strict' ? 'Strict' : 'Lax'
  const scope = /^__host-/i.test(name) || domain === null ? '' : `; Domain=${domain}`
  return `${name}=...; Path=${/^__host-/i.test(name) ? '/' : (path ?? '/')}${scope}; Secure${hidden ? '; HttpOnly' : ''}; SameSite=${site}`
}

function fixFor({ cookie, host }: Seen): Fix {
  const hidden = isSessionLike(cookie.name) && !isReadByClient(cookie.name)
  const site = cookie.sameSite === 'none' ? 'none' : cookie.sameSite === 'strict' ? 'strict' : 'lax'
  return {
    effort: 'S',
    steps: [
      `Set ${cookie.name} on ${host} with exactly these attributes, over https only.`,
      'Behind a proxy let the framework trust X-Forwarded-Proto, or it takes every request for http.',
    ],
    snippet: { lang: 'http', code: `Set-Cookie: ${advised(cookie)}` },
    variants: cookieVariants({ name: cookie.name, hidden, sameSite: site }),
  }
}

function exhibitOf({ url, line }: Seen): Exhibit {
  return {
    kind: 'http',
    title: `Cookie set by ${url}`,
    request: { method: 'GET', url },
    headers: [['set-cookie', line]],
  }
}

const messages = {
  ok: 'The {count:cookie|cookies} of {host} are protected',
  unsafe: 'The sign-in cookie {name} of {host} can be stolen: {fault}',
  broken: 'Browsers refuse or expose the cookie {name} of {host}: {fault}',
  weak: 'The cookie {name} of {host} could be protected better: {doubt}',
  none: 'No page we saw sets a cookie of its own',
  unseen: 'We could not see any answer of your hosts',
} as const

function sayCookie(seen: Seen, target: Target, say: Say<typeof messages>): Finding[] {
  const { cookie, host } = seen
  const { name } = cookie
  const at = {
    subject: hostSubject(host),
    refs: [seen.ref],
    exhibits: [exhibitOf(seen)],
    fix: fixFor(seen),
  }
  const faults = faultsOf(seen)
  if (faults.length > 0) {
    const params = { name, host, fault: faults.join(', ') }
    return isSessionLike(name)
      ? [say.fail('unsafe', params, at)]
      : [say.fail('broken', params, { ...at, impact: 'medium' })]
  }
  const doubts = doubtsOf(seen, target)
  if (doubts.length === 0) return []
  const impact = isSessionLike(name) ? ('medium' as const) : ('low' as const)
  return [say.warn('weak', { name, host, doubt: doubts.join(', ') }, { ...at, impact })]
}

export default defineCheck({
  id: 'cookie-flags',
  version: 2,
  kind: 'automatic',
  title: 'Cookies that sign people in are protected',
  impact: 'high',
  why: 'A stolen sign-in cookie is a stolen account: the thief needs no password.',
  covers: { 'cache-safe-on-dynamic': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'https-redirect'],
  needs: { entry: webEntry, urls: webUrls, heads: webHeads },
  messages,
  sources: [
    {
      label: 'RFC 6265bis section 4.1',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1',
    },
    { label: 'RFC 6265 section 8', url: 'https://www.rfc-editor.org/rfc/rfc6265#section-8' },
  ],
  judge(evidence, say, { target }) {
    const answers = answersOf(evidence)
    const first = { subject: hostSubject(target.domain), refs: ['web.entry#/hosts'] }
    if (answers.length === 0) return say.unknown('unseen', {}, first)
    const cookies = seenCookies(answers, target)
    if (cookies.length === 0) return say.notApplicable('none', {}, first)
    const found = cookies.map((seen) => ({ seen, said: sayCookie(seen, target, say) }))
    const good = Map.groupBy(
      found.filter(({ said }) => said.length === 0).map(({ seen }) => seen),
      (seen) => seen.host,
    )
    const fine = [...good].map(([host, rows]) =>
      say.pass('ok', { host, count: rows.length }, { subject: hostSubject(host), refs: rows.map((row) => row.ref) }),
    )
    return [...found.flatMap(({ said }) => said), ...fine]
  },
})
