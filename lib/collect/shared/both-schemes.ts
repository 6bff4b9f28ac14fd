import type { Immutable } from '../../engine/immutable'
import type { WebAddresses } from '../../evidence/web-addresses'
import type { WebChain } from '../../evidence/web-chain'
import type { HttpProber } from '../../net/http-types'
import { byDeadline } from './by-deadline'
import { followTwice } from './second-look'
import { chainFacts, fitChain } from './web-chain'

// Leaves room for the rest of the evidence below its 2 MiB.
const ROOM = 1_800_000

export type BothSchemes = { http: WebChain | null; https: WebChain | null }

export type BothSchemesRequest = {
  http: HttpProber
  hosts: Immutable<WebAddresses>['hosts']
  /** Path and query, starting with a slash. */
  path: string
  softDeadline: AbortSignal
  /** Characters all chains together may take; 1,800,000 unless told otherwise. */
  room?: number
}

/**
 * Follows `http://host/path` and `https://host/path` of every host that has addresses, all at once;
 * the prober keeps to its limits per host. Chains missing at the soft deadline are null.
 */
export async function followBothSchemes(request: BothSchemesRequest): Promise<BothSchemes[]> {
  const { http, hosts, path, softDeadline, room = ROOM } = request
  const budget = Math.floor(room / Math.max(2, hosts.length * 2))
  const follow = async (url: string): Promise<WebChain | null> => {
    const chain = await byDeadline(softDeadline, followTwice(http, { url }), null)
    return chain === null ? null : fitChain(chainFacts(chain), budget)
  }
  return Promise.all(
    hosts.map(async ({ host, state }) => {
      if (state !== 'ok') return { http: null, https: null }
      const [secure, plain] = await Promise.all([follow(`https://${host}${path}`), follow(`http://${host}${path}`)])
      return { http: plain, https: secure }
    }),
  )
}
