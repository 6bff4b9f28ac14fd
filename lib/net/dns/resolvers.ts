import { getServers } from 'node:dns'
import { isIP } from 'node:net'
import { ConfigError } from '../../config'
import type { DnsServer } from './server'

/** Parses `ip`, `ip:port` or `[ipv6]:port`; port 53 unless given. Throws `ConfigError`. */
export function parseResolver(text: string): DnsServer {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text)
  const plain = isIP(text) === 0 ? /^([^:]+):(\d{1,5})$/.exec(text) : [text, text, undefined]
  const host = bracketed?.[1] ?? plain?.[1] ?? ''
  const port = Number(bracketed?.[2] ?? plain?.[2] ?? 53)
  if (isIP(host) === 0 || port < 1 || port > 65_535) {
    throw new ConfigError(`LR_DNS_RESOLVERS: "${text}" is not an address such as 9.9.9.9 or [2620:fe::fe]:53`)
  }
  return { label: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`, to: { host, port } }
}

/** The configured resolvers, or those of the system. Throws `ConfigError` when one cannot be read. */
export function configuredResolvers(list: readonly string[]): DnsServer[] {
  return (list.length > 0 ? list : getServers()).map(parseResolver)
}

export type ResolverHealth = {
  /** The resolvers in the order in which this question should ask them. */
  order(): DnsServer[]
  timedOut(server: DnsServer): void
}

const TOLERATED_TIMEOUTS = 3

/** Remembers for one run which resolvers stay silent; after three time-outs one is asked last. */
export function createResolverHealth(resolvers: readonly DnsServer[]): ResolverHealth {
  const timeouts = new Map<string, number>()
  const isSlow = (server: DnsServer) => (timeouts.get(server.label) ?? 0) >= TOLERATED_TIMEOUTS
  return {
    order: () => [...resolvers.filter((server) => !isSlow(server)), ...resolvers.filter(isSlow)],
    timedOut: (server) => timeouts.set(server.label, (timeouts.get(server.label) ?? 0) + 1),
  }
}
