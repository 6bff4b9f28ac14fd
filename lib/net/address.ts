import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Cidr } from '../checks/shared/address'
import { classifyAddress, inCidr, parseAddress, parseCidr } from '../checks/shared/address'
import type { Config } from '../config'
import { ConfigError } from '../config'

/** Classes of addresses one run remembers; it asks for the same few again and again. */
const MOST_REMEMBERED = 2000

type AllowRule = { cidr: Cidr; port: number }

export type AddressPolicy = {
  /** `public`, or the class for which an address is refused on this port (`private`, `own-interface`, `denied`, ...). */
  refusedClass(address: string, port: number): string
  /** The class of a published address as the public internet sees it: own interfaces and exceptions do not matter. */
  publishedClass(address: string): string
}

function cidrOf(text: string, variable: string): Cidr {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new ConfigError(`${variable}: "${text}" is not an address range such as 198.18.0.0/15`)
  return cidr
}

/** Parses `10.20.0.5/32:443` or `[fd00::5/128]:443`. */
function allowRuleOf(text: string): AllowRule {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text)
  const port = Number(match?.[3] ?? 0)
  if (match === null || port < 1 || port > 65_535) {
    throw new ConfigError(`LR_EGRESS_ALLOW: "${text}" needs a range and a port, such as 10.20.0.5/32:443`)
  }
  return { cidr: cidrOf(match[1] ?? match[2] ?? '', 'LR_EGRESS_ALLOW'), port }
}

function ownAddresses(): Set<string> {
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return new Set(own.map((entry) => keyOf(entry.address.split('%')[0] ?? '')))
}

function keyOf(text: string): string {
  const address = parseAddress(text)
  return address === undefined ? '' : `${address.family}:${address.value}`
}

/**
 * The address table together with what the operator configured: `LR_PUBLIC_CIDRS`, `LR_EGRESS_ALLOW`,
 * `LR_EGRESS_DENY` and the addresses of this machine. A denied range wins over an allowed one.
 * Throws `ConfigError` for a range that cannot be read.
 */
export function createAddressPolicy(
  config: Pick<Config, 'LR_PUBLIC_CIDRS' | 'LR_EGRESS_ALLOW' | 'LR_EGRESS_DENY'>,
  own: Set<string> = ownAddresses(),
): AddressPolicy {
  const publicRanges = config.LR_PUBLIC_CIDRS.map((text) => cidrOf(text, 'LR_PUBLIC_CIDRS'))
  const denied = config.LR_EGRESS_DENY.map((text) => cidrOf(text, 'LR_EGRESS_DENY'))
  const allowed = config.LR_EGRESS_ALLOW.map(allowRuleOf)
  const known = new Map<string, string>()
  const publishedClass = (text: string) => {
    const found = known.get(text) ?? (isIP(text) === 0 ? 'invalid' : classifyAddress(text, publicRanges).class)
    if (known.size < MOST_REMEMBERED) known.set(text, found)
    return found
  }
  return {
    publishedClass,
    refusedClass(text, port) {
      const address = isIP(text) === 0 ? undefined : parseAddress(text)
      if (address === undefined) return 'invalid'
      if (denied.some((range) => inCidr(address, range))) return 'denied'
      if (allowed.some((rule) => rule.port === port && inCidr(address, rule.cidr))) return 'public'
      const found = publishedClass(text)
      if (found !== 'public') return found
      return own.has(keyOf(text)) ? 'own-interface' : 'public'
    },
  }
}
