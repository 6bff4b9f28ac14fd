import type { Exchange, HttpStats, NetError } from '../http-types'
import { netError } from './failure'

const FAILURES_IN_A_ROW = 3

export type LedgerLimits = {
  /** Requests per host and run. */
  perHost: number
  /** Time spent on one host per run, milliseconds. */
  hostMs: number
}

type HostEntry = {
  requests: number
  answers: number
  spentMs: number
  failures: Map<number, number>
  stopped: { reason: string; final: boolean } | null
}

export type Ledger = {
  /** Counts a request in, or says why the host is not asked. */
  admit(host: string): NetError | null
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
    const created = { requests: 0, answers: 0, spentMs: 0, failures: new Map<number, number>(), stopped: null }
    hosts.set(host, created)
    return created
  }
  return {
    admit(host) {
      const entry = entryOf(host)
      if (entry.stopped) return netError('HOST_STOPPED', 'queue', entry.stopped.reason)
      if (entry.requests >= limits.perHost)
        return netError('BUDGET', 'queue', `more than ${limits.perHost} requests to ${host}`)
      if (entry.spentMs >= limits.hostMs)
        return netError('BUDGET', 'queue', `more than ${limits.hostMs / 1000} s spent on ${host}`)
      entry.requests += 1
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
        [...hosts].map(([host, { requests, stopped }]) => [host, { requests, stopped: stopped?.reason ?? null }]),
      ),
  }
}
