import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import type { At, Say } from '../engine/say'
import { host as hostSubject } from '../engine/subject'
import type { Target } from '../engine/target'
import { dnsDomain } from '../evidence/dns-domain'
import { type WebEntry, type WebEntryRow, webEntry } from '../evidence/web-entry'
import { defineCheck } from './shared/define'
import { isDomainGone } from './shared/domain-gone'
import { endsWell, type HostEnd, hostEnd } from './shared/host-end'
import { isStagingHost } from './shared/redirect-target'
import { hostRedirectFix } from './shared/web-fixes'
import { hostOfUrl, isLocalHost, isPlatformHost, plainHost } from './shared/web-hosts'

type Row = Immutable<WebEntryRow>
type Entry = Immutable<WebEntry>

function endWords(end: HostEnd): string {
  switch (end.kind) {
    case 'ends':
      return `HTTP ${end.status} on ${end.host}${end.temporary ? ' (temporary redirect)' : ''}`
    case 'none':
      return 'no address'
    case 'loop':
      return 'redirects in circles'
    default:
      return end.reason
  }
}

function domainMap(entry: Entry): Exhibit {
  return {
    kind: 'table',
    title: 'Where each address ends',
    columns: ['Asked', 'Ends'],
    rows: entry.hosts.map((row) => [`https://${row.host}/`, endWords(hostEnd(row))]),
  }
}

/** The declared main host, else the one `https://<domain>/` ends on, else the one www ends on. */
function canonicalOf(entry: Entry, target: Target): string | null {
  if (target.canonicalHost !== undefined) return plainHost(target.canonicalHost)
  const apex = plainHost(target.domain)
  for (const name of [apex, `www.${apex}`]) {
    const row = entry.hosts.find(({ host }) => host === name)
    const end: HostEnd = row === undefined ? { kind: 'none' } : hostEnd(row)
    if (end.kind === 'ends') return end.host
    if (end.kind === 'unseen') return null
  }
  return null
}

/** Hosts that must lead to the main one: apex and www, and what the project calls apex, www or marketing. */
function aliasesOf(entry: Entry, target: Target, canonical: string | null): Row[] {
  const apex = plainHost(target.domain)
  return entry.hosts.filter(({ host, roles }) => {
    if (host === canonical) return false
    if (host === apex || host === `www.${apex}`) return true
    return roles.some((role) => role === 'apex' || role === 'www' || role === 'marketing')
  })
}

function linkFix(canonical: string): Fix {
  return {
    effort: 'S',
    steps: [
      'Set the public address of the site in the production settings of your framework; the canonical link is built from it.',
      'Deploy again and look at the source of the home page.',
    ],
    snippet: { lang: 'html', code: `<link rel="canonical" href="https://${canonical}/">` },
  }
}

function recordFix(host: string, canonical: string): Fix {
  const www = host.startsWith('www.')
  return {
    effort: 'S',
    steps: [
      www
        ? `Publish a CNAME record for ${host} that points to ${canonical}.`
        : `Publish the A and AAAA (or ALIAS) records your hosting provider names for ${host}.`,
      `Add ${host} as a domain at your provider and redirect it to ${canonical}.`,
    ],
    ...(www ? { records: [{ type: 'CNAME', name: host, value: `${canonical}.` }] } : {}),
  }
}

const messages = {
  ok: '{host} is the one main address',
  redirects: '{host} leads to {canonical} for good',
  temporary: '{host} leads to {canonical}, but only as a temporary redirect',
  both: 'Analytics and sign-ins split: {host} and {canonical} both show a site',
  opposite: 'You chose {host} as the main address, but it sends visitors to {other}',
  elsewhere: 'Visitors of {host} end on {other}, not on {canonical}',
  missing: 'People who type {host} get nothing: it has no address',
  silent: 'People who type {host} get an error: {reason}',
  loop: 'People who type {host} get an error: its redirects go in circles',
  linkBad: 'Search engines are sent to {other}, which is no public address of yours',
  linkOther: 'The page on {host} tells search engines that {other} is the main address',
  unseen: 'We could not see where {host} leads: {reason}',
  waiting: 'The main address waits for {domain} itself, which does not resolve',
  noSite: 'The project has no public site',
} as const

type Judging = {
  entry: Entry
  target: Target
  say: Say<typeof messages>
  /** The row of the main host, where it is one of ours. */
  main: Row | undefined
  /** The host visitors should end on. */
  to: string
}

function atHost({ entry }: Judging, host: string): At {
  const index = entry.hosts.findIndex((row) => row.host === host)
  const refs = index < 0 ? [] : [`web.entry#/hosts/${index}`]
  return { subject: hostSubject(host), refs, exhibits: [domainMap(entry)] }
}

/** The finding for a host that ends nowhere; null where visitors get an answer. */
function judgeBroken(judging: Judging, host: string, end: HostEnd): Finding | null {
  const { entry, say, to, main } = judging
  const at = atHost(judging, host)
  switch (end.kind) {
    case 'unseen':
      return say.unknown('unseen', { host, reason: end.reason }, at)
    case 'loop':
      return say.fail('loop', { host }, { ...at, fix: hostRedirectFix(host, to) })
    case 'dead':
      return say.fail('silent', { host, reason: end.reason }, { ...at, fix: recordFix(host, to) })
    case 'none': {
      const fixed = { ...at, fix: recordFix(host, to) }
      // A name nobody listed was only assumed: people may type it, but the project does not claim it.
      const listed = entry.hosts.some((row) => row.host === host && row.roles.length > 0) || host === main?.host
      return listed ? say.fail('missing', { host }, fixed) : say.warn('missing', { host }, fixed)
    }
    case 'ends':
      return null
  }
}

function judgeMain(judging: Judging, row: Row): Finding {
  const { say, target } = judging
  const { host } = row
  const end = hostEnd(row)
  const at = atHost(judging, host)
  if (end.kind !== 'ends') {
    return judgeBroken(judging, host, end) ?? say.unknown('unseen', { host, reason: endWords(end) }, at)
  }
  if (end.host !== host) {
    return say.fail('opposite', { host, other: end.host }, { ...at, fix: hostRedirectFix(end.host, host) })
  }
  if (!endsWell(end)) return say.unknown('unseen', { host, reason: `it answers ${end.status}` }, at)
  const link = hostOfUrl(row.https?.page?.canonicals[0] ?? '')
  if (link === '' || link === host) return say.pass('ok', { host }, at)
  const fixed = { ...at, fix: linkFix(host) }
  const bad = isLocalHost(link) || isPlatformHost(link) || isStagingHost(target, link)
  return bad ? say.fail('linkBad', { other: link }, fixed) : say.warn('linkOther', { host, other: link }, fixed)
}

function judgeAlias(judging: Judging, row: Row): Finding | null {
  const { say, to, main } = judging
  const { host, roles } = row
  const end = hostEnd(row)
  const ownSite = roles.length > 0 && roles.every((role) => role === 'marketing')
  if (end.kind !== 'ends') return ownSite && end.kind === 'none' ? null : judgeBroken(judging, host, end)
  const at = atHost(judging, host)
  const fixed = { ...at, fix: hostRedirectFix(host, to) }
  if (end.host === to) {
    return end.temporary
      ? say.warn('temporary', { host, canonical: to }, fixed)
      : say.pass('redirects', { host, canonical: to }, at)
  }
  const samePage = row.https?.page?.sha256 === main?.https?.page?.sha256
  // A marketing host with a page of its own is a second site, not a second address of the first.
  if (ownSite && !samePage) return null
  if (!endsWell(end)) return say.fail('silent', { host, reason: `it answers ${end.status}` }, fixed)
  if (end.host === host) return say.fail('both', { host, canonical: to }, fixed)
  return say.fail('elsewhere', { host, other: end.host, canonical: to }, fixed)
}

export default defineCheck({
  id: 'canonical-host',
  version: 2,
  kind: 'automatic',
  title: 'One main address; the others lead there',
  impact: 'high',
  why: 'Search engines and analytics see two sites, and sign-ins made on one address do not hold on the other.',
  covers: { 'canonical-host-single': 'required' },
  raises: ['duplicate-urls-split-analytics', 'one-url-variant-works'],
  dependsOn: ['https-reachable', 'redirect-loop', 'domain-resolves', 'host-apex', 'host-www'],
  when: (target) => target.profile.publicSite !== false || 'noSite',
  needs: { entry: webEntry, whole: outcomeOf(dnsDomain) },
  messages,
  sources: [
    { label: 'RFC 6596', url: 'https://www.rfc-editor.org/rfc/rfc6596' },
    { label: 'RFC 9110 section 15.4', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.4' },
  ],
  judge({ entry, whole }, say, { target }) {
    const apex = plainHost(target.domain)
    const canonical = canonicalOf(entry, target)
    if (isDomainGone(whole) && entry.hosts.every(({ state }) => state !== 'ok')) {
      return say.unknown('waiting', { domain: apex }, { subject: hostSubject(apex), refs: ['dns.domain'] })
    }
    const main = entry.hosts.find(({ host }) => host === canonical)
    const judging = { entry, target, say, main, to: canonical ?? apex }
    const aliases = aliasesOf(entry, target, canonical)
    if (canonical === null) return aliases.flatMap((row) => judgeBroken(judging, row.host, hostEnd(row)) ?? [])
    const first =
      main === undefined ? say.pass('ok', { host: canonical }, atHost(judging, canonical)) : judgeMain(judging, main)
    if (first.code === 'opposite') return [first]
    return [first, ...aliases.flatMap((row) => judgeAlias(judging, row) ?? [])]
  },
})
