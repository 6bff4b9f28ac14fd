import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { Cidr } from '../checks/shared/address'
import { inCidr, parseAddress, parseCidr } from '../checks/shared/address'
import type { Config } from '../config'
import { ConfigError, isLoopbackHost } from '../config'

export type DialTarget = { host: string; port: number }

/**
 * Where a vetted address is really dialled: itself on the real network, its loopback image in the
 * laboratory. Undefined means that the laboratory has no such server and the address is refused.
 */
export type DialMap = (address: string, port: number) => DialTarget | undefined

type Entry = { cidr: Cidr; port: number; to: DialTarget }

const ENDPOINT = /^(?:\[([0-9a-fA-F:.]+(?:\/\d{1,3})?)\]|([0-9.]+(?:\/\d{1,2})?)):(\d{1,5})$/

function endpointOf(text: string): { host: string; port: number } {
  const match = ENDPOINT.exec(text)
  const port = Number(match?.[3] ?? 0)
  if (match === null || port < 1 || port > 65_535) {
    throw new ConfigError(
      `LR_DIAL_MAP: "${text}" is not an address and port such as 198.18.1.1:443 or [2001:db8::1]:443`,
    )
  }
  return { host: match[1] ?? match[2] ?? '', port }
}

function entryOf([key, value]: [string, unknown]): Entry {
  const from = endpointOf(key)
  const cidr = parseCidr(from.host)
  if (cidr === undefined) throw new ConfigError(`LR_DIAL_MAP: "${key}" is not an address range`)
  const to = endpointOf(typeof value === 'string' ? value : '')
  // A laboratory must not be able to send a packet off this machine.
  if (isIP(to.host) === 0 || !isLoopbackHost(to.host)) {
    throw new ConfigError(`LR_DIAL_MAP: "${key}" must lead to a loopback address, not to "${to.host}"`)
  }
  return { cidr, port: from.port, to }
}

function readMap(text: string): Entry[] {
  if (text === '') return []
  const source = text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text
  let parsed: unknown
  try {
    parsed = JSON.parse(source)
  } catch (cause) {
    throw new ConfigError('LR_DIAL_MAP is not a JSON object', { cause })
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ConfigError('LR_DIAL_MAP is not a JSON object')
  }
  return Object.entries(parsed)
    .map(entryOf)
    .sort((a, b) => b.cidr.prefix - a.cidr.prefix)
}

/**
 * Builds the dial map. Keys are `ip:port`, `ip/prefix:port`, `[ipv6]:port` or `[ipv6/prefix]:port`;
 * the longest prefix wins. Without `LR_TEST_NETWORK` every address is dialled as it is.
 * Throws `ConfigError` for an entry that cannot be read or that leads off this machine.
 */
export function createDialMap(config: Pick<Config, 'LR_DIAL_MAP' | 'LR_TEST_NETWORK'>): DialMap {
  if (!config.LR_TEST_NETWORK) return (address, port) => ({ host: address, port })
  const entries = readMap(config.LR_DIAL_MAP)
  return (text, port) => {
    const address = parseAddress(text)
    if (address === undefined) return undefined
    return entries.find((entry) => entry.port === port && inCidr(address, entry.cidr))?.to
  }
}
