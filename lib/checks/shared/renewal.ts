import type { Immutable } from '../../engine/immutable'
import type { WebEdge } from '../../evidence/web-edge'
import { detectEdges } from './edge/detect'
import type { Certificate } from './tls-look'

/** Networks that issue and renew the certificates of the names they serve. */
const MANAGED = new Set([
  'cloudflare',
  'vercel',
  'netlify',
  'github-pages',
  'render',
  'railway',
  'fly',
  'heroku',
  'bunny',
])

type Issuer = { organization: RegExp; commonName?: RegExp; maxDays?: number; name: string }

/** Authorities whose certificates are fetched by software, as a rule by ACME (RFC 8555). */
const AUTOMATIC: readonly Issuer[] = [
  { organization: /^Let's Encrypt$/i, name: "Let's Encrypt" },
  { organization: /^Google Trust Services/i, commonName: /^W[ER]\d/i, name: 'Google Trust Services' },
  { organization: /^ZeroSSL/i, maxDays: 91, name: 'ZeroSSL' },
  { organization: /^Amazon$/i, name: 'Amazon' },
  { organization: /^Cloudflare/i, name: 'Cloudflare' },
  { organization: /^Caddy Local Authority/i, name: 'Caddy' },
]

/** The authority behind a certificate where it issues to software; empty for every other. */
export function automaticIssuer({ issuer, lifetimeDays }: Certificate): string {
  const owner = issuer.organization || issuer.commonName
  return (
    AUTOMATIC.find(
      ({ organization, commonName, maxDays = 1000 }) =>
        organization.test(owner) && (commonName?.test(issuer.commonName) ?? true) && lifetimeDays <= maxDays,
    )?.name ?? ''
  )
}

/** The network that looks after the certificate of a host, as far as its marks are more than a text; else empty. */
export function managedBy(edge: Immutable<WebEdge>, host: string): string {
  const row = edge.hosts.find((one) => one.host === host)
  if (row === undefined) return ''
  const found = detectEdges(row).find(({ provider, confidence }) => confidence !== 'hint' && MANAGED.has(provider.id))
  return found?.provider.name ?? ''
}
