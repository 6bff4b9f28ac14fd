import type { Immutable } from '../../../engine/immutable'
import type { TlsaRecord } from '../../../evidence/mail-dane'
import type { SmtpSession } from '../../../evidence/mail-smtp'

type Record = Immutable<TlsaRecord>
type Tls = Immutable<NonNullable<SmtpSession['tls']>>

/** Whether senders can use the record for mail at all (RFC 7672 section 3.1): DANE-EE or DANE-TA. */
export function isUsable({ usage, selector, matching }: Record): boolean {
  return (usage === 2 || usage === 3) && selector <= 1 && matching <= 2
}

function digestOf(certificate: Tls['chain'][number], { selector, matching }: Record): string {
  if (selector === 1) return matching === 2 ? certificate.spki512 : certificate.spki256
  return matching === 2 ? certificate.cert512 : certificate.cert256
}

/**
 * Whether the certificate a server showed is the one the record announces (RFC 6698 section 2.1). Usage 3
 * looks at the server's own certificate alone; usage 2 at its issuers, and then name and dates count too
 * (RFC 7672 sections 3.1.1 and 3.1.2).
 */
export function matchesTlsa(record: Record, tls: Tls, now: number): boolean {
  if (!isUsable(record)) return false
  const [leaf, ...issuers] = tls.chain
  if (record.usage === 3) return leaf !== undefined && digestOf(leaf, record) === record.data
  const isCurrent = Date.parse(tls.notBefore) <= now && now < Date.parse(tls.notAfter)
  return tls.name === 'match' && isCurrent && issuers.some((issuer) => digestOf(issuer, record) === record.data)
}

/** The record as it is written in a zone. */
export function tlsaText({ usage, selector, matching, data }: Record): string {
  return `${usage} ${selector} ${matching} ${data}`
}
