import { parseCidr } from '../address'
import type { SpfTraceRecord, SpfTraceTerm } from './types'

/** IPv4 addresses from the first to the last number, both included. */
type Range = { from: number; to: number }

const EVERYTHING: readonly Range[] = [{ from: 0, to: 2 ** 32 - 1 }]

/** As many IPv4 addresses as let anybody send: a quarter of the internet. */
export const OPEN_TO_EVERYONE = 2 ** 30

function rangeOf(network: string): Range | undefined {
  const cidr = parseCidr(network)
  if (cidr === undefined || cidr.family !== 4) return undefined
  const size = 2 ** (32 - cidr.prefix)
  const from = Math.floor(Number(cidr.value) / size) * size
  return { from, to: from + size - 1 }
}

function union(ranges: readonly Range[]): Range[] {
  const merged: Range[] = []
  for (const range of [...ranges].sort((left, right) => left.from - right.from)) {
    const last = merged.at(-1)
    if (last !== undefined && range.from <= last.to + 1) last.to = Math.max(last.to, range.to)
    else merged.push({ ...range })
  }
  return merged
}

function subtract(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  let left = [...ranges]
  for (const hole of taken) {
    left = left.flatMap((range) => {
      if (hole.to < range.from || hole.from > range.to) return [range]
      const parts: Range[] = []
      if (range.from < hole.from) parts.push({ from: range.from, to: hole.from - 1 })
      if (range.to > hole.to) parts.push({ from: hole.to + 1, to: range.to })
      return parts
    })
  }
  return left
}

function matchedBy(term: SpfTraceTerm): readonly Range[] {
  switch (term.name) {
    case 'all':
      return EVERYTHING
    case 'exists':
      return term.outcome === 'match' ? EVERYTHING : []
    case 'include':
      return term.child === undefined ? [] : passing(term.child)
    case 'ip4':
    case 'a':
    case 'mx':
      return term.networks.flatMap((network) => rangeOf(network) ?? [])
    default:
      return []
  }
}

function passing(record: SpfTraceRecord): Range[] {
  let taken: Range[] = []
  let passed: Range[] = []
  for (const term of record.terms) {
    if (term.name === 'redirect') {
      const rest = term.child === undefined ? [] : subtract(passing(term.child), taken)
      passed = union([...passed, ...rest])
      continue
    }
    const matched = matchedBy(term)
    if (term.qualifier === '+') passed = union([...passed, ...subtract(matched, taken)])
    taken = union([...taken, ...matched])
  }
  return passed
}

/** How many IPv4 addresses end in pass, from the trace of an audit over IPv4. */
export function passingIpv4(record: SpfTraceRecord): number {
  return passing(record).reduce((sum, range) => sum + (range.to - range.from + 1), 0)
}

/** Whether a range reaches over the whole of the IPv6 addresses in use (2000::/3). */
export function coversIpv6(network: string): boolean {
  const cidr = parseCidr(network)
  return cidr !== undefined && cidr.family === 6 && cidr.prefix <= 3
}
