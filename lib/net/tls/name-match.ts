import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { CertificateFacts, NameMatch } from '../tls-types'

function normalise(name: string): string {
  const bare = name.replace(/\.$/, '').toLowerCase()
  return /^[\x20-\x7e]*$/.test(bare) ? bare : domainToASCII(bare)
}

/** RFC 9525 section 6.3: a wildcard is the whole left-most label and stands for exactly one label. */
function matchesName(pattern: string, host: string): boolean {
  const wanted = normalise(pattern)
  if (!wanted.startsWith('*.')) return wanted === host
  const dot = host.indexOf('.')
  return dot > 0 && host.slice(dot + 1) === wanted.slice(2)
}

function sameAddress(a: string, b: string): boolean {
  const canonical = (text: string) => (isIP(text) === 6 ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text)
  return canonical(a) === canonical(b)
}

/**
 * Whether the certificate names the host, by RFC 9525: subject alternative names only. A common name
 * that would match is reported as `cn-only`, which browsers refuse.
 */
export function matchName(
  host: string,
  leaf: Pick<CertificateFacts, 'dnsNames' | 'ipAddresses' | 'subject'>,
): NameMatch {
  const wanted = normalise(host)
  const matches =
    isIP(wanted) === 0
      ? leaf.dnsNames.some((name) => matchesName(name, wanted))
      : leaf.ipAddresses.some((address) => sameAddress(address, wanted))
  if (matches) return 'match'
  const nameless = leaf.dnsNames.length === 0 && leaf.ipAddresses.length === 0
  return nameless && matchesName(leaf.subject.commonName, wanted) ? 'cn-only' : 'mismatch'
}
