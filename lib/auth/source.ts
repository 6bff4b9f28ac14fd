import { randomUUID } from 'node:crypto'
import ipaddr from 'ipaddr.js'

/** Set by the front server after it removed whatever the caller sent under this name. */
const CLIENT_HEADER = 'x-lr-client'
export const REQUEST_ID_HEADER = 'x-lr-request-id'

function parse(address: string | null): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (address === null || !ipaddr.isValid(address)) return undefined
  return ipaddr.process(address)
}

function network(address: ipaddr.IPv4 | ipaddr.IPv6, bits: { four: number; six: number }): string {
  const isFour = address.kind() === 'ipv4'
  const text = `${address.toString()}/${isFour ? bits.four : bits.six}`
  const base = isFour ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text)
  return `${base.toString()}/${isFour ? bits.four : bits.six}`
}

/** The address a request came from, as the front server saw it. */
export function clientAddress(headers: Headers): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return parse(headers.get(CLIENT_HEADER))
}

/** Who shares a rate limit: one IPv4 address, or one IPv6 /64. */
export function sourceKey(headers: Headers): string {
  const address = clientAddress(headers)
  return address === undefined ? 'unknown' : network(address, { four: 32, six: 64 })
}

/** What the activity log keeps of an address: /24 or /48. */
export function sourceNetwork(headers: Headers): string | undefined {
  const address = clientAddress(headers)
  return address === undefined ? undefined : network(address, { four: 24, six: 48 })
}

/** Where a request came from, as limits and the activity log need it. */
export type Source = {
  requestId: string
  /** Who shares a rate limit with it. */
  source: string
  /** /24 or /48 of the address. */
  sourceNetwork?: string | undefined
}

/** Reads the source of a request from what the front server wrote. */
export function sourceOf(headers: Headers): Source {
  return {
    requestId: headers.get(REQUEST_ID_HEADER) ?? randomUUID(),
    source: sourceKey(headers),
    sourceNetwork: sourceNetwork(headers),
  }
}
