import type { SpfAnswer, SpfLookup, SpfLookupType } from '../../checks/shared/spf/types'
import type { DnsAnswer, DnsClient } from '../../net/dns/types'

/** Nobody chooses this selector, so an answer comes from a catch-all record. */
export const UNUSED_SELECTOR = 'lr-not-a-selector-7f3k'

const MAX_TEXT = 4096
const MAX_ALIASES = 8

/** TXT values of an answer, each cut at 4 KiB. */
export function textsOf(answer: Pick<DnsAnswer, 'records'>): string[] {
  return answer.records.flatMap((record) => (record.type === 'TXT' ? [record.text.slice(0, MAX_TEXT)] : []))
}

/** MX hosts of an answer by preference. */
export function exchangesOf(answer: Pick<DnsAnswer, 'records'>): { preference: number; exchange: string }[] {
  return answer.records
    .flatMap((record) => (record.type === 'MX' ? [{ preference: record.preference, exchange: record.exchange }] : []))
    .sort((left, right) => left.preference - right.preference)
}

/** Targets of the aliases an answer went through. */
export function aliasesOf(answer: Pick<DnsAnswer, 'cnameChain'>): string[] {
  return answer.cnameChain.map((hop) => hop.target)
}

/** Whether DNS said that there is nothing, as opposed to not saying anything. */
export function isVoid(answer: Pick<DnsAnswer, 'status'>): boolean {
  return answer.status === 'nodata' || answer.status === 'nxdomain'
}

function valuesOf(answer: DnsAnswer): string[] {
  return answer.records.flatMap((record) => {
    switch (record.type) {
      case 'A':
      case 'AAAA':
        return [record.address]
      case 'TXT':
        return [record.text]
      case 'PTR':
        return [record.target]
      default:
        return []
    }
  })
}

function toSpfAnswer(answer: DnsAnswer): SpfAnswer {
  if (answer.status === 'answer') {
    const values = answer.type === 'MX' ? exchangesOf(answer).map((entry) => entry.exchange) : valuesOf(answer)
    return values.length > 0 ? { status: 'found', values } : { status: 'void', nxdomain: false }
  }
  if (isVoid(answer) || answer.status === 'badname') return { status: 'void', nxdomain: answer.status !== 'nodata' }
  return { status: 'error', detail: answer.status }
}

/** A server may know an alias and not what it leads to; the rest is then for the asker (RFC 1034 section 5.3.3). */
async function resolveWhole(dns: DnsClient, name: string, type: SpfLookupType): Promise<DnsAnswer> {
  let answer = await dns.resolve(name, type, { purpose: 'spf' })
  for (let hops = 1; hops < MAX_ALIASES; hops++) {
    const next = answer.status === 'nodata' && answer.soa === undefined ? answer.cnameChain.at(-1)?.target : undefined
    if (next === undefined) return answer
    answer = await dns.resolve(next, type, { purpose: 'spf' })
  }
  return answer
}

/** The DNS client of the run as the SPF evaluation asks it; counted against the budget for SPF. */
export function spfLookup(dns: DnsClient): SpfLookup {
  return async (name, type) => toSpfAnswer(await resolveWhole(dns, name, type))
}

/** Asks for TXT; where nothing is found, the authority or a second resolver is asked as well. */
export async function confirmedTexts(
  dns: DnsClient,
  name: string,
): Promise<{ answer: DnsAnswer; absence?: 'absent' | 'present' | 'undecided' }> {
  const answer = await dns.resolve(name, 'TXT')
  if (!isVoid(answer)) return { answer }
  const { outcome, answers } = await dns.confirmAbsent(name, 'TXT')
  const present = outcome === 'present' ? answers.find((entry) => entry.status === 'answer') : undefined
  return { answer: present ?? answer, absence: outcome }
}
