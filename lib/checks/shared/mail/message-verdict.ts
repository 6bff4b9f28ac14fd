import type { Immutable } from '../../../engine/immutable'
import type { MessageProof, MessageSignature } from '../../../evidence/mail-message'

type Proof = Immutable<MessageProof>
type Signature = Immutable<MessageSignature>

const DAY = 86_400_000
const MAX_AGE_DAYS = 30
const MIN_BITS = 1024

/** Whether a name counts for the author domain under this mode (RFC 9989 section 4.4). */
export function counts(alignment: Signature['alignment'], mode: 'r' | 's'): 'yes' | 'no' | 'unsure' {
  if (alignment === 'same') return 'yes'
  if (alignment === 'no' || mode === 's') return 'no'
  return alignment === 'organisation' ? 'yes' : 'unsure'
}

/** Signatures that stand for the author domain, or would if they were in order. */
export function alignedSignatures({ signatures, dmarc }: Proof): Signature[] {
  return signatures.filter((entry) => counts(entry.alignment, dmarc.adkim) === 'yes')
}

/** Whether the key behind a valid signature is long enough; Ed25519 keys have no such number (RFC 8301 section 3.2). */
export function isStrong({ bits, algorithm }: Signature): boolean {
  return algorithm.startsWith('ed25519') || bits === undefined || bits >= MIN_BITS
}

/** Whether the receiver said that a signature of this domain was valid. Anybody can type that. */
export function isReportedValid({ report }: Proof, domain: string): boolean {
  return report?.dkim.some((entry) => entry.result === 'pass' && entry.domain === domain) ?? false
}

/** Whether the receiver reported an SPF pass for a name that stands for the author domain. */
export function spfCounts({ report, dmarc }: Proof): 'yes' | 'no' | 'unsure' {
  if (report?.spf !== 'pass' || report.spfAlignment === undefined) return 'no'
  return counts(report.spfAlignment, dmarc.aspf)
}

export type MessageAge = { kind: 'fresh' } | { kind: 'undated' } | { kind: 'old'; days: number }

/** How old a message is by its own date, in whole days. */
export function ageOf({ date }: Proof, now: number): MessageAge {
  if (date === undefined) return { kind: 'undated' }
  const days = Math.floor((now - Date.parse(date)) / DAY)
  if (days < -1) return { kind: 'undated' }
  return days > MAX_AGE_DAYS ? { kind: 'old', days } : { kind: 'fresh' }
}
