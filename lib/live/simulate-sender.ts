import { domainToASCII } from 'node:url'
import { parseAddress } from '../checks/shared/address'
import { type LegacyDmarc, legacyDmarc } from '../checks/shared/mail/dmarc-legacy'
import type { DmarcPolicy } from '../checks/shared/mail/dmarc-record'
import { discoverDmarc, effectivePolicy, recordOf } from '../checks/shared/mail/dmarc-walk'
import { registrableDomain } from '../checks/shared/public-suffix'
import { STRANGER_IPV4, STRANGER_IPV6 } from '../checks/shared/spf/audit'
import { evaluateSpf } from '../checks/shared/spf/evaluate'
import { type SpfTreeRow, spfTree } from '../checks/shared/spf/tree'
import type { SpfReason, SpfResult } from '../checks/shared/spf/types'
import { isVoid, spfLookup, textsOf } from '../collect/shared/mail-dns'
import type { DnsClient } from '../net/dns/types'

export type SenderQuestion = { ip: string; helo: string; from: string }

/** What is wrong with a question, by the field it is in; a sentence for the person who asked. */
export class SenderError extends Error {
  override name = 'SenderError'
  constructor(
    readonly field: keyof SenderQuestion,
    message: string,
  ) {
    super(message)
  }
}

export type DmarcStepSeen = { domain: string; status: 'found' | 'void' | 'error'; record?: string; decides: boolean }

export type SenderSimulation = {
  ip: string
  helo?: string
  from: string
  /** The name that is judged. */
  domain: string
  spf: {
    result: SpfResult
    reason?: SpfReason
    explanation?: string
    lookups: number
    voids: number
    record?: string
    rows: SpfTreeRow[]
    cut: boolean
  }
  /** The same record walked to its end by a stranger: the most a receiver can ever have to ask. */
  whole: { lookups: number; voids: number; rows: SpfTreeRow[]; cut: boolean }
  dmarc: {
    steps: DmarcStepSeen[]
    organisation: string
    policyDomain?: string
    policy?: DmarcPolicy
    tag?: 'p' | 'sp' | 'np'
    lowered: boolean
    unsure: boolean
    legacy: LegacyDmarc
    /** Receivers that follow the older standard come to another answer. */
    differs: boolean
  }
}

const WHOLE_LIMITS = { lookups: 60, voids: 60, depth: 20 }
const MAX_NAME = 253

/** The domain part in A-labels, as it is asked for (RFC 7208 section 4.3). */
function inAscii(text: string): string {
  const at = text.lastIndexOf('@') + 1
  const domain = text.slice(at)
  const ascii = /[^\x21-\x7e]/.test(domain) ? domainToASCII(domain) : domain
  return ascii === '' ? text : `${text.slice(0, at)}${ascii}`
}

/** Reads what was typed. Throws `SenderError` that names the field and the remedy. */
export function readSender({ ip, helo, from }: SenderQuestion): SenderQuestion {
  const address = ip.trim().replace(/^\[(.*)\]$/, '$1')
  if (parseAddress(address) === undefined) {
    throw new SenderError('ip', 'Type the address of the server that sends, such as 192.0.2.10 or 2001:db8::10')
  }
  const sender = inAscii(from.trim().replace(/^<(.*)>$/s, '$1'))
  const name = inAscii(helo.trim())
  if (sender === '' && name === '') {
    throw new SenderError('from', 'Type the address the mail comes from, or the name of the server')
  }
  if (sender.length > 320 || /[\s<>]/.test(sender)) {
    throw new SenderError('from', 'Type one address alone, such as hello@acme.io')
  }
  const domain = sender === '' ? name : sender.slice(sender.lastIndexOf('@') + 1)
  if (domain.length > MAX_NAME || !domain.includes('.')) {
    throw new SenderError(sender === '' ? 'helo' : 'from', `${domain.slice(0, 80)} is no domain that can be asked`)
  }
  if (name.length > MAX_NAME) throw new SenderError('helo', 'A server name has at most 253 characters')
  return { ip: address, helo: name, from: sender }
}

async function dmarcOf(dns: DnsClient, domain: string): Promise<SenderSimulation['dmarc']> {
  const texts = new Map<string, string[]>()
  const lookup = async (name: string) => {
    const answer = await dns.resolve(name, 'TXT')
    const found = textsOf(answer)
    texts.set(name.slice('_dmarc.'.length), found)
    if (answer.status === 'answer') return { status: 'found' as const, texts: found }
    const isNothing = isVoid(answer) || answer.status === 'badname'
    return { status: isNothing ? ('void' as const) : ('error' as const), texts: found }
  }
  const [discovery, own] = await Promise.all([
    discoverDmarc({ domain, lookup }),
    dns.resolve(domain, 'TXT'),
    lookup(`_dmarc.${registrableDomain(domain)}`),
  ])
  const effective = effectivePolicy(discovery, own.status !== 'nxdomain')
  const legacy = legacyDmarc(domain, (owner) => texts.get(owner) ?? [])
  return {
    steps: discovery.steps.map((step) => {
      const record = recordOf(step)?.text
      return {
        domain: step.domain,
        status: step.status,
        ...(record === undefined ? {} : { record: record.slice(0, 512) }),
        decides: step.domain === discovery.policyDomain,
      }
    }),
    organisation: discovery.organisation,
    ...(discovery.policyDomain === undefined ? {} : { policyDomain: discovery.policyDomain }),
    ...(effective === undefined ? {} : { policy: effective.policy, tag: effective.tag }),
    lowered: effective?.lowered ?? false,
    unsure: discovery.unsure,
    legacy,
    differs:
      legacy.policyDomain !== discovery.policyDomain ||
      legacy.policy !== effective?.policy ||
      legacy.organisation !== discovery.organisation,
  }
}

/**
 * Answers as a receiver would: the whole of RFC 7208 for one server and one sender, with the tree behind it, and
 * the DMARC policy of the domain by RFC 9989 beside the older RFC 7489. `now` in milliseconds.
 */
export async function simulateSender(
  question: SenderQuestion,
  { dns, now }: { dns: DnsClient; now: number },
): Promise<SenderSimulation> {
  const { ip, helo, from } = readSender(question)
  const lookup = spfLookup(dns)
  const asked = { ip, sender: from, ...(helo === '' ? {} : { helo }), now, lookup }
  const domain = (from === '' ? helo : from.slice(from.lastIndexOf('@') + 1)).toLowerCase().replace(/\.$/, '')
  const stranger = parseAddress(ip)?.family === 6 ? STRANGER_IPV6 : STRANGER_IPV4
  const [outcome, whole, dmarc] = await Promise.all([
    evaluateSpf(asked),
    evaluateSpf({ ip: stranger, domain, lookup, limits: WHOLE_LIMITS, audit: true, now }),
    dmarcOf(dns, domain),
  ])
  const { result, reason, explanation, lookups, voids, trace } = outcome
  return {
    ip,
    ...(helo === '' ? {} : { helo }),
    from,
    domain,
    spf: {
      result,
      ...(reason === undefined ? {} : { reason }),
      ...(explanation === undefined ? {} : { explanation: explanation.slice(0, 500) }),
      lookups,
      voids,
      ...(trace.record === undefined ? {} : { record: trace.record.slice(0, 2048) }),
      ...spfTree(trace),
    },
    whole: { lookups: whole.lookups, voids: whole.voids, ...spfTree(whole.trace) },
    dmarc,
  }
}
