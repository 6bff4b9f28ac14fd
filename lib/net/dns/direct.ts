import type { Config } from '../../config'
import type { DnsClient } from './types'

type Asking = Pick<DnsClient, 'resolve' | 'askServer'>

/** Two zones whose servers are run by different operators on many networks. */
const WELL_KNOWN_ZONES = ['com', 'org']
const REMEMBER_MS = 600_000

let remembered: { direct: boolean; until: number } | undefined

async function zoneAnswers(zone: string, { resolve, askServer }: Asking): Promise<boolean> {
  const servers = await resolve(zone, 'NS')
  const names = servers.records.flatMap((record) => (record.type === 'NS' ? [record.target] : [])).slice(0, 2)
  const answers = names.map(async (name) => {
    const { records } = await resolve(name, 'A')
    const [address] = records.flatMap((record) => (record.type === 'A' ? [record.address] : []))
    if (address === undefined) return false
    // A network that redirects port 53 to its own resolver answers too, but without authority.
    return (await askServer(address, zone, 'SOA')).aa
  })
  return (await Promise.all(answers)).includes(true)
}

async function probe(asking: Asking, signal: AbortSignal): Promise<boolean> {
  if (remembered !== undefined && performance.now() < remembered.until) return remembered.direct
  const found = await Promise.all(WELL_KNOWN_ZONES.map((zone) => zoneAnswers(zone, asking)))
  const direct = found.includes(true)
  // Questions that were called off say nothing about the network.
  if (direct || !signal.aborted) remembered = { direct, until: performance.now() + REMEMBER_MS }
  return direct
}

/**
 * Whether name servers can be asked directly: as configured, or with `auto` by asking servers of two
 * well-known zones. The laboratory has its own servers and needs no proof.
 */
export function createDirectProbe(
  config: Pick<Config, 'LR_DNS_AUTHORITY' | 'LR_TEST_NETWORK'>,
  asking: Asking,
  signal: AbortSignal,
): DnsClient['direct'] {
  let known: Promise<boolean> | undefined
  return () => {
    if (config.LR_DNS_AUTHORITY !== 'auto') return Promise.resolve(config.LR_DNS_AUTHORITY === 'on')
    if (config.LR_TEST_NETWORK) return Promise.resolve(true)
    known ??= probe(asking, signal)
    return known
  }
}
