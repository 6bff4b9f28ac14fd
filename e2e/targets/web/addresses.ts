import type { AddressKind, LabAddress, LabHost } from './types'

export type Placed = LabAddress & { ip: string; reachable: boolean }
export type PlacedHost = { host: LabHost; addresses: Placed[] }

/** The benchmark range (RFC 2544) plays the part of ordinary servers; a client must be told that it is public here. */
export const PUBLIC_CIDRS = ['198.18.0.0/15']

const DEFAULT_ADDRESSES: LabAddress[] = [{ at: 'cf' }, { at: 'v6' }]

const MAKERS: Record<AddressKind, (index: number) => string> = {
  cf: (index) => `104.17.${index >> 8}.${index & 255}`,
  v6: (index) => `2606:4700:0:1::${index.toString(16)}`,
  pub: (index) => `198.19.${index >> 8}.${index & 255}`,
}

function isKind(at: string): at is AddressKind {
  return at in MAKERS
}

/** Gives every host its own addresses, in the order of the description. */
export function placeHosts(hosts: readonly LabHost[]): PlacedHost[] {
  let index = 16
  return hosts.map((host) => ({
    host,
    addresses: (host.cname === undefined ? (host.addresses ?? DEFAULT_ADDRESSES) : []).map((address) => {
      index += 1
      return isKind(address.at)
        ? { ...address, ip: MAKERS[address.at](index), reachable: true }
        : { ...address, ip: address.at, reachable: false }
    }),
  }))
}

/** Key of an address and port in the dial map. */
export function dialKey(ip: string, port: number): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`
}
