import type { DialTarget } from '../dial'
import type { Question, Reply } from './message'
import type { WireResult } from './transport'
import { askTcp, askUdp } from './transport'
import type { DnsAttempt } from './types'

export type DnsTiming = {
  /** One try over one transport, milliseconds. */
  tryMs: number
  /** One question with all its tries and servers, milliseconds. */
  questionMs: number
  /** UDP tries per server before the next one. */
  tries: number
  /** How long a disagreement between name servers may be a change on its way, milliseconds. */
  settleMs: number
}

export const DNS_TIMING: DnsTiming = { tryMs: 2000, questionMs: 6000, tries: 2, settleMs: 120_000 }

/** One server to ask: the name under which it appears in evidence, and where it is dialled. */
export type DnsServer = { label: string; to: DialTarget }

/** State of one question while servers are asked: what was tried, and when it must be over. */
export type Inquiry = {
  question: Question
  timing: DnsTiming
  /** `performance.now()` at which the question ends. */
  deadline: number
  signal: AbortSignal
  attempts: DnsAttempt[]
}

/** A reply and its transport, or how the server failed to give one. */
export type ServerResult =
  | { reply: Reply; transport: 'udp' | 'tcp' }
  | { failed: 'timeout' | 'aborted' | 'network' | 'budget'; transport: 'udp' | 'tcp' }

async function attempt(
  inquiry: Inquiry,
  server: DnsServer,
  transport: 'udp' | 'tcp',
  edns: boolean,
): Promise<WireResult> {
  const started = performance.now()
  const timeoutMs = Math.min(inquiry.timing.tryMs, inquiry.deadline - started)
  if (timeoutMs <= 0) return { outcome: 'timeout', detail: 'timeout' }
  const ask = transport === 'udp' ? askUdp : askTcp
  const result = await ask({ to: server.to, question: inquiry.question, edns, timeoutMs, signal: inquiry.signal })
  const outcome = 'reply' in result ? (result.reply.tc ? 'truncated' : result.reply.status) : result.detail
  const ms = Math.round(performance.now() - started)
  inquiry.attempts.push({ server: server.label, transport, outcome, ms })
  return result
}

async function attemptWithEdnsFallback(
  inquiry: Inquiry,
  server: DnsServer,
  transport: 'udp' | 'tcp',
): Promise<WireResult> {
  const result = await attempt(inquiry, server, transport, true)
  // Old servers and middle boxes reject EDNS itself (RFC 6891 section 7); ask once in the plain form.
  if (!('reply' in result) || result.reply.status !== 'formerr') return result
  return attempt(inquiry, server, transport, false)
}

/** One question over TCP only. */
export async function askOverTcp(inquiry: Inquiry, server: DnsServer): Promise<ServerResult> {
  const result = await attemptWithEdnsFallback(inquiry, server, 'tcp')
  return 'reply' in result ? { reply: result.reply, transport: 'tcp' } : { failed: result.outcome, transport: 'tcp' }
}

/** A truncated reply is asked again over TCP; where that fails, the status is `truncated`. */
async function completeOverTcp(inquiry: Inquiry, server: DnsServer, cut: Reply): Promise<ServerResult> {
  const whole = await askOverTcp(inquiry, server)
  if ('reply' in whole) return whole
  return { reply: { ...cut, status: 'truncated', records: [], cnameChain: [] }, transport: 'tcp' }
}

/** UDP tries against one server until it says something; silence is repeated, an unreachable port is not. */
export async function askOverUdp(inquiry: Inquiry, server: DnsServer): Promise<ServerResult> {
  for (let round = 0; round < inquiry.timing.tries; round += 1) {
    const result = await attemptWithEdnsFallback(inquiry, server, 'udp')
    if ('reply' in result) {
      return result.reply.tc
        ? completeOverTcp(inquiry, server, result.reply)
        : { reply: result.reply, transport: 'udp' }
    }
    if (result.outcome !== 'timeout') return { failed: result.outcome, transport: 'udp' }
    if (performance.now() >= inquiry.deadline) break
  }
  return { failed: 'timeout', transport: 'udp' }
}
