import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { host as hostSubject, project } from '../engine/subject'
import type { Target } from '../engine/target'
import { type HostSuggestions, hostSuggestions, type NameSource } from '../evidence/host-suggestions'
import { type WebAssets, webAssets } from '../evidence/web-assets'
import { webEdge } from '../evidence/web-edge'
import { type WebEntry, webEntry } from '../evidence/web-entry'
import { webTls } from '../evidence/web-tls'
import { defineCheck } from './shared/define'
import { firstLooks, hostMap, type MapLine, mapExhibit } from './shared/host-map'
import { isHandoverHost, isOwnDomain, isOwnHost } from './shared/web-hosts'

/** A host that answered during the run: where it was met. */
type Seen = { host: string; where: string; ref: string }

function seenInChains(entry: Immutable<WebEntry>): Seen[] {
  return entry.hosts.flatMap(({ host: from, http, https }, index) =>
    (['http', 'https'] as const).flatMap((scheme) => {
      const chain = scheme === 'http' ? http : https
      return (chain?.hops ?? []).flatMap((hop): Seen[] => {
        const host = URL.parse(hop.url)?.hostname ?? ''
        const where = `redirect of ${scheme}://${from}/`
        return hop.status === null || host === '' ? [] : [{ host, where, ref: `web.entry#/hosts/${index}/${scheme}` }]
      })
    }),
  )
}

function seenInFiles(assets: Immutable<WebAssets> | undefined): Seen[] {
  return (assets?.assets ?? []).flatMap(({ host, outcome, url }, index) =>
    outcome === 'answer' ? [{ host, where: `file ${url}`, ref: `web.assets#/assets/${index}` }] : [],
  )
}

/** Where visitors of a registered host end although nothing explains that host. */
function strayEnds(entry: Immutable<WebEntry>, target: Target): { from: string; to: string; ref: string }[] {
  return entry.hosts.flatMap(({ host, http, https }, index) => {
    const [scheme, chain] = https === null ? (['http', http] as const) : (['https', https] as const)
    const last = chain?.hops.at(-1)
    const to = URL.parse(chain?.finalUrl ?? '')?.hostname ?? ''
    if (chain === null || last === undefined || last.status === null || to === '' || to === host) return []
    const explained = isOwnHost(target, to) || isHandoverHost(to)
    return explained ? [] : [{ from: host, to, ref: `web.entry#/hosts/${index}/${scheme}` }]
  })
}

const SOURCE_WORDS: Readonly<Partial<Record<NameSource, string>>> = {
  redirect: 'redirect of',
  link: 'link on',
  load: 'file of',
  alias: 'alias of',
  certificate: 'certificate of',
}

type Named = { host: string; where: string; ref: string }

/** Names with an address that pages, certificates or records gave away and nobody has decided about. */
function namedOnly(suggestions: Immutable<HostSuggestions> | undefined): Named[] {
  const setAside = new Set(suggestions?.setAside ?? [])
  return (suggestions?.hosts ?? []).flatMap(({ name, role, dns, seen }, index) => {
    const [first] = seen.filter(({ source }) => SOURCE_WORDS[source] !== undefined)
    if (dns !== 'resolves' || role === 'mail' || first === undefined || setAside.has(name)) return []
    const where = `${SOURCE_WORDS[first.source] ?? ''} ${first.at}`
    return [{ host: name, where, ref: `host.suggestions#/hosts/${index}` }]
  })
}

function mapText(lines: readonly MapLine[]): string {
  return lines
    .map(
      ({ host, roles, leads, edge, certificate, ends }) =>
        `${host} (${roles})\n  DNS: ${leads || 'unknown'}\n  network: ${edge}\n  certificate: ${certificate}\n  visitors get: ${ends}`,
    )
    .join('\n')
    .slice(0, 3500)
}

function registerFix(host: string, lines: readonly MapLine[]): Fix {
  return {
    effort: 'S',
    steps: [
      `Find out what ${host} is for and who looks after it.`,
      `Add ${host} with its role to the hosts of the project, or remove its DNS record and the links to it.`,
      'Keep the map below where your team finds it.',
    ],
    snippet: { lang: 'text', file: 'domains.txt', code: mapText(lines) },
  }
}

const messages = {
  ok: 'Every host we met is listed with its role: {count:host|hosts}',
  unlisted: '{host} answers, but the project does not list it ({where})',
  named: '{host} has an address, but the project does not list it ({where})',
  stray: '{from} sends visitors to {to}, which the project does not list',
  silent: 'No host of the project answered, so the map is empty',
} as const

export default defineCheck({
  id: 'documented-hosts',
  version: 2,
  kind: 'automatic',
  title: 'Every live host is listed, with where it leads',
  impact: 'medium',
  why: 'When something breaks, a host nobody knows costs the hours in which customers leave.',
  covers: { 'domains-documented': 'required' },
  raises: ['outage-layer-unclear'],
  dependsOn: ['domain-resolves'],
  needs: {
    entry: webEntry,
    edge: outcomeOf(webEdge),
    tls: outcomeOf(webTls),
    assets: outcomeOf(webAssets),
    suggestions: outcomeOf(hostSuggestions),
  },
  messages,
  sources: [{ label: 'Google SRE book, managing incidents', url: 'https://sre.google/sre-book/managing-incidents/' }],
  judge({ entry, edge, tls, assets, suggestions }, say, { target }) {
    const lines = hostMap(
      {
        entry,
        edge: edge.status === 'ok' ? edge.value : undefined,
        tls: tls.status === 'ok' ? tls.value : undefined,
      },
      target,
    )
    const whole = { subject: project(), refs: ['web.entry#/hosts'] }
    const seen = [...seenInChains(entry), ...seenInFiles(assets.status === 'ok' ? assets.value : undefined)]
    if (seen.length === 0) return say.unknown('silent', {}, whole)
    const exhibits = [mapExhibit(lines), firstLooks(lines, target.domain)]
    const findings: Finding[] = []
    const strays = strayEnds(entry, target)
    const unlisted = new Map(
      seen
        .filter(({ host }) => isOwnDomain(target, host) && !isOwnHost(target, host))
        .toReversed()
        .map((one) => [one.host, one]),
    )
    for (const { host, where, ref } of [...unlisted.values()].toReversed()) {
      const at = { subject: hostSubject(host), refs: [ref], exhibits, fix: registerFix(host, lines) }
      findings.push(say.warn('unlisted', { host, where }, at))
    }
    const answering = new Set(unlisted.keys())
    for (const { host, where, ref } of namedOnly(suggestions.status === 'ok' ? suggestions.value : undefined)) {
      if (answering.has(host) || isOwnHost(target, host)) continue
      const at = { subject: hostSubject(host), refs: [ref], exhibits, fix: registerFix(host, lines) }
      findings.push(say.warn('named', { host, where }, { ...at, impact: 'low' }))
    }
    for (const { from, to, ref } of strays) {
      if (unlisted.has(to)) continue
      const at = { subject: hostSubject(from), refs: [ref], exhibits, fix: registerFix(to, lines) }
      findings.push(say.warn('stray', { from, to }, at))
    }
    return findings.length > 0 ? findings : say.pass('ok', { count: lines.length }, { ...whole, exhibits })
  },
})
