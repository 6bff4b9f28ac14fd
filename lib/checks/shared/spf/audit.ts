import { coversIpv6, OPEN_TO_EVERYONE, passingIpv4 } from './coverage'
import { evaluateSpf } from './evaluate'
import type { SpfLookup, SpfReason, SpfResult, SpfTermOutcome, SpfTraceRecord, SpfTraceTerm } from './types'

/** Addresses nobody lists, so that every term up to `all` is visited. */
export const STRANGER_IPV4 = '240.0.0.1'
export const STRANGER_IPV6 = '2001:db8::1'

const AUDIT_LIMITS = { lookups: 60, voids: 60, depth: 20 }
const MAX_ROWS = 150
const MAX_TEXT = 512

/** One line of the tree, in the order of evaluation; `depth` is 0 in the record itself. */
export type SpfRow = {
  depth: number
  /** The name whose record holds the term. */
  owner: string
  term: string
  name: string
  column: number
  target: string
  /** What the term costs itself, and together with everything below it. */
  cost: number
  total: number
  voids: string[]
  questions: number
  outcome: SpfTermOutcome
  reason?: SpfReason | undefined
  senderDependent: boolean
  /** The record found below an include or a redirect. */
  record?: string | undefined
}

export type SpfRun = {
  result: SpfResult
  reason?: SpfReason | undefined
  lookups: number
  voids: number
  questions: number
  /** A branch could not be read, so the counts are the least there is. */
  incomplete: boolean
}

export type SpfAudit = {
  /** What a receiver with the limits of RFC 7208 answers to a stranger over IPv4. */
  result: SpfResult
  reason?: SpfReason | undefined
  ipv4: SpfRun
  ipv6: SpfRun
  rows: SpfRow[]
  /** More rows than are kept. */
  cut: boolean
  /** IPv4 addresses that may send. */
  passingIpv4: number
  open: boolean
}

/** What a term costs together with everything below it. */
export function totalCost(term: SpfTraceTerm): number {
  return term.cost + (term.child?.terms ?? []).reduce((sum, inner) => sum + totalCost(inner), 0)
}

function rowsOf(record: SpfTraceRecord, depth = 0): SpfRow[] {
  return record.terms.flatMap((term) => {
    const voids = term.voids > 0 ? term.questions.filter((question) => question.status === 'void') : []
    const row: SpfRow = {
      depth,
      owner: record.domain,
      term: term.text.slice(0, MAX_TEXT),
      name: term.name,
      column: term.column,
      target: term.domain ?? '',
      cost: term.cost,
      total: totalCost(term),
      voids: voids.map((question) => question.name).slice(0, 3),
      questions: term.questions.length,
      outcome: term.outcome,
      ...(term.reason === undefined ? {} : { reason: term.reason }),
      senderDependent: term.senderDependent,
      ...(term.child?.record === undefined ? {} : { record: term.child.record.slice(0, MAX_TEXT) }),
    }
    return [row, ...(term.child === undefined ? [] : rowsOf(term.child, depth + 1))]
  })
}

async function auditOver(
  domain: string,
  ip: string,
  lookup: SpfLookup,
): Promise<{ run: SpfRun; trace: SpfTraceRecord }> {
  const outcome = await evaluateSpf({ ip, domain, lookup, limits: AUDIT_LIMITS, audit: true })
  const rows = rowsOf(outcome.trace)
  const run: SpfRun = {
    result: outcome.result,
    ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
    lookups: outcome.lookups,
    voids: outcome.voids,
    questions: rows.reduce((sum, row) => sum + row.questions, 1),
    incomplete: outcome.result === 'temperror' || rows.some((row) => row.outcome === 'temperror'),
  }
  return { run, trace: outcome.trace }
}

/** What a receiver with the real limits computes for a stranger, from the unlimited walk. */
function limited(run: SpfRun): { result: SpfResult; reason?: SpfReason | undefined } {
  if (run.result === 'permerror') return { result: 'permerror', reason: run.reason }
  if (run.lookups > 10) return { result: 'permerror', reason: 'too-many-lookups' }
  if (run.voids > 2) return { result: 'permerror', reason: 'too-many-voids' }
  return { result: run.result, reason: run.reason }
}

/**
 * Walks the whole record of a domain as a stranger would, over IPv4 and IPv6: worst case of lookups
 * and void answers, every error, and who may send.
 */
export async function auditSpf({ domain, lookup }: { domain: string; lookup: SpfLookup }): Promise<SpfAudit> {
  const [over4, over6] = await Promise.all([
    auditOver(domain, STRANGER_IPV4, lookup),
    auditOver(domain, STRANGER_IPV6, lookup),
  ])
  const rows = rowsOf(over4.trace)
  const passing = passingIpv4(over4.trace)
  const wide6 = over6.trace.terms.some(
    (term) => term.name === 'ip6' && term.qualifier === '+' && term.networks.some(coversIpv6),
  )
  return {
    ...limited(over4.run),
    ipv4: over4.run,
    ipv6: over6.run,
    rows: rows.slice(0, MAX_ROWS),
    cut: rows.length > MAX_ROWS,
    passingIpv4: passing,
    open: passing >= OPEN_TO_EVERYONE || wide6,
  }
}
