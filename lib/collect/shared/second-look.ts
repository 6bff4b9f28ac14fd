import type { Chain, Exchange, HttpProber } from '../../net/http-types'

type Request = Parameters<HttpProber['fetch']>[0]
type Follow = Parameters<HttpProber['follow']>[0]

/** A number no repeated load of this run uses. */
const SECOND = 9

/**
 * Whether one more look can tell a broken server from a stumble: the connection broke, or the server
 * said that it failed. Time-outs are left alone; they cost too much and never count against a site.
 */
export function maybeStumble(exchange: Exchange): boolean {
  if (exchange.ok) return exchange.response.status >= 500 && exchange.response.blocked === null
  const { fault, phase, code } = exchange.error
  return fault === 'target' && phase !== 'dns' && code !== 'TIMEOUT'
}

/** Whether the target itself answered or failed: limits and stops of ours say nothing about it. */
export function wasSeen(exchange: Exchange): boolean {
  return exchange.ok || exchange.error.fault === 'target'
}

/** Fetches; where that failed in a way that may pass, once more. The second answer counts. */
export async function fetchTwice(http: Pick<HttpProber, 'fetch'>, request: Request): Promise<Exchange> {
  const first = await http.fetch(request)
  if (!maybeStumble(first)) return first
  const second = await http.fetch({ ...request, sample: SECOND })
  return wasSeen(second) ? second : first
}

/** Follows redirects; where the last answer failed in a way that may pass, once more. The second chain counts. */
export async function followTwice(http: HttpProber, request: Follow): Promise<Chain> {
  const first = await http.follow(request)
  const last = first.hops.at(-1)?.exchange
  if (last === undefined || !maybeStumble(last)) return first
  const second = await http.follow({ ...request, sample: SECOND })
  const end = second.hops.at(-1)?.exchange
  return end !== undefined && wasSeen(end) ? second : first
}
