import type { Immutable } from '../../../engine/immutable'
import type { SpfDomain } from '../../../evidence/mail-spf'
import { isUndecided } from '../dns-facts'
import { lastWord, parseSpf } from '../spf/parse'
import { soleRecord } from '../spf/show'

/**
 * What a record says about a domain that never sends. `locked`: nobody may send. `soft`: nobody is
 * listed, but strangers are only suspected. `open`: somebody may send. `useless`: receivers ignore it.
 */
export type ParkedSpf = 'locked' | 'soft' | 'open' | 'useless' | 'absent' | 'unknown'

/** Reads the SPF record of a domain as if it never sends (RFC 7208 section 10.1.2). */
export function parkedSpf(domain: Immutable<SpfDomain> | undefined): ParkedSpf {
  if (domain === undefined || isUndecided(domain.status) || domain.absence === 'undecided') return 'unknown'
  if (domain.texts.length === 0) return 'absent'
  const text = soleRecord(domain)
  const parsed = text === undefined ? undefined : parseSpf(text)
  if (parsed === undefined || parsed.errors.length > 0) return 'useless'
  const { audit } = domain
  const senders = parsed.terms.filter(
    (term) => term.name !== 'all' && (term.kind === 'mechanism' ? term.qualifier === '+' : term.name === 'redirect'),
  )
  const all = lastWord(parsed)
  if (all?.qualifier === '+' || audit?.open === true || (audit?.passingIpv4 ?? 0) > 0) return 'open'
  const listed = senders.some((term) => all === undefined || term.column < all.column)
  // What a redirect or an include ends in was walked: nobody passed on the way.
  const ends = audit?.result
  if (ends === 'temperror') return 'unknown'
  if (ends === 'permerror') return 'useless'
  if (listed && parsed.terms.some((term) => term.name === 'ip6' && term.kind === 'mechanism')) return 'open'
  return ends === 'fail' ? 'locked' : 'soft'
}
