import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { host as hostSubject, project, url as urlSubject } from '../engine/subject'
import type { Target } from '../engine/target'
import { webDocuments } from '../evidence/web-documents'
import { webHeads } from '../evidence/web-heads'
import { webRobots } from '../evidence/web-robots'
import { type WebSitemap, webSitemap } from '../evidence/web-sitemap'
import { parsePolicies } from './shared/csp'
import { defineCheck } from './shared/define'
import { type Head, headValues, isShown, isSideStage, showsPages } from './shared/head-look'
import { registrableDomain } from './shared/public-suffix'
import { hostOfUrl, isLocalHost, isOwnHost, isPlatformHost, plainHost } from './shared/web-hosts'

type Leak = { what: string; address: string; grave: boolean }
type FileLeak = Leak & { url: string; host: string; ref: string }

const TEST_LABEL = /^(?:staging|stage|stg|preview|preprod|qa|uat|sandbox)$/

/** Why an address does not belong on a page of production, or null. */
function foreignKind(address: string, target: Target): 'local' | 'staging' | 'platform' | null {
  const host = hostOfUrl(address)
  if (host === '') return null
  if (isLocalHost(host)) return 'local'
  const staging = target.hosts.some(({ name, role }) => role === 'staging' && plainHost(name) === host)
  if (staging) return 'staging'
  // A platform name that the project lists is meant to be seen.
  if (isOwnHost(target, host)) return null
  const inside = host.endsWith(`.${plainHost(target.domain)}`)
  if (inside && TEST_LABEL.test(host.split('.')[0] ?? '')) return 'staging'
  return isPlatformHost(host) ? 'platform' : null
}

/** Whether a name a platform gave carries the name of the project: `acme-git-main.vercel.app`. */
function carriesOwnName(host: string, target: Target): boolean {
  const label = registrableDomain(plainHost(target.domain)).split('.')[0] ?? ''
  return host === label || host.startsWith(`${label}-`) || host.startsWith(`${label}.`)
}

/** Platforms also serve the sites and files of others, so a mere mention counts under the own name only. */
function isMentionedLeak(address: string, target: Target): boolean {
  const kind = foreignKind(address, target)
  return kind === 'platform' ? carriesOwnName(hostOfUrl(address), target) : kind !== null
}

const BARE_SOURCE = /^(?:localhost|(?:[\w-]{1,63}\.){1,10}[\w-]{1,63})(?::\d{1,5})?(?:\/|$)/i

/** A source of a policy as an address without its wildcards (CSP3 section 2.3.1), empty where it names no host. */
function sourceAddress(source: string): string {
  const plain = source.replace(/(^|:\/\/)\*\./, '$1').replace(/:\*(?=\/|$)/, '')
  if (plain.includes('://')) return plain
  return BARE_SOURCE.test(plain) ? `https://${plain}` : ''
}

const PARAMETER: Readonly<Record<string, string>> = { 'og:url': 'og:url', 'og:image': 'og:image' }

function fixFor(host: string, { what, address }: Leak): Fix {
  const origin = `https://${host}`
  return {
    effort: 'S',
    steps: [
      `Find the setting that holds ${URL.parse(address)?.origin ?? address}: often SITE_URL, APP_URL or NEXT_PUBLIC_SITE_URL.`,
      `Set it to ${origin} in the production environment, then build and deploy again.`,
      `Open ${origin}/ and check ${PARAMETER[what] ?? `the ${what}`} in the source of the page.`,
    ],
    snippet: { lang: 'sh', file: '.env.production', code: `SITE_URL=${origin}` },
    variants: [
      {
        provider: 'Next.js',
        steps: ['Set metadataBase in the root layout: without it Next.js writes http://localhost:3000.'],
        snippet: {
          lang: 'ts',
          file: 'app/layout.tsx',
          code: `export const metadata = { metadataBase: new URL('${origin}') }`,
        },
      },
      {
        provider: 'Astro',
        steps: ['Set site in the configuration.'],
        snippet: { lang: 'ts', file: 'astro.config.mjs', code: `site: '${origin}',` },
      },
      {
        provider: 'Laravel',
        steps: ['Set APP_URL in the production environment.'],
        snippet: { lang: 'sh', file: '.env', code: `APP_URL=${origin}` },
      },
      { provider: 'WordPress', steps: ['Set both addresses under Settings, General.'] },
    ],
  }
}

function named(what: string, addresses: readonly string[], target: Target, grave: boolean): Leak[] {
  return addresses
    .filter((address) => foreignKind(address, target) !== null)
    .slice(0, 1)
    .map((address) => ({ what, address, grave }))
}

function mentioned(what: string, addresses: readonly string[], target: Target, grave: boolean): Leak[] {
  return named(
    what,
    addresses.filter((address) => isMentionedLeak(address, target)),
    target,
    grave,
  )
}

/** Absolute addresses of the social card; a relative one says nothing about an environment. */
function leaksOfHead(head: Head, target: Target): Leak[] {
  const facts = head.facts
  const policies = parsePolicies(headValues(head, 'content-security-policy'))
  const sources = policies.flatMap((policy) => [...policy.values()].flat()).map(sourceAddress)
  return [
    ...named('canonical link', facts?.canonicals ?? [], target, true),
    ...named('og:url', facts?.ogUrls ?? [], target, true),
    ...mentioned('og:image', facts?.ogImages ?? [], target, true),
    ...mentioned('security policy', sources, target, false),
    ...mentioned('list of allowed origins', headValues(head, 'access-control-allow-origin'), target, false),
  ]
}

type Robots = { url: string; host: string; sitemaps: readonly string[] }

/** What the files for search engines of a host lead to: the line in robots.txt and the listed addresses. */
function leaksOfFiles(
  robots: Robots | undefined,
  sitemap: Immutable<WebSitemap>['maps'][number] | undefined,
  target: Target,
): FileLeak[] {
  const listed = (sitemap?.hosts ?? []).map(({ host }) => `https://${host}/`)
  return [
    ...named('robots.txt', robots?.sitemaps ?? [], target, true).map((leak) => ({
      ...leak,
      url: robots?.url ?? '',
      host: robots?.host ?? '',
      ref: 'web.robots#/files/0',
    })),
    ...named('sitemap', listed, target, true).map((leak) => ({
      ...leak,
      url: sitemap?.url ?? '',
      host: sitemap?.host ?? '',
      ref: 'web.sitemap#/maps/0',
    })),
  ]
}

const messages = {
  ok: 'The pages of {host} point to production only',
  leak: 'The {what} of {url} points to {address}',
  loose: 'The {what} of {url} still names {address}',
  unread: 'We could not read the pages of your product',
  none: 'No host of the project serves a page of its own',
} as const

export default defineCheck({
  id: 'environment-leaks',
  version: 3,
  kind: 'automatic',
  title: 'Production pages point to production',
  impact: 'medium',
  why: 'Search results, shared links or forms lead customers to a test site or to nowhere.',
  covers: { 'staging-separated': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up', 'page-not-blank'],
  needs: {
    heads: webHeads,
    documents: webDocuments,
    robots: outcomeOf(webRobots),
    sitemap: outcomeOf(webSitemap),
  },
  messages,
  sources: [
    { label: 'RFC 6596 (canonical links)', url: 'https://www.rfc-editor.org/rfc/rfc6596' },
    { label: 'The Open Graph protocol', url: 'https://ogp.me/' },
  ],
  judge({ heads, documents, robots, sitemap }, say, { target }) {
    const rows = heads.pages
      .map((head, index) => ({ head, index }))
      .filter(({ head }) => showsPages(head.roles) && !isSideStage(head.roles))
    const shown = rows.filter(({ head }) => isShown(head))
    if (shown.length === 0) {
      const unread = rows.some(({ head }) => head.outcome !== 'answer' || (head.page && !isShown(head)))
      return unread
        ? say.unknown('unread', {}, { subject: project() })
        : say.notApplicable('none', {}, { subject: project() })
    }
    const findings = new Map<string, Finding>()
    const leaking = new Set<string>()
    for (const { head, index } of shown) {
      const page = documents.pages.findIndex(({ finalUrl }) => finalUrl === head.url)
      const facts = documents.pages[page]?.facts
      const leaks = [
        ...leaksOfHead(head, target),
        ...named('form', facts?.forms.map(({ action }) => action) ?? [], target, true),
        ...mentioned('links', facts?.links ?? [], target, false),
      ]
      for (const leak of leaks) {
        const { what, address, grave } = leak
        leaking.add(head.host)
        // The same setting stands behind every page of a host.
        const key = `${head.host} ${what} ${URL.parse(address)?.origin ?? address}`
        if (findings.has(key)) continue
        const refs = [`web.heads#/pages/${index}`, ...(page < 0 ? [] : [`web.documents#/pages/${page}`])]
        const exhibits = [
          { kind: 'table' as const, title: head.url, columns: ['Where', 'Address'], rows: [[what, address]] },
        ]
        const at = { subject: urlSubject(head.url), refs, exhibits, fix: fixFor(head.host, leak) }
        const params = { what, url: head.url, address }
        findings.set(key, grave ? say.fail('leak', params, at) : say.warn('loose', params, { ...at, impact: 'low' }))
      }
    }
    const [file] = robots.status === 'ok' ? robots.value.files : []
    const [map] = sitemap.status === 'ok' ? sitemap.value.maps : []
    for (const leak of leaksOfFiles(file, map, target)) {
      const { what, address, url, host, ref } = leak
      leaking.add(host)
      const exhibits = [{ kind: 'table' as const, title: url, columns: ['Where', 'Address'], rows: [[what, address]] }]
      const at = { subject: urlSubject(url), refs: [ref], exhibits, fix: fixFor(host, leak) }
      findings.set(`${host} ${what} file`, say.fail('leak', { what, url, address }, at))
    }
    const clean = [...new Set(shown.map(({ head }) => head.host))].filter((host) => !leaking.has(host))
    const passes = clean.map((host) => {
      const refs = shown.filter(({ head }) => head.host === host).map(({ index }) => `web.heads#/pages/${index}`)
      return say.pass('ok', { host }, { subject: hostSubject(host), refs })
    })
    return [...findings.values(), ...passes]
  },
})
