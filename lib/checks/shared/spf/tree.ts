import { providerByInclude } from '../mail/provider-lookup'
import { totalCost } from './audit'
import { SPF_LIMITS, type SpfReason, type SpfTermOutcome, type SpfTraceRecord, type SpfTraceTerm } from './types'

const MAX_ROWS = 300
const MAX_TEXT = 512

/** One term of an evaluation as a line of a tree. */
export type SpfTreeRow = {
  depth: number
  /** The name whose record holds the term. */
  owner: string
  term: string
  target: string
  /** What the term costs itself, and together with everything below it. */
  cost: number
  total: number
  /** Lookups spent once this term has asked, in the order of evaluation. */
  running: number
  /** This is the term that needs the eleventh lookup. */
  crosses: boolean
  /** Names that were asked for and hold nothing. */
  voids: string[]
  outcome: SpfTermOutcome
  reason?: SpfReason
  senderDependent: boolean
  /** The record found below an include or a redirect. */
  record?: string
  provider?: string
}

function voidsOf(term: SpfTraceTerm): string[] {
  if (term.voids === 0) return []
  return [...new Set(term.questions.filter((question) => question.status === 'void').map((question) => question.name))]
}

/**
 * The tree of an evaluation line by line, in the order in which a receiver asks: every cost, the running total,
 * and where the limit of ten (RFC 7208 section 4.6.4) is crossed.
 */
export function spfTree(trace: SpfTraceRecord): { rows: SpfTreeRow[]; cut: boolean } {
  const rows: SpfTreeRow[] = []
  let running = 0
  const visit = (record: SpfTraceRecord, depth: number): void => {
    for (const term of record.terms) {
      const before = running
      running += term.cost
      const provider = term.domain === undefined ? undefined : providerByInclude(term.domain)?.name
      rows.push({
        depth,
        owner: record.domain,
        term: term.text.slice(0, MAX_TEXT),
        target: (term.domain ?? '').slice(0, MAX_TEXT),
        cost: term.cost,
        total: totalCost(term),
        running,
        crosses: before <= SPF_LIMITS.lookups && running > SPF_LIMITS.lookups,
        voids: voidsOf(term).slice(0, 5),
        outcome: term.outcome,
        ...(term.reason === undefined ? {} : { reason: term.reason }),
        senderDependent: term.senderDependent,
        ...(term.child?.record === undefined ? {} : { record: term.child.record.slice(0, MAX_TEXT) }),
        ...(provider === undefined ? {} : { provider }),
      })
      if (term.child !== undefined) visit(term.child, depth + 1)
    }
  }
  visit(trace, 0)
  return { rows: rows.slice(0, MAX_ROWS), cut: rows.length > MAX_ROWS }
}
