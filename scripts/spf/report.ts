import { totalCost } from '../../lib/checks/shared/spf/audit'
import { SPF_LIMITS, type SpfOutcome, type SpfTraceRecord, type SpfTraceTerm } from '../../lib/checks/shared/spf/types'

const REASONS: Record<NonNullable<SpfOutcome['reason']>, string> = {
  syntax: 'the record has a syntax error',
  'non-ascii': 'the record holds characters outside plain ASCII',
  'multiple-records': 'there is more than one record',
  'include-without-spf': 'an include points to a name without a record',
  'redirect-without-spf': 'the redirect points to a name without a record',
  loop: 'the record leads back to itself',
  'too-deep': 'the includes are nested too deeply',
  'mx-over-10': 'a name has more than 10 mail servers',
  'too-many-lookups': 'more than 10 lookups are needed',
  'too-many-voids': 'more than 2 lookups find nothing',
  'dns-error': 'a DNS question was not answered',
  'bad-name': 'this is no domain that can be asked',
  'sender-dependent': 'it depends on who sends',
}

const OUTCOMES: Record<SpfTraceTerm['outcome'], string> = {
  match: 'match',
  'no-match': 'no match',
  permerror: 'permanent error',
  temperror: 'temporary error',
  unknown: 'depends on the sender',
  'not-reached': 'not reached',
}

/** Text of strangers as a terminal may show it. */
export function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?')
}

function costOf(term: SpfTraceTerm): string {
  const all = totalCost(term)
  if (all === 0) return 'free'
  return term.child === undefined || all === term.cost
    ? `costs ${all}`
    : `costs ${all}: ${term.cost} + ${all - term.cost} inside`
}

function termLines(term: SpfTraceTerm, depth: number): string[] {
  const indent = '  '.repeat(depth)
  const asks = term.domain === undefined || term.text.includes(term.domain) ? '' : `, asks ${plain(term.domain)}`
  const reason = term.reason === undefined ? '' : `: ${REASONS[term.reason]}`
  const voids = term.voids > 0 ? `, ${term.voids} empty` : ''
  const details = term.outcome === 'not-reached' ? '' : `${costOf(term)}${voids}${asks}, `
  const line = `${indent}${plain(term.text)}  (${details}${OUTCOMES[term.outcome]}${reason})`
  return [line, ...(term.child === undefined ? [] : recordLines(term.child, depth + 1))]
}

function missing({ result, reason }: SpfTraceRecord): string {
  if (reason === 'multiple-records') return 'more than one record'
  return result === 'temperror' ? 'no answer' : 'no record'
}

function recordLines(record: SpfTraceRecord, depth: number): string[] {
  const indent = '  '.repeat(depth)
  const head = `${indent}${plain(record.domain)}: ${record.record === undefined ? missing(record) : plain(record.record)}`
  return [head, ...record.terms.flatMap((term) => termLines(term, depth + 1)), `${indent}= ${record.result}`]
}

/** The evaluation for people: the result, what it cost, and the tree of terms. */
export function reportText(outcome: SpfOutcome): string {
  const { result, reason, explanation, lookups, voids, trace } = outcome
  return `${[
    `Result: ${result}${reason === undefined ? '' : ` (${REASONS[reason]})`}`,
    ...(explanation === undefined ? [] : [`The domain explains: ${plain(explanation)}`]),
    `Lookups: ${lookups} of ${SPF_LIMITS.lookups}; empty answers: ${voids} of ${SPF_LIMITS.voids}`,
    '',
    ...recordLines(trace, 0),
  ].join('\n')}\n`
}
