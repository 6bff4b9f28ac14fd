import { type IpAddress, inCidr, parseAddress, parseCidr } from '../address'
import {
  countValidatedName,
  expandMacros,
  fitDomain,
  isSenderDependent,
  type MacroString,
  type MacroValues,
  reverseName,
} from './macro'
import type { SpfAnswer, SpfLimits, SpfLookupType, SpfReason, SpfRequest, SpfTraceTerm } from './types'

/** Names tried for one `mx` or `ptr` (RFC 7208 section 4.6.4). */
export const MAX_NAMES = 10

/** Ends the evaluation of a record with an error; in an audit it ends one term only. */
export class SpfStop extends Error {
  override name = 'SpfStop'
  constructor(
    readonly result: 'permerror' | 'temperror',
    readonly reason: SpfReason,
    /** An audit may go on after this. */
    readonly passable = true,
  ) {
    super(reason)
  }
}

/** What one evaluation carries along. */
export type SpfState = {
  request: SpfRequest
  limits: SpfLimits
  ip: IpAddress
  sender: { localPart: string; domain: string }
  lookups: number
  voids: number
}

/** One record of the walk. `explains` is false below an include, whose explanations are ignored. */
export type SpfFrame = { domain: string; ancestors: readonly string[]; explains: boolean }

/** Reads the client address; an IPv4-mapped IPv6 address is IPv4 (RFC 7208 section 5). */
export function readClientAddress(text: string): IpAddress | undefined {
  const address = parseAddress(text)
  if (address === undefined || address.family === 4) return address
  return address.value >> 32n === 0xffffn ? { family: 4, value: address.value & 0xffffffffn } : address
}

/** Whether a name can be asked for at all (RFC 1035 section 2.3.4); macros may put a space into it. */
export function isAskable(name: string): boolean {
  if (name.length > 253 || !/^[\x20-\x7e]+$/.test(name)) return false
  return name.split('.').every((label) => label.length >= 1 && label.length <= 63)
}

/** Whether two names are the same name. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

/** Whether a name lies under another one. */
export function isBelow(name: string, parent: string): boolean {
  return name.toLowerCase().endsWith(`.${parent.toLowerCase()}`)
}

/** Whether the client address is this address, compared over `prefix` bits. */
export function matchesAddress(ip: IpAddress, text: string, prefix: number): boolean {
  const cidr = parseCidr(text)
  if (cidr === undefined) return false
  return inCidr(ip, { ...cidr, prefix: Math.min(prefix, cidr.family === 4 ? 32 : 128) })
}

/** Asks without counting. A name that cannot exist is answered here. */
export async function ask(state: SpfState, term: SpfTraceTerm, name: string, type: SpfLookupType): Promise<SpfAnswer> {
  if (!isAskable(name)) return { status: 'void', nxdomain: true }
  const answer = await state.request.lookup(name, type)
  term.questions.push({ name, type, status: answer.status })
  return answer
}

/** Counts lookup terms; throws `SpfStop` beyond the limit. */
export function countLookup(state: SpfState, term: SpfTraceTerm, cost = 1): void {
  if (cost === 0) return
  state.lookups += cost
  term.cost += cost
  if (state.lookups > state.limits.lookups) throw new SpfStop('permerror', 'too-many-lookups', false)
}

/** Counts a void answer; throws `SpfStop` beyond the limit. */
export function countVoid(state: SpfState, term: SpfTraceTerm): void {
  if (state.request.audit === true && term.senderDependent) return
  state.voids += 1
  term.voids += 1
  if (state.voids > state.limits.voids) throw new SpfStop('permerror', 'too-many-voids', false)
}

/** Asks the question a term counts for; a void answer counts, a DNS error ends the evaluation. */
export async function askCounted(
  state: SpfState,
  term: SpfTraceTerm,
  name: string,
  type: SpfLookupType,
): Promise<readonly string[]> {
  const answer = await ask(state, term, name, type)
  if (answer.status === 'error') throw new SpfStop('temperror', 'dns-error')
  if (answer.status === 'found') return answer.values
  if (isAskable(name)) countVoid(state, term)
  return []
}

/**
 * Host names of the sending address that point back to it, at most ten tried. DNS errors only make
 * the name unusable (RFC 7208 section 5.5).
 */
export async function validatedNames(state: SpfState, term: SpfTraceTerm, counted: boolean): Promise<string[]> {
  const answer = await ask(state, term, reverseName(state.ip), 'PTR')
  if (answer.status === 'void' && counted) countVoid(state, term)
  if (answer.status !== 'found') return []
  const valid: string[] = []
  for (const text of answer.values.slice(0, MAX_NAMES)) {
    const name = fitDomain(text)
    const addresses = await ask(state, term, name, state.ip.family === 4 ? 'A' : 'AAAA')
    const pointsBack =
      addresses.status === 'found' && addresses.values.some((address) => matchesAddress(state.ip, address, 128))
    if (pointsBack) valid.push(name)
  }
  return valid
}

/** The values macros take while this record is evaluated. */
export function macroValues(state: SpfState, frame: SpfFrame, term: SpfTraceTerm): MacroValues {
  return {
    ip: state.ip,
    domain: frame.domain,
    localPart: state.sender.localPart,
    senderDomain: state.sender.domain,
    helo: state.request.helo ?? state.sender.domain,
    receiver: state.request.receiver ?? 'unknown',
    timestamp: Math.floor((state.request.now ?? 0) / 1000),
    validated: async () => {
      const names = await validatedNames(state, term, false)
      return (
        names.find((name) => sameName(name, frame.domain)) ??
        names.find((name) => isBelow(name, frame.domain)) ??
        names[0] ??
        'unknown'
      )
    },
  }
}

/** The name a term asks about; notes it in the trace and counts what `%{p}` costs. */
export async function expandTarget(
  state: SpfState,
  frame: SpfFrame,
  term: SpfTraceTerm,
  spec: MacroString | undefined,
): Promise<string> {
  let name = frame.domain
  if (spec !== undefined) {
    term.senderDependent = isSenderDependent(spec)
    countLookup(state, term, countValidatedName(spec))
    name = fitDomain(await expandMacros(spec, macroValues(state, frame, term)))
  }
  term.domain = name
  return name
}
