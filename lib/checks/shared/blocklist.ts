import type { Immutable } from '../../engine/immutable'
import type { DnsBlocklist } from '../../evidence/dns-blocklist'
import { parseAddress } from './address'
import { isUndecided } from './dns-facts'

type List = Immutable<DnsBlocklist['lists'][number]>
type Answer = { readonly status: List['listedTest']['status']; readonly addresses: readonly string[] }

/** Names of the two entries by which a list proves that it works and answers us (RFC 5782 section 5). */
export function testPoints({ kind, zone }: { kind: 'ip' | 'domain'; zone: string }) {
  return kind === 'ip'
    ? { listed: `2.0.0.127.${zone}`, unlisted: `1.0.0.127.${zone}` }
    : { listed: `test.${zone}`, unlisted: `invalid.${zone}` }
}

/** The name under which a list of addresses keeps an address: reversed, by bytes or by half bytes (RFC 5782 section 2). */
export function addressQuery(address: string, zone: string): string | undefined {
  const parsed = parseAddress(address)
  if (parsed === undefined) return undefined
  const isV4 = parsed.family === 4
  const hex = parsed.value.toString(16).padStart(isV4 ? 8 : 32, '0')
  const parts = isV4 ? (hex.match(/../g) ?? []).map((byte) => String(Number.parseInt(byte, 16))) : [...hex]
  return `${parts.reverse().join('.')}.${zone}`
}

export type ListWord = 'listed' | 'not-listed' | 'refused' | 'undecided'

/**
 * What an answer of a list means: an address of 127.0.0.0/8 is an entry, except 127.255.255.0/24, by which
 * lists turn away public resolvers and heavy users. Any other address is no answer of a list.
 */
export function listWord({ status, addresses }: Answer): ListWord {
  if (status === 'nxdomain' || status === 'nodata') return 'not-listed'
  if (isUndecided(status) || status !== 'answer' || addresses.length === 0) return 'undecided'
  if (addresses.some((address) => address.startsWith('127.255.255.'))) return 'refused'
  const isEntry = addresses.every((address) => address.startsWith('127.') && address !== '127.0.0.1')
  return isEntry ? 'listed' : 'undecided'
}

/** Whether a list can be believed: it has its test entry and not the one no list may have. */
export function isWorking({ listedTest, unlistedTest }: List): boolean {
  return listWord(listedTest) === 'listed' && listWord(unlistedTest) === 'not-listed'
}
