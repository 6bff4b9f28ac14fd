import { expandMacros, fitDomain, parseMacroString } from './macro'
import { type Descend, matchMechanism } from './mechanisms'
import {
  activeRedirect,
  isSpfRecord,
  type ParsedSpf,
  parseSpf,
  type SpfMechanism,
  type SpfModifier,
  type SpfTerm,
} from './parse'
import {
  ask,
  countLookup,
  countVoid,
  expandTarget,
  isAskable,
  macroValues,
  readClientAddress,
  type SpfFrame,
  type SpfState,
  SpfStop,
  sameName,
} from './state'
import {
  SPF_LIMITS,
  type SpfOutcome,
  type SpfReason,
  type SpfRequest,
  type SpfResult,
  type SpfTraceRecord,
  type SpfTraceTerm,
} from './types'

const RESULT_OF = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const

type Ended = { result: SpfResult; reason?: SpfReason; explanation?: string }
type Node = { trace: SpfTraceRecord; explanation?: string }

function traceTerm(term: SpfTerm): SpfTraceTerm {
  return {
    text: term.text,
    column: term.column,
    name: term.name,
    qualifier: term.kind === 'mechanism' ? term.qualifier : '',
    cost: 0,
    voids: 0,
    questions: [],
    outcome: 'not-reached',
    senderDependent: false,
    networks: [],
  }
}

/** Notes what stopped a term; throws on unless this is an audit, which goes on with the next term. */
function noteStop(state: SpfState, term: SpfTraceTerm, error: unknown): Ended | undefined {
  if (!(error instanceof SpfStop)) throw error
  const audit = state.request.audit === true
  const unsure = audit && term.senderDependent && error.reason === 'include-without-spf'
  term.outcome = unsure ? 'unknown' : error.result
  term.reason = unsure ? 'sender-dependent' : error.reason
  if (!audit || !error.passable) throw error
  return unsure ? undefined : { result: error.result, reason: error.reason }
}

async function walkMechanisms(
  state: SpfState,
  frame: SpfFrame,
  rows: readonly { mechanism: SpfMechanism; term: SpfTraceTerm }[],
): Promise<{ matched: boolean; ended?: Ended }> {
  let broken: Ended | undefined
  const descend: Descend = async (from, term, target) => (await evaluateName(state, from, target, term)).trace
  for (const { mechanism, term } of rows) {
    try {
      const matched = await matchMechanism({ state, frame, term, mechanism, descend })
      const unsure = matched && state.request.audit === true && term.senderDependent
      term.outcome = unsure ? 'unknown' : matched ? 'match' : 'no-match'
      if (matched && !unsure) return { matched, ended: broken ?? { result: RESULT_OF[mechanism.qualifier] } }
    } catch (error) {
      const ended = noteStop(state, term, error)
      if (broken?.result !== 'permerror') broken = ended ?? broken
    }
  }
  return { matched: false, ...(broken === undefined ? {} : { ended: broken }) }
}

async function followRedirect(
  state: SpfState,
  frame: SpfFrame,
  redirect: SpfModifier,
  trace: SpfTraceRecord,
): Promise<Ended> {
  const term = traceTerm(redirect)
  trace.terms.push(term)
  try {
    const target = await expandTarget(state, frame, term, redirect.spec)
    countLookup(state, term)
    const child = await evaluateName(state, frame, target, term)
    if (child.trace.result === 'none') throw new SpfStop('permerror', 'redirect-without-spf')
    term.outcome = 'match'
    const { result, reason } = child.trace
    return {
      result,
      ...(reason === undefined ? {} : { reason }),
      ...(child.explanation === undefined ? {} : { explanation: child.explanation }),
    }
  } catch (error) {
    return noteStop(state, term, error) ?? { result: 'neutral' }
  }
}

async function explain(
  state: SpfState,
  frame: SpfFrame,
  parsed: ParsedSpf,
  trace: SpfTraceRecord,
): Promise<string | undefined> {
  const exp = parsed.terms.find((term): term is SpfModifier => term.kind === 'modifier' && term.name === 'exp')
  if (exp?.spec === undefined) return undefined
  const term = traceTerm(exp)
  trace.terms.push(term)
  const values = macroValues(state, frame, term)
  term.domain = fitDomain(await expandMacros(exp.spec, values))
  const answer = await ask(state, term, term.domain, 'TXT')
  const text = answer.status === 'found' && answer.values.length === 1 ? answer.values[0] : undefined
  const parts = text === undefined ? undefined : parseMacroString(text, 'explanation')
  const explanation = parts === undefined ? '' : await expandMacros(parts, values)
  const isUsable = parts !== undefined && /^[\x20-\x7e]*$/.test(explanation)
  term.outcome = isUsable ? 'match' : 'no-match'
  return isUsable ? explanation : undefined
}

/** Mechanisms from left to right, then the redirect, then the explanation of a fail. */
async function evaluateParsed(
  state: SpfState,
  frame: SpfFrame,
  parsed: ParsedSpf,
  trace: SpfTraceRecord,
): Promise<Ended> {
  const mechanisms = parsed.terms.filter((term): term is SpfMechanism => term.kind === 'mechanism')
  const rows = mechanisms.map((mechanism) => ({ mechanism, term: traceTerm(mechanism) }))
  trace.terms.push(...rows.map((row) => row.term))
  const walked = await walkMechanisms(state, frame, rows)
  const redirect = walked.matched ? undefined : activeRedirect(parsed)
  if (redirect !== undefined) {
    const followed = await followRedirect(state, frame, redirect, trace)
    return walked.ended ?? followed
  }
  const ended = walked.ended ?? { result: 'neutral' as const }
  if (ended.result !== 'fail' || !frame.explains || state.request.audit === true) return ended
  const explanation = await explain(state, frame, parsed, trace)
  return explanation === undefined ? ended : { ...ended, explanation }
}

async function selectRecord(
  state: SpfState,
  domain: string,
  via: SpfTraceTerm | undefined,
): Promise<{ record: string } | Ended> {
  if (!isAskable(domain)) return { result: 'none', reason: 'bad-name' }
  const answer = await state.request.lookup(domain, 'TXT')
  via?.questions.push({ name: domain, type: 'TXT', status: answer.status })
  if (answer.status === 'error') return { result: 'temperror', reason: 'dns-error' }
  if (answer.status === 'void') {
    if (via !== undefined) countVoid(state, via)
    return { result: 'none' }
  }
  const [record, another] = answer.values.filter(isSpfRecord)
  if (record === undefined) return { result: 'none' }
  return another === undefined ? { record } : { result: 'permerror', reason: 'multiple-records' }
}

function finish(trace: SpfTraceRecord, ended: Ended): Node {
  trace.result = ended.result
  if (ended.reason !== undefined) trace.reason = ended.reason
  return { trace, ...(ended.explanation === undefined ? {} : { explanation: ended.explanation }) }
}

/** Evaluates the record of one name; `via` is the term that led here and keeps the result in the trace. */
async function evaluateName(state: SpfState, from: SpfFrame, domain: string, via?: SpfTraceTerm): Promise<Node> {
  // A name below itself asks the same question again and never ends.
  if (from.ancestors.some((name) => sameName(name, domain))) throw new SpfStop('permerror', 'loop')
  if (from.ancestors.length > state.limits.depth) throw new SpfStop('permerror', 'too-deep')
  const frame = { ...from, domain, ancestors: [...from.ancestors, domain] }
  const trace: SpfTraceRecord = { domain, result: 'none', terms: [] }
  if (via !== undefined) via.child = trace
  const selected = await selectRecord(state, domain, via)
  if (!('record' in selected)) return finish(trace, selected)
  trace.record = selected.record
  const parsed = parseSpf(selected.record)
  const flaw = parsed.errors[0]
  const syntax: Ended | undefined =
    flaw === undefined ? undefined : { result: 'permerror', reason: flaw.code === 'non-ascii' ? 'non-ascii' : 'syntax' }
  if (syntax !== undefined && state.request.audit !== true) return finish(trace, syntax)
  try {
    const ended = await evaluateParsed(state, frame, parsed, trace)
    return finish(trace, syntax ?? ended)
  } catch (error) {
    if (!(error instanceof SpfStop)) throw error
    const node = finish(trace, { result: error.result, reason: error.reason })
    // The limits hold for the whole evaluation, so they end it as a whole.
    if (!error.passable && via !== undefined) throw error
    return node
  }
}

function splitSender(request: SpfRequest): { localPart: string; domain: string } {
  const sender = request.sender === undefined || request.sender === '' ? undefined : request.sender
  const fallback = request.helo ?? request.domain ?? ''
  if (sender === undefined) return { localPart: 'postmaster', domain: request.domain ?? fallback }
  const at = sender.lastIndexOf('@')
  const domain = at < 0 ? sender : sender.slice(at + 1)
  return { localPart: at > 0 ? sender.slice(0, at) : 'postmaster', domain }
}

/**
 * The check_host() function of RFC 7208, complete: macros, explanations, the limits on lookups, void
 * answers, MX and PTR names. Never throws for anything DNS says. `trace` holds every term with what it
 * asked, cost and found; with `audit` every term a receiver could reach is visited.
 */
export async function evaluateSpf(request: SpfRequest): Promise<SpfOutcome> {
  const sender = splitSender(request)
  const domain = fitTrailingDot(request.domain ?? sender.domain)
  const trace: SpfTraceRecord = { domain, result: 'none', terms: [] }
  const ip = readClientAddress(request.ip)
  // Address literals and names of one label are no mail domains (RFC 7208 section 4.3).
  const plain = isAskable(domain) && domain.includes('.') && !domain.startsWith('[')
  if (ip === undefined || !plain) {
    return { result: 'none', reason: 'bad-name', lookups: 0, voids: 0, trace }
  }
  const state: SpfState = { request, limits: request.limits ?? SPF_LIMITS, ip, sender, lookups: 0, voids: 0 }
  const node = await evaluateName(state, { domain, ancestors: [], explains: true }, domain)
  return {
    result: node.trace.result,
    ...(node.trace.reason === undefined ? {} : { reason: node.trace.reason }),
    ...(node.explanation === undefined ? {} : { explanation: node.explanation }),
    lookups: state.lookups,
    voids: state.voids,
    trace: node.trace,
  }
}

function fitTrailingDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name
}
