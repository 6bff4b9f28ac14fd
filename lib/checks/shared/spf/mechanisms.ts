import { parseAddress } from '../address'
import { fitDomain } from './macro'
import type { SpfMechanism } from './parse'
import {
  ask,
  askCounted,
  countLookup,
  expandTarget,
  isBelow,
  MAX_NAMES,
  matchesAddress,
  type SpfFrame,
  type SpfState,
  SpfStop,
  sameName,
  validatedNames,
} from './state'
import type { SpfTraceRecord, SpfTraceTerm } from './types'

/** Evaluates the record of the name an include points to. */
export type Descend = (frame: SpfFrame, term: SpfTraceTerm, target: string) => Promise<SpfTraceRecord>

type Step = { state: SpfState; frame: SpfFrame; term: SpfTraceTerm; mechanism: SpfMechanism; descend: Descend }

function noteNetworks(term: SpfTraceTerm, addresses: readonly string[], mechanism: SpfMechanism): void {
  for (const text of addresses) {
    const address = parseAddress(text)
    if (address === undefined) continue
    term.networks.push(`${text}/${address.family === 4 ? mechanism.cidr4 : mechanism.cidr6}`)
  }
}

async function exchangeAddresses({ state, term }: Step, target: string, type: 'A' | 'AAAA'): Promise<string[]> {
  const exchanges = (await askCounted(state, term, target, 'MX')).filter((name) => name !== '.' && name !== '')
  if (exchanges.length > MAX_NAMES) throw new SpfStop('permerror', 'mx-over-10')
  const addresses: string[] = []
  for (const exchange of exchanges) {
    const answer = await ask(state, term, fitDomain(exchange), type)
    if (answer.status === 'error') throw new SpfStop('temperror', 'dns-error')
    if (answer.status === 'found') addresses.push(...answer.values)
  }
  return addresses
}

async function matchHosts(step: Step): Promise<boolean> {
  const { state, frame, term, mechanism } = step
  const target = await expandTarget(state, frame, term, mechanism.spec)
  countLookup(state, term)
  const type = state.ip.family === 4 ? 'A' : 'AAAA'
  const addresses =
    mechanism.name === 'a' ? await askCounted(state, term, target, type) : await exchangeAddresses(step, target, type)
  noteNetworks(term, addresses, mechanism)
  const prefix = state.ip.family === 4 ? mechanism.cidr4 : mechanism.cidr6
  return addresses.some((text) => matchesAddress(state.ip, text, prefix))
}

async function matchPtr({ state, frame, term, mechanism }: Step): Promise<boolean> {
  const target = await expandTarget(state, frame, term, mechanism.spec)
  countLookup(state, term)
  // Which reverse zone is asked is decided by the sender alone.
  term.senderDependent = true
  const names = await validatedNames(state, term, true)
  return names.some((name) => sameName(name, target) || isBelow(name, target))
}

async function matchInclude({ state, frame, term, mechanism, descend }: Step): Promise<boolean> {
  const target = await expandTarget(state, frame, term, mechanism.spec)
  countLookup(state, term)
  const child = await descend({ ...frame, explains: false }, term, target)
  if (child.result === 'none') throw new SpfStop('permerror', 'include-without-spf')
  if (child.result === 'permerror' || child.result === 'temperror') {
    throw new SpfStop(child.result, child.reason ?? 'syntax')
  }
  return child.result === 'pass'
}

async function matchExists({ state, frame, term, mechanism }: Step): Promise<boolean> {
  const target = await expandTarget(state, frame, term, mechanism.spec)
  countLookup(state, term)
  return (await askCounted(state, term, target, 'A')).length > 0
}

/** Whether a mechanism matches the client (RFC 7208 section 5). Throws `SpfStop` for errors. */
export async function matchMechanism(step: Step): Promise<boolean> {
  const { state, term, mechanism } = step
  switch (mechanism.name) {
    case 'all':
      return true
    case 'ip4':
    case 'ip6': {
      const address = mechanism.address ?? ''
      noteNetworks(term, [address], mechanism)
      return matchesAddress(state.ip, address, mechanism.name === 'ip4' ? mechanism.cidr4 : mechanism.cidr6)
    }
    case 'a':
    case 'mx':
      return matchHosts(step)
    case 'ptr':
      return matchPtr(step)
    case 'include':
      return matchInclude(step)
    case 'exists':
      return matchExists(step)
  }
}
