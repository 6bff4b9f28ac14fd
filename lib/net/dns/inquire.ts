import type { Question, Reply } from './message'
import type { ResolverHealth } from './resolvers'
import type { DnsServer, DnsTiming, Inquiry, ServerResult } from './server'
import { askOverTcp, askOverUdp } from './server'
import type { DnsAnswer, DnsStatus } from './types'

/** What every answer of one run has in common. */
export type InquiryContext = { timing: DnsTiming; signal: AbortSignal; now: () => number }

type Outcome = { server: string; result: ServerResult }

/** A resolver that points to other servers instead of asking them does not serve us (RFC 1034 section 4.3.1). */
function asAsked({ rd }: Question, outcome: Outcome): Outcome {
  const { result } = outcome
  if (!rd || !('reply' in result) || result.reply.status !== 'referral') return outcome
  return { ...outcome, result: { ...result, reply: { ...result.reply, status: 'refused' } } }
}

const NO_REPLY: Reply = {
  status: 'network',
  records: [],
  cnameChain: [],
  delegation: [],
  glue: [],
  aa: false,
  ad: false,
  tc: false,
  rcode: '',
  ede: [],
}

/** An answer that was never asked for: bad name, empty budget, refused server. */
export function unasked(question: Question, status: DnsStatus, context: InquiryContext, outcome = ''): DnsAnswer {
  const attempts = outcome === '' ? [] : [{ server: '', transport: 'udp' as const, outcome, ms: 0 }]
  return {
    ...NO_REPLY,
    status,
    name: question.name,
    type: question.type,
    server: '',
    transport: 'udp',
    ms: 0,
    attempts,
    at: new Date(context.now()).toISOString(),
  }
}

function failedStatus(failed: 'timeout' | 'aborted' | 'network' | 'budget'): DnsStatus {
  return failed === 'aborted' ? 'network' : failed
}

function toAnswer(inquiry: Inquiry, { server, result }: Outcome, started: number, context: InquiryContext): DnsAnswer {
  const reply = 'reply' in result ? result.reply : { ...NO_REPLY, status: failedStatus(result.failed) }
  return {
    ...reply,
    name: inquiry.question.name,
    type: inquiry.question.type,
    server,
    transport: result.transport,
    ms: Math.round(performance.now() - started),
    attempts: inquiry.attempts,
    at: new Date(context.now()).toISOString(),
  }
}

function isConclusive({ result }: Outcome): boolean {
  return 'reply' in result && ['answer', 'nodata', 'nxdomain', 'referral'].includes(result.reply.status)
}

/** Without a conclusive reply the most telling failure is reported: SERVFAIL before silence. */
const TELLING: readonly DnsStatus[] = ['servfail', 'refused', 'formerr', 'truncated', 'timeout', 'network']

function mostTelling(outcomes: readonly Outcome[]): Outcome | undefined {
  const rank = ({ result }: Outcome) =>
    TELLING.indexOf('reply' in result ? result.reply.status : failedStatus(result.failed))
  return [...outcomes].sort((a, b) => rank(a) - rank(b))[0]
}

function begin(question: Question, context: InquiryContext): { inquiry: Inquiry; started: number } {
  const started = performance.now()
  const { timing, signal } = context
  return { started, inquiry: { question, timing, signal, deadline: started + timing.questionMs, attempts: [] } }
}

/**
 * Asks the servers in turn over UDP; SERVFAIL, REFUSED and silence move on to the next. Servers that
 * stayed silent are tried over TCP with the time that is left.
 */
export async function askInTurn(
  question: Question,
  servers: readonly DnsServer[],
  context: InquiryContext,
  health?: ResolverHealth,
): Promise<DnsAnswer> {
  const { inquiry, started } = begin(question, context)
  const outcomes: Outcome[] = []
  const silent: DnsServer[] = []
  for (const server of servers) {
    if (performance.now() >= inquiry.deadline || context.signal.aborted) break
    const outcome = asAsked(question, { server: server.label, result: await askOverUdp(inquiry, server) })
    if (isConclusive(outcome)) return toAnswer(inquiry, outcome, started, context)
    outcomes.push(outcome)
    if ('failed' in outcome.result && outcome.result.failed !== 'aborted') silent.push(server)
    if ('failed' in outcome.result && outcome.result.failed === 'timeout') health?.timedOut(server)
  }
  for (const server of silent) {
    if (performance.now() >= inquiry.deadline || context.signal.aborted) break
    const outcome = asAsked(question, { server: server.label, result: await askOverTcp(inquiry, server) })
    if (isConclusive(outcome)) return toAnswer(inquiry, outcome, started, context)
    if ('reply' in outcome.result) outcomes.push(outcome)
  }
  const told = mostTelling(outcomes)
  return told === undefined ? unasked(question, 'network', context) : toAnswer(inquiry, told, started, context)
}

/** Asks one server over TCP only. */
export async function askTcpOnly(question: Question, server: DnsServer, context: InquiryContext): Promise<DnsAnswer> {
  const { inquiry, started } = begin(question, context)
  const result = await askOverTcp(inquiry, server)
  return toAnswer(inquiry, { server: server.label, result }, started, context)
}
