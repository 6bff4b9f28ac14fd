import { dateVerdict } from './certificate-dates'
import type { Certificate, Served } from './tls-look'

export type ChainVerdict =
  | 'trusted'
  | 'selfSigned'
  | 'privateRoot'
  | 'missingIntermediate'
  | 'unknownIssuer'
  | 'intermediateExpired'
  | 'misordered'
  | 'wrongPurpose'
  | 'invalid'
  | 'distrusted'
  | 'staleRoots'

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const ANY_PURPOSE = '2.5.29.37.0'

const PUBLIC_AUTHORITIES =
  /let's encrypt|internet security research group|digicert|sectigo|comodo|globalsign|google trust services|amazon|godaddy|starfield|entrust|identrust|ssl\.com|ssl corp|buypass|actalis|zerossl|certum|asseco|harica|hellenic academic|microsoft|d-trust|deutsche telekom|t-systems|quovadis|swisssign|gandi|apple inc|telia|wisekey|oiste|trustwave|certigna|firmaprofesional|izenpe|secom|naver|twca|chunghwa/i

/**
 * Authorities whose new certificates browsers refuse although their roots are still in many lists:
 * certificates issued after the day are not accepted.
 */
const DISTRUSTED: readonly { organization: RegExp; after: string }[] = [
  { organization: /^Entrust(?:,? Inc\.?|\.net)?$/i, after: '2024-11-11' },
  { organization: /^Chunghwa Telecom/i, after: '2025-07-31' },
  { organization: /^NetLock/i, after: '2025-07-31' },
]

function isDistrusted({ leaf, root }: Served): boolean {
  const organization = root?.subject.organization ?? ''
  return DISTRUSTED.some((row) => row.organization.test(organization) && leaf.notBefore.slice(0, 10) > row.after)
}

function isForServers({ extendedKeyUsage }: Certificate): boolean {
  return (
    extendedKeyUsage.length === 0 ||
    extendedKeyUsage.some((purpose) => purpose === SERVER_AUTH || purpose === ANY_PURPOSE)
  )
}

/** An incomplete chain: forgotten intermediates, an unknown issuer, or roots of ours that are out of date. */
function incompleteVerdict({ address, intermediates, leaf }: Served): ChainVerdict {
  const top = intermediates.at(-1) ?? leaf
  const known = PUBLIC_AUTHORITIES.test(top.issuer.organization)
  switch (address.aia?.status) {
    case 'completes':
      return 'missingIntermediate'
    case 'unknown-root':
      return known ? 'staleRoots' : 'unknownIssuer'
    case 'no-url':
      return 'unknownIssuer'
    default:
      // The issuer could not be fetched. Of a public authority a lone leaf always lacks its intermediate.
      if (!known) return 'unknownIssuer'
      return intermediates.length === 0 ? 'missingIntermediate' : 'staleRoots'
  }
}

/** Whether clients can follow the chain a server sent to a root they know (RFC 5280 section 6). */
export function chainVerdict(served: Served, now: number): ChainVerdict {
  const { handshake, leaf, intermediates } = served
  switch (handshake.path) {
    case 'self-signed':
      return 'selfSigned'
    case 'untrusted-root':
      return 'privateRoot'
    case 'incomplete':
      return incompleteVerdict(served)
    case 'misordered':
      return 'misordered'
    case 'invalid':
      return 'invalid'
    case 'trusted':
  }
  if (intermediates.some((certificate) => dateVerdict(certificate, now) === 'expired')) return 'intermediateExpired'
  if (!isForServers(leaf)) return 'wrongPurpose'
  return isDistrusted(served) ? 'distrusted' : 'trusted'
}
