import type { Immutable } from '../../engine/immutable'
import type { WebCertificate } from '../../evidence/web-tls'
import { plainHost } from './web-hosts'

type Names = Pick<Immutable<WebCertificate>, 'dnsNames' | 'ipAddresses' | 'nameCount' | 'subject'>

export type NameVerdict = 'match' | 'mismatch' | 'cn-only'

function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.startsWith('[')
}

function plainAddress(text: string): string {
  const bare = text.replace(/^\[|\]$/g, '')
  return plainHost(bare.includes(':') ? `[${bare}]` : bare)
}

/** Whether one presented name covers a host: RFC 9525 section 6.3, one whole left-most label as wildcard. */
export function nameCovers(presented: string, host: string): boolean {
  const name = presented.replace(/\.$/, '').toLowerCase()
  const wanted = plainHost(host)
  if (!name.startsWith('*.')) return plainHost(name) === wanted
  const parent = name.slice(2)
  const dot = wanted.indexOf('.')
  return parent.includes('.') && dot > 0 && wanted.slice(dot + 1) === parent
}

/** How a certificate names a host, by its alternative names only; a matching common name does not count (RFC 9525). */
export function nameVerdict(certificate: Names, host: string): NameVerdict {
  const wanted = plainHost(host)
  if (isAddress(wanted)) {
    return certificate.ipAddresses.some((address) => plainAddress(address) === wanted) ? 'match' : 'mismatch'
  }
  if (certificate.dnsNames.some((name) => nameCovers(name, wanted))) return 'match'
  const nameless = certificate.nameCount === 0
  return nameless && nameCovers(certificate.subject.commonName, wanted) ? 'cn-only' : 'mismatch'
}

/** Why a near miss is one: the sentence about a wildcard that seems to cover the host, else null. */
export function wildcardNote(names: readonly string[], host: string): string | null {
  const near = names.find((name) => name.startsWith('*.') && (host === name.slice(2) || host.endsWith(name.slice(1))))
  if (near === undefined) return null
  return host === near.slice(2)
    ? `${near} covers the names below ${host}, not ${host} itself.`
    : `${near} covers one level only, so ${host} is outside.`
}

const DEFAULTS: readonly (readonly [RegExp, string])[] = [
  [
    /^TRAEFIK DEFAULT CERT$|\.traefik\.default$/i,
    'Traefik found no certificate for this name and serves its built-in one.',
  ],
  [
    /^Kubernetes Ingress Controller Fake Certificate$|^ingress\.local$/i,
    'The ingress found no certificate for this name and serves its built-in one.',
  ],
  [/(?:^|\.)vercel\.app$/i, 'The name points to Vercel, but no Vercel project has it.'],
  [/(?:^|\.)netlify\.(?:app|com)$/i, 'The name points to Netlify, but no Netlify site has it.'],
  [/(?:^|\.)herokuapp\.com$/i, 'The name points to Heroku, but no Heroku app has it.'],
  [/(?:^|\.)github\.(?:io|com)$/i, 'The name points to GitHub Pages, but no repository has it.'],
  [/(?:^|\.)azurewebsites\.net$/i, 'The name points to Azure, but no web app has it.'],
  [/(?:^|\.)onrender\.com$/i, 'The name points to Render, but no Render service has it.'],
  [/(?:^|\.)fly\.dev$/i, 'The name points to Fly, but no Fly app has it.'],
  [/(?:^|\.)cloudfront\.net$/i, 'The CloudFront distribution does not list this name.'],
  [/(?:^|\.)cloudflaressl\.com$/i, 'Cloudflare serves a certificate of another zone: the name is not active there.'],
  [/^localhost$|^localhost\.localdomain$/i, 'The server serves a test certificate made for localhost.'],
  [/^(?:Plesk|Parallels Panel)$/i, 'The hosting panel serves its own certificate: none is assigned to this name.'],
]

/** The sentence that names the cause when a server or platform fell back to its default certificate, else null. */
export function defaultCertificate(certificate: Names): string | null {
  const names = [certificate.subject.commonName, ...certificate.dnsNames]
  return DEFAULTS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? null
}
