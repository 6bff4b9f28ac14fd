import type { AbsentReason, EvidenceToken } from './evidence'
import type { Needs, NeedValues } from './need'
import type { Target } from './target'

export const LANES = { dns: 16, tcp: 8, http: 6, smtp: 2, page: 1, repo: 1, local: 4 } as const

export type Lane = keyof typeof LANES

/** What a collector works with. Everything that reaches outside comes from `net` and `ports`. */
export type CollectContext<Net = unknown, Ports = unknown> = {
  readonly signal: AbortSignal
  /** Aborts at 80 % of the time limit: return what there is, with the missing rows marked as timed out. */
  readonly softDeadline: AbortSignal
  readonly target: Target
  readonly net: Net
  readonly ports: Ports
  /** The clock of the run, in milliseconds. */
  readonly now: () => number
}

export type Collector<N extends Needs = Needs, Value = unknown, Net = unknown, Ports = unknown> = {
  readonly token: EvidenceToken<string, Value>
  readonly needs: N
  readonly lane: Lane
  readonly timeoutMs: number
  /** The questions whose answers it reads; an answer makes exactly the checks behind it run again. */
  readonly asks?: readonly string[]
  /** Reads what the newest earlier run of the project gathered under its own key. */
  readonly remembers?: boolean
  collect(evidence: NeedValues<N>, context: CollectContext<Net, Ports>): Promise<Value>
}

/** A collector as the engine holds it. */
export type AnyCollector = {
  readonly token: EvidenceToken
  readonly needs: Needs
  readonly lane: Lane
  readonly timeoutMs: number
  readonly asks?: readonly string[]
  readonly remembers?: boolean
  // biome-ignore lint/suspicious/noExplicitAny: the engine resolves the needs the collector itself declared; `defineCollector` checked them.
  collect(evidence: any, context: any): Promise<unknown>
}

/** Thrown by a collector whose subject does not exist here or waits for a person. */
export class Absent extends Error {
  override name = 'Absent'
  constructor(
    readonly reason: AbsentReason,
    readonly ask?: string,
  ) {
    super(reason)
  }
}

/** Thrown by a collector to name our own failure; any other error counts as `crash`. */
export class CollectError extends Error {
  override name = 'CollectError'
  constructor(
    readonly code: 'timeout' | 'aborted' | 'refused-by-guard' | 'too-large',
    detail?: string,
  ) {
    super(detail ?? code)
  }
}
