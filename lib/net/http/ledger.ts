import type { Exchange, HttpStats, NetError } from '../http-types'
import { netError } from './failure'

const FAILURES_IN_A_ROW = 3
/** The longest wait we plan with; a run is over long before. */
const MAX_WAIT_MS = 3_600_000

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
  /** When the host may be asked again after it answered an active request with Retry-After, by the clock of the run. */
  waitUntil: number
}

export type Ledger = {
  /** Counts a request in, or says why the host is not asked. */
  admit(host: string, active: boolean): NetError | null
  /** Whether no answer of this host has arrived before. */
  isFirstAnswer(host: string): boolean
  record(host: string, port: number, exchange: Exchange, active?: boolean): void
  /** Lifts a stop that came from repeated failures; a stop the host asked for stays. */
  forgive(host: string): void
  stats(): HttpStats['hosts']
}

function headerOf(exchange: Exchange, name: string): string {
  const headers = exchange.ok ? exchange.response.headers : []
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? ''
}

/** RFC 9110 section 10.2.3: seconds or a date. What cannot be read means an hour. */
function waitMs(text: string, now: number): number {
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1000), MAX_WAIT_MS) : MAX_WAIT_MS
}

function isFailure(exchange: Exchange): boolean {
  if (exchange.ok) return exchange.response.status >= 500
  // A dead address that was dialled on purpose says nothing about the host's other addresses.
  return exchange.error.code === 'TIMEOUT' && exchange.error.phase !== 'connect'
}

/** Keeps the run's manners towards each host: how much was asked, and when to stop asking. */
export function createLedger(limits: LedgerLimits, now: () => number = Date.now): Ledger {
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
      waitUntil: 0,
    }
    hosts.set(host, created)
    return created
  }
  return {
    admit(host, active) {
      const entry = entryOf(host)
      if (entry.stopped) return netError('HOST_STOPPED', 'queue', entry.stopped.reason)
      if (entry.waitUntil > now()) return netError('HOST_STOPPED', 'queue', 'the host asked to wait (Retry-After)')
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
    record(host, port, exchange, active = false) {
      const entry = entryOf(host)
      entry.spentMs += exchange.timings.total
      if (exchange.ok) entry.answers += 1
      const failures = isFailure(exchange) ? (entry.failures.get(port) ?? 0) + 1 : 0
      entry.failures.set(port, failures)
      const wait = headerOf(exchange, 'retry-after')
      const asksToWait = wait !== '' && exchange.ok && [429, 503].includes(exchange.response.status)
      if (/^\s*stop\s*$/i.test(headerOf(exchange, 'x-launch-ready')))
        entry.stopped = { reason: 'the host asked to stop (X-Launch-Ready: stop)', final: true }
      else if (asksToWait && active) entry.waitUntil = now() + waitMs(wait, now())
      else if (asksToWait)
        entry.stopped = { reason: `the host asked to wait (Retry-After: ${wait.slice(0, 40)})`, final: true }
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
        [...hosts].map(([host, { passive, active, stopped, waitUntil }]) => [
          host,
          { requests: passive + active, stopped: stopped?.reason ?? null, waitUntil },
        ]),
      ),
  }
}
