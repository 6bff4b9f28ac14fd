import type { Outcome } from '../../engine/evidence'
import type { Immutable } from '../../engine/immutable'
import type { DnsDomain } from '../../evidence/dns-domain'

/**
 * Whether DNS has no such domain for anybody. Then everything below it waits for that one repair; a
 * look at the domain that failed proves nothing.
 */
export function isDomainGone(whole: Immutable<Outcome<DnsDomain>>): boolean {
  return whole.status === 'ok' && (whole.value.status === 'nxdomain' || whole.value.status === 'servfail')
}
