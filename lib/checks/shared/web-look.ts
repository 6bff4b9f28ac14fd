import type { Exhibit } from '../../engine/finding'
import type { Immutable } from '../../engine/immutable'
import type { WebChain, WebError, WebHop } from '../../evidence/web-chain'
import { hostOfUrl } from './web-hosts'

export type Chain = Immutable<WebChain>
export type Hop = Immutable<WebHop>
type Failure = Immutable<WebError>

/** All values of a header on one answer, in order; the name in lower case. */
export function headerValues(hop: Hop | undefined, name: string): string[] {
  return (hop?.headers ?? []).flatMap(([field = '', value = '']) => (field.toLowerCase() === name ? [value] : []))
}

/** The first value of a header, empty when it is not there. */
export function headerValue(hop: Hop | undefined, name: string): string {
  return headerValues(hop, name)[0] ?? ''
}

/** Why this answer is a refusal of our checker and not the site: the sign that gave it away, else null. */
export function refusalOf(hop: Hop | undefined): string | null {
  if (hop === undefined) return null
  if (hop.wall !== null) return hop.status === null ? hop.wall.by : `${hop.status}, ${hop.wall.by}`
  return hop.status === 429 ? '429' : null
}

/** Whether a failure is a fact about the site; everything else is only something we could not see. */
export function isTheirs(error: Failure | null): error is Failure {
  return error !== null && error.fault === 'target' && error.code !== 'TIMEOUT' && error.code !== 'EUNREACH'
}

const FAILURES: Readonly<Record<string, string>> = {
  TIMEOUT: 'it did not answer in time',
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection is cut off',
  EUNREACH: 'there is no route to it from our checker',
  DNS_NXDOMAIN: 'the name does not exist',
  DNS_NODATA: 'the name has no address',
  DNS_FAILED: 'its name servers did not answer',
  HEADER_OVERFLOW: 'it sends more headers than we read',
  PROTOCOL: 'the answer is not valid HTTP',
  PLAIN_HTTP_ON_TLS: 'what answers at its https port is not https',
  TLS_ALERT: 'the server refuses the secure connection',
  TLS_EXCESSIVE_MESSAGE: 'its certificate is too large',
  TLS: 'the secure connection fails',
  BLOCKED_ADDRESS: 'it points to an address that is not public',
  BLOCKED_HOST: 'it points to a name that is not public',
  BLOCKED_PORT: 'it points to a port our checker never visits',
  BLOCKED_URL: 'it points to an address our checker never visits',
  HOST_STOPPED: 'it asked our checker to stop, or failed too often',
  BUDGET: 'this run has used up its requests',
  ABORTED: 'the run was stopped',
}

/** A failure as half a sentence: `the connection is refused`. */
export function failureWords(error: Failure | null): string {
  return error === null ? 'our time was up' : (FAILURES[error.code] ?? 'our checker could not look')
}

/** Why a chain gave no answer, as half a sentence. */
export function chainFailureWords(chain: Chain | null): string {
  switch (chain?.end) {
    case 'loop':
    case 'too-many':
      return 'its redirects do not end'
    case 'bad-scheme':
    case 'bad-location':
      return 'its redirect leads to no web address'
    default:
      return failureWords(chain?.error ?? null)
  }
}

/** Why a page was not read, as half a sentence; redirects that lead to none leave no error behind. */
export function pageFailureWords(page: { readonly outcome: string; readonly error: Failure | null }): string {
  const isLost = page.outcome === 'failed' && page.error === null
  return isLost ? 'its redirects lead to no page' : failureWords(page.error)
}

const REASONS: Readonly<Record<string, string>> = {
  'dns-failed': 'its name servers gave no usable answer',
  blocked: 'it points to an address that is not public',
  'not-looked': 'our time was up',
}

/** Why a host without chains was not looked at, as half a sentence. */
export function stateWords(state: string): string {
  return REASONS[state] ?? 'our time was up'
}

/** The URL and status of the answer a chain ended in, or null when it ended otherwise or at a wall. */
export function answerOf(chain: Chain | null): { url: string; host: string; status: number; hop: Hop } | null {
  const hop = chain?.hops.at(-1)
  if (chain?.end !== 'final' || hop === undefined || hop.status === null || refusalOf(hop) !== null) return null
  return { url: hop.url, host: hostOfUrl(hop.url), status: hop.status, hop }
}

/** Whether a status is a success. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

/** The first refusal along a chain, else null. */
export function chainRefusal(chain: Chain | null): string | null {
  return chain === null ? null : (chain.hops.map(refusalOf).find((sign) => sign !== null) ?? null)
}

/** A chain as a table: what was asked, what came back, where it points. */
export function chainTable(chain: Chain, title = `Redirects from ${chain.start}`): Exhibit {
  return {
    kind: 'table',
    title,
    columns: ['Asked', 'Answer', 'Points to'],
    rows: chain.hops.map((hop) => [
      hop.url,
      hop.status === null ? failureWords(hop.error) : String(hop.status),
      hop.location?.raw ?? '',
    ]),
  }
}

/** One request and its answer, with the headers that matter here (lower-case names). */
export function hopExhibit(hop: Hop, names: readonly string[], title = `Answer of ${hop.url}`): Exhibit {
  return {
    kind: 'http',
    title,
    request: { method: 'GET', url: hop.url, ...(hop.address === null ? {} : { address: hop.address }) },
    ...(hop.status === null ? {} : { status: hop.status }),
    headers: hop.headers.flatMap(([name = '', value = '']): [string, string][] =>
      names.includes(name.toLowerCase()) ? [[name, value]] : [],
    ),
    ...(hop.error === null ? {} : { error: failureWords(hop.error) }),
  }
}
