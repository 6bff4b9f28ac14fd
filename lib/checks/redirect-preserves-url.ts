import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject } from '../engine/subject'
import type { Target } from '../engine/target'
import { type WebProbeRow, webProbes } from '../evidence/web-probes'
import { defineCheck } from './shared/define'
import { type LocationChange, locationChange } from './shared/location-change'
import { hostRedirectFix } from './shared/web-fixes'
import { hostOfUrl, isOwnDomain, isOwnHost } from './shared/web-hosts'
import { answerOf, type Chain, chainRefusal, failureWords, type Hop, stateWords } from './shared/web-look'

type Move = { hop: Hop; change: LocationChange }

const WORST_FIRST = ['pathDropped', 'pathChanged', 'encoding', 'queryDropped'] as const

/** Redirects that move a URL to another scheme or host of the same project; the rest is the application's own business. */
function movesOf(chain: Chain | null, target: Target): Move[] {
  return (chain?.hops ?? []).flatMap((hop) => {
    const to = hop.location?.target ?? null
    if (hop.location === null || to === null) return []
    if (URL.parse(to)?.origin === URL.parse(hop.url)?.origin) return []
    if (!isOwnDomain(target, hostOfUrl(to)) && !isOwnHost(target, hostOfUrl(to))) return []
    return [{ hop, change: locationChange(hop.url, hop.location.raw) }]
  })
}

function moveTable(moves: readonly Move[]): Exhibit {
  return {
    kind: 'table',
    title: `Where a link with path and query goes`,
    columns: ['Asked', 'Answer', 'Points to'],
    rows: moves.map(({ hop }) => [hop.url, String(hop.status ?? ''), hop.location?.raw ?? '']),
  }
}

function fixOf(move: Move): Fix {
  const from = hostOfUrl(move.hop.url)
  const to = hostOfUrl(move.hop.location?.target ?? '') || from
  const fix = hostRedirectFix(from, to)
  const mind =
    move.change === 'encoding'
      ? 'Use the address as it was asked for ($request_uri in nginx), not the decoded one ($uri).'
      : 'Registrar "URL forwarding" mostly drops the path: point the name at your own host and redirect there.'
  return { ...fix, steps: [...fix.steps, mind] }
}

function unseenReason(row: Immutable<WebProbeRow>): string | null {
  const chains = [row.https, row.http]
  const sign = chains.map(chainRefusal).find((seen) => seen !== null)
  if (sign !== undefined) return `it refused our checker (${sign})`
  // A server that fails did not decide where a link goes.
  const failed = chains.map((chain) => chain?.hops.at(-1)?.status ?? 0).find((status) => status >= 500)
  if (failed !== undefined) return `it answers ${failed}`
  if (chains.some((chain) => answerOf(chain) !== null)) return null
  if (chains.some((chain) => chain?.end === 'loop' || chain?.end === 'too-many')) return 'its redirects do not end'
  return failureWords(row.https?.error ?? row.http?.error ?? null)
}

export default defineCheck({
  id: 'redirect-preserves-url',
  version: 1,
  kind: 'automatic',
  title: 'Redirects keep path and query',
  impact: 'high',
  why: 'Links in emails, ads with tracking, password resets and sign-in callbacks break or lose what they carry.',
  covers: { 'redirects-preserve-path-query': 'required' },
  dependsOn: ['redirect-loop', 'https-reachable', 'host-apex', 'host-www', 'host-roles'],
  needs: { probes: webProbes },
  messages: {
    ok: 'Links to {host} keep their path and query when they are redirected',
    noRedirect: '{host} redirects no link to another address',
    pathDropped: 'Every old or http link to {host} ends on the home page',
    pathChanged: 'Every old or http link to {host} ends on the same fixed page',
    encoding: 'Links to {host} with special characters break in the redirect',
    queryDropped: 'Links to {host} lose their tracking and tokens in the redirect',
    unseen: 'We could not see where links to {host} go: {reason}',
    noAddress: '{host} has no address, so nothing redirects',
  },
  sources: [
    { label: 'RFC 3986 section 6.2.2', url: 'https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2' },
    { label: 'RFC 9110 section 10.2.2', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.2' },
  ],
  judge({ probes }, say, { target }) {
    return probes.hosts.map((row, index) => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`web.probes#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      if (state !== 'ok') return say.unknown('unseen', { host, reason: stateWords(state) }, at)
      // A hop of a later host is judged there; here only what this host itself does to a link counts.
      const moves = [row.http, row.https].flatMap((chain) =>
        movesOf(chain, target).filter(({ hop }) => hostOfUrl(hop.url) === host),
      )
      const shown = { ...at, exhibits: [moveTable(moves)] }
      const worst = WORST_FIRST.flatMap((change) => moves.filter((move) => move.change === change))[0]
      if (worst !== undefined) {
        const fixed = { ...shown, fix: fixOf(worst) }
        if (worst.change === 'queryDropped') return say.warn('queryDropped', { host }, fixed)
        if (worst.change !== 'same' && worst.change !== 'signIn') return say.fail(worst.change, { host }, fixed)
      }
      const reason = unseenReason(row)
      if (moves.some(({ change }) => change === 'same')) {
        return reason === null ? say.pass('ok', { host }, shown) : say.unknown('unseen', { host, reason }, shown)
      }
      if (reason !== null) return say.unknown('unseen', { host, reason }, at)
      return say.notApplicable('noRedirect', { host }, at)
    })
  },
})
