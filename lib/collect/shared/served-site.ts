import { failureWords, stateWords } from '../../checks/shared/web-look'
import type { Immutable } from '../../engine/immutable'
import type { HostRole } from '../../engine/target'
import type { WebChain } from '../../evidence/web-chain'
import type { WebEntry, WebEntryRow } from '../../evidence/web-entry'

/** Which site a host serves, as far as its first answers tell. */
export type ServedSite = {
  host: string
  roles: HostRole[]
  state: 'ok' | 'redirects' | 'unreachable' | 'wall' | 'not-looked'
  /** Where it redirects, who built the wall, or why there is no answer. */
  reason: string
  /** Scheme and host, without a slash at the end. */
  origin: string
  /** The page at the end of the chain; empty where there is none on this host. */
  finalUrl: string
}

type Reading = Pick<ServedSite, 'state' | 'reason' | 'finalUrl'>

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? ''
}

function readChain(host: string, chain: Immutable<WebChain>): Reading {
  const last = chain.hops.at(-1)
  if (last?.wall) return { state: 'wall', reason: last.wall.by, finalUrl: '' }
  if (chain.end === 'final') {
    const elsewhere = hostOf(chain.finalUrl) !== host
    return elsewhere
      ? { state: 'redirects', reason: hostOf(chain.finalUrl), finalUrl: '' }
      : { state: 'ok', reason: '', finalUrl: chain.finalUrl }
  }
  const first = chain.hops[0]
  // A chain that breaks later still proves that this host answers by sending visitors away.
  if (first !== undefined && first.status !== null && hostOf(chain.finalUrl) !== host)
    return { state: 'redirects', reason: hostOf(chain.finalUrl), finalUrl: '' }
  if (first !== undefined && first.status !== null) return { state: 'ok', reason: chain.end, finalUrl: '' }
  const ours = chain.error?.fault === 'ours'
  return { state: ours ? 'not-looked' : 'unreachable', reason: failureWords(chain.error), finalUrl: '' }
}

function readHost(row: Immutable<WebEntryRow>): ServedSite {
  const base = { host: row.host, roles: [...row.roles], origin: `https://${row.host}` }
  if (row.state === 'blocked')
    return { ...base, state: 'unreachable', reason: 'it points to an address that is not public', finalUrl: '' }
  if (row.state !== 'ok') return { ...base, state: 'not-looked', reason: stateWords(row.state), finalUrl: '' }
  const secure = row.https === null ? undefined : readChain(row.host, row.https)
  if (secure && secure.state !== 'unreachable' && secure.state !== 'not-looked') return { ...base, ...secure }
  const plain = row.http === null ? undefined : readChain(row.host, row.http)
  const plainAnswers = plain && (plain.state === 'ok' || plain.state === 'wall' || plain.state === 'redirects')
  if (plainAnswers) {
    // Without https, "go to https" is the only thing plain http says: nothing is left to look at.
    if (plain.state === 'ok' || plain.state === 'wall') return { ...base, ...plain, origin: `http://${row.host}` }
    return { ...base, ...plain }
  }
  return {
    ...base,
    ...(secure ?? plain ?? { state: 'not-looked' as const, reason: 'our time was up', finalUrl: '' }),
  }
}

/** Every host that has an address, with the site it serves; hosts without address are left out. */
export function servedSites(entry: Immutable<WebEntry>): ServedSite[] {
  return entry.hosts.filter((row) => row.state !== 'no-address').map(readHost)
}
