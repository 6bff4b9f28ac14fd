import { type AnyCheck, type CheckMeta, checkMeta } from './check'
import type { AnyCollector, Lane } from './collector'
import type { Outcome } from './evidence'
import type { CheckResult } from './finding'
import { gather } from './gather'
import { declined, notApplicable, unreached } from './judge'
import { createLanes } from './lanes'
import { tokenOf } from './need'
import { makePlan } from './plan'
import { judgeProbed } from './probed'
import type { Target } from './target'

export const RUN_DEADLINE_MS = 180_000
/** Active probes try one address a minute, five at most. */
export const ACTIVE_DEADLINE_MS = 420_000

export type RunEvent =
  | { type: 'plan'; checks: CheckMeta[]; evidence: string[] }
  | { type: 'collecting'; key: string; title: string }
  | { type: 'evidence'; key: string; version: number; outcome: Outcome }
  | { type: 'result'; result: CheckResult }

export type RunOptions = {
  checks: readonly AnyCheck[]
  collectors: readonly AnyCollector[]
  target: Target
  /** The guarded network of this run, handed to collectors as it is. */
  net: unknown
  /** What the outside supplies besides the network: people's answers, proofs of ownership. */
  ports?: unknown
  lanes?: Partial<Record<Lane, number>>
  allowActive?: boolean
  signal?: AbortSignal
  /** Milliseconds; every verdict of the run uses the instant the run began. */
  now?: () => number
  deadlineMs?: number
  /** Settled evidence of an interrupted attempt or a replay; it is not gathered again. */
  preload?: ReadonlyMap<string, Outcome>
  /** Evidence that is missing from `preload` is not gathered but reported as absent. */
  offline?: boolean
  /** Why nothing of this target is to be gathered, as one sentence; every check that applies is unknown then. */
  declined?: string | undefined
  onEvent?: (event: RunEvent) => void
}

export type RunOutcome = { results: CheckResult[]; evidence: Map<string, Outcome> }

function needKeys(check: AnyCheck): string[] {
  return Object.values(check.needs).map((need) => tokenOf(need).key)
}

/**
 * Runs an audit: gathers each evidence once, judges each check the moment its needs are settled.
 * Every planned check ends in exactly one result. It knows no database and never throws for
 * anything a target did; a `PlanError` means that the registered parts do not fit together.
 */
export async function run(options: RunOptions): Promise<RunOutcome> {
  const { target, now = Date.now, onEvent = () => {} } = options
  const plan = makePlan({ checks: options.checks, collectors: options.collectors, target })
  const context = { now: now(), target }
  const evidence = new Map<string, Outcome>()
  const results = new Map<string, CheckResult>()
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  if (options.signal?.aborted) stop()
  options.signal?.addEventListener('abort', stop, { once: true })
  let deadlineHit = false
  const deadline = setTimeout(
    () => {
      deadlineHit = true
      stop()
    },
    options.deadlineMs ?? (options.allowActive ? ACTIVE_DEADLINE_MS : RUN_DEADLINE_MS),
  )

  const settle = (result: CheckResult): void => {
    if (results.has(result.checkId)) return
    results.set(result.checkId, result)
    onEvent({ type: 'result', result })
  }
  const judgeReady = (): void => {
    for (const check of plan.checks) {
      if (results.has(check.id) || !needKeys(check).every((key) => evidence.has(key))) continue
      settle(judgeProbed({ check, outcomes: evidence, context, clock: () => performance.now() }))
    }
  }

  onEvent({
    type: 'plan',
    checks: [...plan.checks, ...plan.skipped.map((entry) => entry.check)].map(checkMeta),
    evidence: plan.collectors.map((collector) => collector.token.key),
  })
  for (const { check, code } of plan.skipped) settle(notApplicable(check, code))
  if (options.declined !== undefined) for (const check of plan.checks) settle(declined(check, options.declined))
  judgeReady()

  const inLane = createLanes(options.lanes)
  const started = new Map<string, Promise<void>>()
  const start = (collector: AnyCollector): Promise<void> => {
    const key = collector.token.key
    const work = async (): Promise<void> => {
      await Promise.all(Object.values(collector.needs).map((need) => started.get(tokenOf(need).key)))
      const ready = options.preload?.get(key)
      const outcome = ready ?? (await gatherOne(collector))
      evidence.set(key, outcome)
      onEvent({ type: 'evidence', key, version: collector.token.version, outcome })
      judgeReady()
    }
    const promise = work()
    started.set(key, promise)
    return promise
  }
  const gatherOne = (collector: AnyCollector): Promise<Outcome> => {
    if (options.offline) {
      return Promise.resolve({
        status: 'error',
        error: { code: 'dependency', detail: 'not part of the saved evidence' },
      })
    }
    return inLane(collector.lane, () => {
      onEvent({ type: 'collecting', key: collector.token.key, title: collector.token.title })
      return gather({
        collector,
        outcomes: evidence,
        signal: abort.signal,
        target,
        net: options.net,
        ports: options.ports,
        now,
        allowActive: options.allowActive ?? false,
      })
    })
  }

  try {
    if (options.declined === undefined) await Promise.all(plan.collectors.map(start))
  } finally {
    clearTimeout(deadline)
    options.signal?.removeEventListener('abort', stop)
  }
  for (const check of plan.checks) settle(unreached(check, deadlineHit ? 'timeout' : 'aborted'))
  return { results: [...results.values()], evidence }
}
