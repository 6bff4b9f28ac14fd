import { z } from 'zod'

/** What came back for one DNS question, reduced to what a verdict needs. */
export const dnsStatusSchema = z.enum([
  'answer',
  'nodata',
  'nxdomain',
  'referral',
  'servfail',
  'refused',
  'formerr',
  'timeout',
  'truncated',
  'network',
  'badname',
  'budget',
])

export type DnsStatusFact = z.infer<typeof dnsStatusSchema>

/** Statuses that say nothing about the target (RFC 2308 names the others). */
export function isUndecided(status: DnsStatusFact): boolean {
  return (
    status !== 'answer' && status !== 'nodata' && status !== 'nxdomain' && status !== 'badname' && status !== 'referral'
  )
}

const WORDS: Readonly<Record<DnsStatusFact, string>> = {
  answer: 'answered',
  nodata: 'has no such record',
  nxdomain: 'says the name does not exist',
  referral: 'points to other servers',
  servfail: 'answered with an error (SERVFAIL)',
  refused: 'refused the question',
  formerr: 'did not understand the question',
  timeout: 'did not answer in time',
  truncated: 'sent an answer that was cut off',
  network: 'could not be reached',
  badname: 'cannot be asked for this name',
  budget: 'was not asked any more, the run had used up its questions',
}

/** What a server did, to complete a sentence: "198.18.53.1 did not answer in time". */
export function statusWords(status: DnsStatusFact): string {
  return WORDS[status]
}
