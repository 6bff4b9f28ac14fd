import type { Immutable } from '../../engine/immutable'
import type { Target } from '../../engine/target'
import type { WebChain, WebHop } from '../../evidence/web-chain'
import { parseAddress } from './address'
import { hostOfUrl, isHandoverHost, isLocalHost, isOwnDomain, isOwnHost, plainHost } from './web-hosts'

/** What is wrong with where a redirect leads; `ok` when nothing is. */
export type RedirectTarget = 'ok' | 'local' | 'address' | 'staging' | 'port' | 'downgrade' | 'gone' | 'unregistered'

const STAGING_LABEL = /^(?:[\w-]+-)?(?:staging|stage|stg|test|testing|qa|uat|preview|sandbox)(?:-[\w-]+|\d*)?$/

/** Whether a host of the project is meant for tests, by its role or its first label. */
export function isStagingHost(target: Target, host: string): boolean {
  const row = target.hosts.find(({ name }) => plainHost(name) === host)
  if (row !== undefined) return row.role === 'staging'
  return isOwnDomain(target, host) && host !== plainHost(target.domain) && STAGING_LABEL.test(host.split('.')[0] ?? '')
}

type Step = { hop: Immutable<WebHop>; chain: Immutable<WebChain>; last: boolean }

function isDeclared(target: Target, to: URL): boolean {
  return target.urls.some(({ url }) => URL.parse(url)?.host === to.host)
}

/** Whether the step leads to a name without address, or to one that is not public. */
function deadEnd({ chain, last }: Step): 'gone' | 'local' | null {
  if (!last || chain.error === null) return null
  if (chain.end === 'blocked' && chain.error.code === 'BLOCKED_ADDRESS') return 'local'
  return chain.error.code === 'DNS_NXDOMAIN' || chain.error.code === 'DNS_NODATA' ? 'gone' : null
}

/** Judges one redirect of an own host by where it leads. Null when it is no redirect to a web address. */
export function judgeRedirect(step: Step, target: Target): RedirectTarget | null {
  const { hop } = step
  const from = hostOfUrl(hop.url)
  const to = hop.location?.target === null ? null : URL.parse(hop.location?.target ?? '')
  if (to === null || !/^https?:$/.test(to.protocol)) return null
  const host = hostOfUrl(to.href)
  if (isLocalHost(host)) return 'local'
  if (parseAddress(host.replace(/^\[|\]$/g, '')) !== undefined) return 'address'
  const end = deadEnd(step)
  if (end !== null) return end
  if (isStagingHost(target, host) && !isStagingHost(target, from)) return 'staging'
  if (to.port !== '' && !isDeclared(target, to)) return 'port'
  if (to.protocol === 'http:' && hop.url.startsWith('https:')) return 'downgrade'
  if (isOwnHost(target, host) || isHandoverHost(host) || isDeclared(target, to)) return 'ok'
  return 'unregistered'
}

/** The redirects of a chain that start on hosts of the project, with what is wrong with them. */
export function ownRedirects(
  chain: Immutable<WebChain>,
  target: Target,
): { hop: Immutable<WebHop>; to: string; verdict: RedirectTarget }[] {
  const lastRedirect = chain.hops.findLastIndex((hop) => hop.location !== null)
  return chain.hops.flatMap((hop, index) => {
    if (hop.location === null || !isOwnDomain(target, hostOfUrl(hop.url))) return []
    const verdict = judgeRedirect({ hop, chain, last: index === lastRedirect }, target)
    return verdict === null ? [] : [{ hop, to: hop.location.target ?? '', verdict }]
  })
}
