import { dateVerdict } from './certificate-dates'
import type { Certificate, Served } from './tls-look'

export type ChainVerdict =
  | 'trusted'
  | 'selfSigned'
  | 'privateRoot'
  | 'missingIntermediate'
  | 'unknownIssuer'
  | 'testAuthority'
  | 'deadEnd'
  | 'refused'
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

/** Test systems of public authorities: everybody may have their certificates, so that no client trusts them. */
const TEST_AUTHORITY = /^\(STAGING\) |^Fake LE /i

function isForTests({ intermediates, leaf, root }: Served): boolean {
  return [leaf, ...intermediates, ...(root === undefined ? [] : [root])].some(
    ({ issuer }) => TEST_AUTHORITY.test(issuer.organization) || TEST_AUTHORITY.test(issuer.commonName),
  )
}

/**
 * What OpenSSL says of chains that lead to a known root by names and signatures, and yet break a rule of RFC 5280:
 * a name or a length that an authority above does not allow, a purpose it does not have, an unknown critical extension.
 */
const RULES_BROKEN = new Set(['UNSPECIFIED', 'PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE', 'INVALID_CA', 'CERT_REJECTED'])

/**
 * Authorities whose new certificates browsers refuse although their roots are still in many lists:
 * certificates issued after the day are not accepted.
 */
const DISTRUSTED: readonly { organization: RegExp; after: string }[] = [
  { organization: /^Entrust(?:,? Inc\.?|\.net)?$/i, after: '2024-11-11' },
  { organization: /^AffirmTrust/i, after: '2024-11-11' },
  { organization: /^Chunghwa Telecom/i, after: '2025-07-31' },
  { organization: /^NetLock/i, after: '2025-07-31' },
]

function isDistrusted({ leaf, root }: Served): boolean {
  const organization = root?.subject.organization ?? ''
  return DISTRUSTED.some((row) => row.organization.test(organization) && leaf.notBefore.slice(0, 10) > row.after)
}

function isForServers({ extendedKeyUsage, isCa }: Certificate): boolean {
  const isAllowed = extendedKeyUsage.some((purpose) => purpose === SERVER_AUTH || purpose === ANY_PURPOSE)
  // Firefox refuses a server that shows the certificate of an authority as its own.
  return !isCa && (extendedKeyUsage.length === 0 || isAllowed)
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
      if (!known) return 'deadEnd'
      return intermediates.length === 0 ? 'missingIntermediate' : 'staleRoots'
  }
}

/** Whether clients can follow the chain a server sent to a root they know (RFC 5280 section 6). */
export function chainVerdict(served: Served, now: number): ChainVerdict {
  const { handshake, leaf, intermediates } = served
  if (handshake.path !== 'trusted' && isForTests(served)) return 'testAuthority'
  // A certificate that may sign others and does not name the host is an intermediate in the place of the leaf.
  if (leaf.isCa && !leaf.selfSigned && handshake.name !== 'match') return 'misordered'
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
  if (RULES_BROKEN.has(handshake.authorizationError)) return 'refused'
  return isDistrusted(served) ? 'distrusted' : 'trusted'
}

/** Whether what is wrong with a chain is only that our list of roots may be too old to know its end. */
export function isUnjudged(served: Served, now: number): boolean {
  return chainVerdict(served, now) === 'staleRoots'
}

/** Whether a chain is one that clients refuse today. */
export function isRefused(served: Served, now: number): boolean {
  const verdict = chainVerdict(served, now)
  return verdict !== 'trusted' && verdict !== 'distrusted' && verdict !== 'staleRoots'
}
