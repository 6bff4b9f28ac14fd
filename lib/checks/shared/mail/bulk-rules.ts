import type { Immutable } from '../../../engine/immutable'
import type { MessageProof } from '../../../evidence/mail-message'
import type { MailReverse } from '../../../evidence/mail-reverse'
import { isUndecided } from '../dns-facts'
import { alignSenders, isUnaligned, type MailFacts } from './alignment'
import { parseDkimKey } from './dkim-key'
import { keyRecords } from './dkim-show'
import { reverseState } from './reverse'

/** Above this the large providers ask for more (their guidelines since February 2024). */
export const BULK_PER_DAY = 5000

const MIN_BITS = 1024

export type RuleState = 'met' | 'not met' | 'not known'
export type Rule = {
  id: 'authentication' | 'spf' | 'dkim' | 'dmarc' | 'alignment' | 'reverse-dns' | 'unsubscribe' | 'complaints'
  words: string
  state: RuleState
}

type Facts = MailFacts & Immutable<{ reverse: MailReverse; message?: { proof: MessageProof } | undefined }>

function isStrong(text: string): boolean {
  const key = parseDkimKey(text)
  return key.usable && (key.type === 'ed25519' || key.bits >= MIN_BITS)
}

/** SPF helps where the names used in MAIL FROM have a record that can be evaluated. */
function spfState({ spf }: Facts): RuleState {
  const used = spf.domains.filter((entry) => entry.required)
  const judged = used.length > 0 ? used : spf.domains
  const states = judged.map((entry): RuleState => {
    if (isUndecided(entry.status) || entry.absence === 'undecided' || entry.audit?.result === 'temperror')
      return 'not known'
    return entry.audit === undefined || ['none', 'permerror'].includes(entry.audit.result) ? 'not met' : 'met'
  })
  if (states.includes('not met')) return 'not met'
  return states.includes('not known') || states.length === 0 ? 'not known' : 'met'
}

/** A key that is there may be enough; none found under usual names says little. */
function dkimState(facts: Facts): RuleState {
  const keys = facts.dkim.domains.flatMap((domain) => domain.selectors.flatMap(keyRecords))
  if (keys.some(isStrong)) return 'met'
  if (keys.length > 0) return 'not met'
  const none = facts.dkim.domains.every((domain) => domain.root === 'nxdomain' && domain.rootReliable)
  return none && facts.dkim.domains.length > 0 ? 'not met' : 'not known'
}

function dmarcState({ dmarc }: Facts): RuleState {
  const states = dmarc.domains.map((entry): RuleState => {
    if (entry.policyDomain !== undefined) return 'met'
    return entry.unsure || entry.absence !== 'absent' ? 'not known' : 'not met'
  })
  return states.find((state) => state === 'not met') ?? states.find((state) => state === 'not known') ?? 'met'
}

function alignmentState(facts: Facts): RuleState {
  const rows = alignSenders(facts)
  if (rows.some(isUnaligned)) return 'not met'
  return rows.every((row) => row.spf === 'yes' || row.dkim === 'yes') ? 'met' : 'not known'
}

/** Services name their own servers; only the project's own ones can be wrong. */
function reverseDnsState({ reverse }: Facts): RuleState {
  const states = reverse.addresses.filter((row) => !row.website).map(reverseState)
  if (states.some((state) => state === 'no-name' || state === 'not-back')) return 'not met'
  return states.includes('unknown') || reverse.unread.length > 0 ? 'not known' : 'met'
}

/** RFC 8058. A message without any way to unsubscribe is no marketing mail and tells nothing. */
function unsubscribeRules({ message }: Facts): Rule[] {
  const seen = message?.proof.unsubscribe ?? 'none'
  if (seen === 'none') return []
  return [{ id: 'unsubscribe', words: 'unsubscribing with one click', state: seen === 'one-click' ? 'met' : 'not met' }]
}

function either(left: RuleState, right: RuleState): RuleState {
  if (left === 'met' || right === 'met') return 'met'
  return left === 'not known' || right === 'not known' ? 'not known' : 'not met'
}

/** The rules that hold for the volume the project states, each with its state. */
export function ruleRows(facts: Facts): Rule[] {
  const spf = spfState(facts)
  const dkim = dkimState(facts)
  const reverse: Rule = { id: 'reverse-dns', words: 'own mail servers have a name', state: reverseDnsState(facts) }
  if ((facts.profile.mailPerDay ?? 0) <= BULK_PER_DAY) {
    return [{ id: 'authentication', words: 'SPF or DKIM', state: either(spf, dkim) }, reverse]
  }
  return [
    { id: 'spf', words: 'SPF', state: spf },
    { id: 'dkim', words: `DKIM with at least ${MIN_BITS} bits`, state: dkim },
    { id: 'dmarc', words: 'a DMARC record', state: dmarcState(facts) },
    { id: 'alignment', words: 'SPF or DKIM for your own domain', state: alignmentState(facts) },
    reverse,
    ...unsubscribeRules(facts),
  ]
}
