import type { Outcome } from '../../engine/evidence'
import type { Fix } from '../../engine/finding'
import type { Immutable } from '../../engine/immutable'
import type { WebEdge } from '../../evidence/web-edge'
import { detectEdges } from './edge/detect'

type Variants = NonNullable<Fix['variants']>

const SERVERS: readonly (readonly [RegExp, string])[] = [
  [/openresty|nginx/i, 'nginx'],
  [/apache/i, 'Apache'],
  [/caddy/i, 'Caddy'],
  [/haproxy/i, 'HAProxy'],
  [/microsoft-iis/i, 'IIS'],
  [/awselb/i, 'AWS'],
  [/traefik/i, 'Traefik'],
]

/**
 * Who ends the TLS of a host, in words that fix variants use: the network in front of it, else the
 * software its `Server` header names. Empty where nothing tells.
 */
export function tlsServerOf(edge: Immutable<Outcome<WebEdge>>, host: string): string {
  const row = edge.status === 'ok' ? edge.value.hosts.find((one) => one.host === host) : undefined
  if (row === undefined) return ''
  const [network] = detectEdges(row).filter(({ confidence }) => confidence !== 'hint')
  if (network !== undefined) return network.provider.id === 'cloudfront' ? 'AWS' : network.provider.name
  const server = row.headers.find(([name]) => name === 'server')?.[1] ?? ''
  return SERVERS.find(([pattern]) => pattern.test(server))?.[1] ?? ''
}

/** The fix with the variant of the detected server first. */
export function variantFirst(fix: Fix, server: string): Fix {
  const { variants } = fix
  if (variants === undefined || server === '') return fix
  const fits = ({ provider }: Variants[number]) => provider.toLowerCase().includes(server.toLowerCase())
  return { ...fix, variants: [...variants.filter(fits), ...variants.filter((one) => !fits(one))] }
}
