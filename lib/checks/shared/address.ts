/**
 * Classification of IP addresses after the IANA special-purpose registries. IPv4 is public unless
 * listed; IPv6 is public only inside 2000::/3 and unless listed, so that every embedding of an IPv4
 * address other than the listed ones is out by construction.
 */

export type AddressClass =
  | 'public'
  | 'invalid'
  | 'unspecified'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'documentation'
  | 'benchmark'
  | 'multicast'
  | 'broadcast'
  | 'reserved'
  | 'as112'
  | '6to4-relay'
  | 'cloud-host'
  | 'ipv4-mapped'
  | 'ipv4-compatible'
  | 'nat64'
  | 'discard'
  | 'teredo'
  | '6to4'
  | 'segment-routing'
  | 'unique-local'
  | 'site-local'
  | 'unassigned'

export type IpAddress = { family: 4 | 6; value: bigint }
export type Cidr = IpAddress & { prefix: number; text: string }

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0
  for (const part of parts) {
    // A leading zero means octal to some parsers, so it is no address at all here.
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined
    value = value * 256 + Number(part)
  }
  return BigInt(value)
}

function parseGroups(text: string): bigint[] | undefined {
  if (text === '') return []
  const groups: bigint[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const inner = index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined
    if (inner !== undefined) {
      groups.push(inner >> 16n, inner & 0xffffn)
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(BigInt(`0x${part}`))
    } else {
      return undefined
    }
  }
  return groups
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = parseGroups(halves[0] ?? '')
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '') : []
  if (head === undefined || tail === undefined) return undefined
  if (halves.length === 2 && (halves[0] ?? '').includes('.')) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail]
  return groups.reduce((value, group) => value * 65_536n + group, 0n)
}

/** Parses a canonical dotted quad or an IPv6 address without zone; anything else is undefined. */
export function parseAddress(text: string): IpAddress | undefined {
  if (text.length > 45) return undefined
  const value = text.includes(':') ? parseIpv6(text) : parseIpv4(text)
  if (value === undefined) return undefined
  return { family: text.includes(':') ? 6 : 4, value }
}

/** Parses `address/prefix`; an address without prefix means that one address. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/')
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (address === undefined) return undefined
  const bits = address.family === 4 ? 32 : 128
  const suffix = slash < 0 ? String(bits) : text.slice(slash + 1)
  if (!/^\d{1,3}$/.test(suffix) || Number(suffix) > bits) return undefined
  return { ...address, prefix: Number(suffix), text }
}

const SHIFTS = Array.from({ length: 129 }, (_, bits) => BigInt(bits))

/** Whether the address lies inside the range. Families never match each other. */
export function inCidr(address: IpAddress, cidr: Cidr): boolean {
  if (address.family !== cidr.family) return false
  const shift = SHIFTS[(cidr.family === 4 ? 32 : 128) - cidr.prefix] ?? 0n
  return address.value >> shift === cidr.value >> shift
}

type Row = { cidr: Cidr; name: AddressClass }

function row(text: string, name: AddressClass): Row {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(`not a range: ${text}`)
  return { cidr, name }
}

/** Ranges that are not public, most specific first: the first match names the class. */
export const SPECIAL_RANGES: readonly Row[] = [
  row('0.0.0.0/8', 'unspecified'),
  row('10.0.0.0/8', 'private'),
  row('100.64.0.0/10', 'shared'),
  row('127.0.0.0/8', 'loopback'),
  row('169.254.0.0/16', 'link-local'),
  row('172.16.0.0/12', 'private'),
  row('192.0.0.0/24', 'reserved'),
  row('192.0.2.0/24', 'documentation'),
  row('192.31.196.0/24', 'as112'),
  row('192.52.193.0/24', 'reserved'),
  row('192.88.99.0/24', '6to4-relay'),
  row('192.168.0.0/16', 'private'),
  row('192.175.48.0/24', 'as112'),
  row('198.18.0.0/15', 'benchmark'),
  row('198.51.100.0/24', 'documentation'),
  row('203.0.113.0/24', 'documentation'),
  row('224.0.0.0/4', 'multicast'),
  row('255.255.255.255/32', 'broadcast'),
  row('240.0.0.0/4', 'reserved'),
  row('168.63.129.16/32', 'cloud-host'),
  row('::/128', 'unspecified'),
  row('::1/128', 'loopback'),
  row('::ffff:0:0/96', 'ipv4-mapped'),
  row('::/96', 'ipv4-compatible'),
  row('64:ff9b::/96', 'nat64'),
  row('64:ff9b:1::/48', 'nat64'),
  row('100::/64', 'discard'),
  row('2001::/32', 'teredo'),
  row('2001::/23', 'reserved'),
  row('2001:db8::/32', 'documentation'),
  row('2002::/16', '6to4'),
  row('3fff::/20', 'documentation'),
  row('2620:4f:8000::/48', 'as112'),
  row('5f00::/16', 'segment-routing'),
  row('fc00::/7', 'unique-local'),
  row('fe80::/10', 'link-local'),
  row('fec0::/10', 'site-local'),
  row('ff00::/8', 'multicast'),
]

const IPV6_UNICAST = row('2000::/3', 'public').cidr

function formatIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.')
}

/** The IPv4 address inside a mapped, compatible, NAT64 (RFC 6052 /96), 6to4 or Teredo address. */
function innerIpv4(address: IpAddress, name: AddressClass): string | undefined {
  if (name === 'ipv4-mapped' || name === 'ipv4-compatible' || name === 'nat64') {
    return formatIpv4(address.value & 0xffffffffn)
  }
  if (name === '6to4') return formatIpv4((address.value >> 80n) & 0xffffffffn)
  if (name === 'teredo') return formatIpv4(~address.value & 0xffffffffn)
  return undefined
}

export type Classified = { class: AddressClass; inner?: { address: string; class: AddressClass } }

/**
 * The class of an address, `invalid` when the text is none. Addresses that embed an IPv4 address are
 * never public; `inner` names what they hide. `publicRanges` are treated as public (laboratory only).
 */
export function classifyAddress(text: string, publicRanges: readonly Cidr[] = []): Classified {
  const address = parseAddress(text)
  if (address === undefined) return { class: 'invalid' }
  if (publicRanges.some((range) => inCidr(address, range))) return { class: 'public' }
  const special = SPECIAL_RANGES.find((range) => inCidr(address, range.cidr))
  if (special === undefined) {
    return { class: address.family === 4 || inCidr(address, IPV6_UNICAST) ? 'public' : 'unassigned' }
  }
  const inner = innerIpv4(address, special.name)
  if (inner === undefined) return { class: special.name }
  return { class: special.name, inner: { address: inner, class: classifyAddress(inner, publicRanges).class } }
}

/**
 * The network an address shares its fate with: the /24 of an IPv4 address, the /48 of an IPv6 address.
 * Undefined when the text is no address.
 */
export function networkOf(text: string): { family: 4 | 6; network: string } | undefined {
  const address = parseAddress(text)
  if (address === undefined) return undefined
  if (address.family === 4) return { family: 4, network: `${formatIpv4((address.value >> 8n) << 8n)}/24` }
  const groups = [112n, 96n, 80n].map((shift) => ((address.value >> shift) & 0xffffn).toString(16))
  return { family: 6, network: `${groups.join(':')}::/48` }
}
