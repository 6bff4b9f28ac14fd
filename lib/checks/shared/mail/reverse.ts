import type { Immutable } from '../../../engine/immutable'
import type { MailReverse } from '../../../evidence/mail-reverse'
import { parseAddress } from '../address'
import { isUndecided } from '../dns-facts'

export type ReverseRow = Immutable<MailReverse['addresses'][number]>

/** How well a mail server is named: both ways, under a name of its own (RFC 1912 section 2.1). */
export type ReverseState = 'ok' | 'generic' | 'no-name' | 'not-back' | 'unknown'

/** Whether a host name is made from the address, as providers name servers nobody has named. */
export function isGenericName(name: string, address: string): boolean {
  const parts = address.split('.')
  if (parseAddress(address)?.family !== 4) return false
  const numbers = `-${(name.match(/\d+/g) ?? []).map(Number).join('-')}-`
  return [parts, parts.toReversed()].some((order) => numbers.includes(`-${order.join('-')}-`))
}

/** Reads the state of one address off what DNS said. */
export function reverseState(row: ReverseRow): ReverseState {
  if (isUndecided(row.status)) return 'unknown'
  if (row.names.length === 0) return 'no-name'
  const back = row.names.filter((entry) => entry.leadsBack === 'yes')
  if (back.length === 0) return row.names.some((entry) => entry.leadsBack === 'unknown') ? 'unknown' : 'not-back'
  return back.every((entry) => isGenericName(entry.name, row.address)) ? 'generic' : 'ok'
}
