import type { Immutable } from '../../engine/immutable'
import type { HostRole, Target } from '../../engine/target'
import type { DnsHost } from '../../evidence/dns-hosts'
import type { NameSource, SuggestedHost } from '../../evidence/host-suggestions'
import type { MailMx } from '../../evidence/mail-mx'
import type { WebDocument } from '../../evidence/web-documents'
import type { WebEntry } from '../../evidence/web-entry'
import type { WebTls } from '../../evidence/web-tls'
import { isWithin, ownDomain } from './public-suffix'
import { hostOfUrl } from './web-hosts'

/** A name of the domain and where it was met; nothing is known yet about its addresses. */
export type SeenName = { name: string; role: HostRole; seen: SuggestedHost['seen'] }

/** What a run has read so far; what is absent could not be read. */
export type SeenIn = Immutable<{
  documents?: WebDocument[] | undefined
  entry?: WebEntry | undefined
  tls?: WebTls | undefined
  mx?: MailMx | undefined
  hosts?: DnsHost[] | undefined
  /** Usual names that exist in DNS. */
  usual?: string[] | undefined
}>

type Sighting = { name: string; source: NameSource; at: string }

const MAX_SEEN = 3
const STRENGTH: Readonly<Record<NameSource, number>> = {
  redirect: 0,
  link: 1,
  load: 2,
  'mail-server': 3,
  alias: 4,
  certificate: 5,
  'common-name': 6,
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Whether a text is a plain host name; markup, wildcards, addresses and underscore names are not. */
function isHostName(name: string): boolean {
  const labels = name.split('.')
  return name.length <= 253 && labels.length > 1 && labels.every((label) => LABEL.test(label))
}

const ROLE_LABELS: readonly (readonly [role: HostRole, labels: RegExp])[] = [
  ['www', /^www\d?$/],
  ['api', /^(?:api|graphql|rest|gateway|backend|webhooks?)$/],
  ['app', /^(?:app|my|portal|dashboard|admin|console|auth|login|sso|id|accounts?|signin|studio|panel)$/],
  ['staging', /^(?:staging|stage|stg|dev|test|qa|uat|preview|beta|sandbox|demo)$/],
  ['mail', /^(?:mail|smtp|imap|pop3?|mx\d*|email|send|webmail|bounces?)$/],
  ['assets', /^(?:assets?|cdn|static|img|images?|media|files|uploads?)$/],
  ['docs', /^(?:docs?|help|support|developers?|kb|learn)$/],
  ['status', /^(?:status|uptime)$/],
  ['marketing', /^(?:blog|go|links?|shop|store|news|landing|get|promo|events?|careers|jobs)$/],
]

/** The role a name suggests by its first label (`staging-api` is a copy for tests); `other` where it says nothing. */
export function guessedRole(name: string, zone: string): HostRole {
  if (name === zone) return 'apex'
  const first = name.slice(0, -zone.length - 1).split('.')[0] ?? ''
  const words = [first, ...first.split('-')]
  const isCopy = words.some((word) => roleOfLabel(word) === 'staging')
  return isCopy ? 'staging' : (words.map(roleOfLabel).find((role) => role !== undefined) ?? 'other')
}

function roleOfLabel(label: string): HostRole | undefined {
  return ROLE_LABELS.find(([, labels]) => labels.test(label))?.[0]
}

function inPages(pages: Immutable<WebDocument[]>): Sighting[] {
  return pages.flatMap(({ finalUrl, facts }) => [
    ...(facts?.links ?? []).map((link) => ({ name: hostOfUrl(link), source: 'link' as const, at: finalUrl })),
    ...(facts?.loads ?? []).map((load) => ({ name: hostOfUrl(load.url), source: 'load' as const, at: finalUrl })),
    ...(facts?.forms ?? []).map((form) => ({ name: hostOfUrl(form.action), source: 'link' as const, at: finalUrl })),
  ])
}

function inRedirects(entry: Immutable<WebEntry>): Sighting[] {
  return entry.hosts.flatMap(({ http, https }) =>
    [http, https].flatMap((chain) =>
      (chain?.hops ?? []).flatMap(({ url, location }) =>
        location?.target == null ? [] : [{ name: hostOfUrl(location.target), source: 'redirect' as const, at: url }],
      ),
    ),
  )
}

/** Only certificates that a host of the project served for itself; names of the authorities behind them say nothing. */
function inCertificates(tls: Immutable<WebTls>): Sighting[] {
  return tls.hosts.flatMap(({ host, addresses }) => {
    const leaves = addresses.flatMap(({ first, second }) =>
      [first, second].flatMap((handshake) => (handshake?.ok === true ? [handshake.leaf] : [])),
    )
    return [...new Set(leaves)].flatMap((leaf) =>
      (tls.certificates[leaf]?.dnsNames ?? []).map((name) => ({ name, source: 'certificate' as const, at: host })),
    )
  })
}

function inMail(mx: Immutable<MailMx>): Sighting[] {
  return mx.hosts.flatMap(({ exchange, aliases }) =>
    [exchange, ...aliases].map((name) => ({ name, source: 'mail-server' as const, at: `MX ${mx.domain}` })),
  )
}

function inAliases(hosts: Immutable<DnsHost[]>): Sighting[] {
  return hosts.flatMap(({ chain }) =>
    chain.map(({ from, to }) => ({ name: to, source: 'alias' as const, at: `CNAME ${from}` })),
  )
}

function sightings({ documents, entry, tls, mx, hosts, usual }: SeenIn): Sighting[] {
  return [
    ...(entry === undefined ? [] : inRedirects(entry)),
    ...(documents === undefined ? [] : inPages(documents)),
    ...(mx === undefined ? [] : inMail(mx)),
    ...(hosts === undefined ? [] : inAliases(hosts)),
    ...(tls === undefined ? [] : inCertificates(tls)),
    ...(usual ?? []).map((name) => ({ name, source: 'common-name' as const, at: name })),
  ]
}

/**
 * Names below the project's own domain that a run met and the project does not list: the strongest hint first,
 * then in order of the alphabet. Names of other domains, of neighbours on a shared platform, wildcards and
 * whatever is no host name are left out.
 */
export function seenNames(target: Target, seenIn: SeenIn): { zone: string; names: SeenName[] } {
  const zone = ownDomain(target.domain.toLowerCase())
  const known = new Set([
    target.domain,
    `www.${target.domain}`,
    ...target.hosts.map((host) => host.name),
    // Names that only carry mail are written down as senders.
    ...target.sending.flatMap(({ domain, returnPath }) => [domain, returnPath ?? '']),
  ])
  const found = new Map<string, SeenName>()
  for (const { name: written, source, at } of sightings(seenIn)) {
    const name = written.toLowerCase().replace(/\.$/, '')
    if (known.has(name) || !isWithin(name, zone) || !isHostName(name)) continue
    const row = found.get(name) ?? { name, role: guessedRole(name, zone), seen: [] }
    found.set(name, row)
    if (source === 'mail-server' && row.role === 'other') row.role = 'mail'
    const isNew = row.seen.every((one) => one.source !== source || one.at !== at)
    if (isNew && row.seen.length < MAX_SEEN) row.seen.push({ source, at: at.slice(0, 300) })
  }
  const strength = ({ seen }: SeenName): number => Math.min(...seen.map(({ source }) => STRENGTH[source]))
  const names = [...found.values()].sort(
    (left, right) => strength(left) - strength(right) || (left.name < right.name ? -1 : 1),
  )
  return { zone, names }
}
