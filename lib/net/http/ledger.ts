import type { Exchange, HttpStats, NetError } from '../http-types'
import { netError } from './failure'

const FAILURES_IN_A_ROW = 3

export type LedgerLimits = {
  /** Requests per host and run that any visitor could cause. */
  passive: number
  /** All requests per host and run, those with the owner's permission included. */
  total: number
  /** Time spent on one host per run, milliseconds. */
  hostMs: number
}

type HostEntry = {
  passive: number
  active: number
  answers: number
  spentMs: number
  failures: Map<number, number>
  stopped: { reason: string; final: boolean } | null
}

export type Ledger = {
  /** Counts a request in, or says why the host is not asked. */
  admit(host: string, active: boolean): NetError | null
  /** Whether no answer of this host has arrived before. */
  isFirstAnswer(host: string): boolean
  record(host: string, port: number, exchange: Exchange): void
  /** Lifts a stop that came from repeated failures; a stop the host asked for stays. */
  forgive(host: string): void
  stats(): HttpStats['hosts']
}

function isFailure(exchange: Exchange): boolean {
  if (exchange.ok) return exchange.response.status >= 500
  // A dead address that was dialled on purpose says nothing about the host's other addresses.
  return exchange.error.code === 'TIMEOUT' && exchange.error.phase !== 'connect'
}

/** Keeps the run's manners towards each host: how much was asked, and when to stop asking. */
export function createLedger(limits: LedgerLimits): Ledger {
  const hosts = new Map<string, HostEntry>()
  const entryOf = (host: string): HostEntry => {
    const known = hosts.get(host)
    if (known) return known
    const created = {
      passive: 0,
      active: 0,
      answers: 0,
      spentMs: 0,
      failures: new Map<number, number>(),
      stopped: null,
    }
    hosts.set(host, created)
    return created
  }
  return {
    admit(host, active) {
      const entry = entryOf(host)
      if (entry.stopped) return netError('HOST_STOPPED', 'queue', entry.stopped.reason)
      const limit = active ? limits.total : limits.passive
      const used = active ? entry.passive + entry.active : entry.passive
      if (used >= limit) return netError('BUDGET', 'queue', `more than ${limit} requests to ${host}`)
      if (entry.spentMs >= limits.hostMs)
        return netError('BUDGET', 'queue', `more than ${limits.hostMs / 1000} s spent on ${host}`)
      if (active) entry.active += 1
      else entry.passive += 1
      return null
    },
    isFirstAnswer: (host) => entryOf(host).answers === 0,
    record(host, port, exchange) {
      const entry = entryOf(host)
      entry.spentMs += exchange.timings.total
      if (exchange.ok) entry.answers += 1
      const failures = isFailure(exchange) ? (entry.failures.get(port) ?? 0) + 1 : 0
      entry.failures.set(port, failures)
      const wait = exchange.ok ? exchange.response.headers.find(([name]) => /^retry-after$/i.test(name)) : undefined
      if (wait && exchange.ok && (exchange.response.status === 429 || exchange.response.status === 503))
        entry.stopped = { reason: `the host asked to wait (Retry-After: ${wait[1].slice(0, 40)})`, final: true }
      else if (failures >= FAILURES_IN_A_ROW && !entry.stopped)
        entry.stopped = { reason: `${failures} failed answers in a row`, final: false }
    },
    forgive(host) {
      const entry = entryOf(host)
      if (entry.stopped?.final) return
      entry.stopped = null
      entry.failures.clear()
    },
    stats: () =>
      Object.fromEntries(
        [...hosts].map(([host, { passive, active, stopped }]) => [
          host,
          { requests: passive + active, stopped: stopped?.reason ?? null },
        ]),
      ),
  }
}
