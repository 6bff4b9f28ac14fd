import { setTimeout as sleep } from 'node:timers/promises'
import type { Ports } from '../collect/shared/ports'
import { configForDomain, now } from '../config'
import { patiently } from '../db/patience'
import { claimRun, heartbeat, type Lease, type RunKey } from '../db/run-lease'
import { usesProbes } from '../engine/check'
import { CONFIRM_AFTER_MS, mergeConfirmation, needsConfirmation } from '../engine/confirm'
import type { CheckResult, Finding } from '../engine/finding'
import { keepProbed } from '../engine/probed'
import { type RunEvent, run } from '../engine/run'
import { hostsOf } from '../engine/target'
import { AppError } from '../errors'
import { logger } from '../log'
import { createNet } from '../net/create'
import { askPermission } from '../net/opt-out'
import { allChecks, allCollectors } from '../services/catalogue/list-checks'
import { finishRun, handBackRun } from '../services/run/finish-run'
import { earlierFindings, loadRun, type RunWork } from '../services/run/load-run'
import { evidenceRow, resultRow } from '../services/run/rows'
import { type Context, systemContext } from '../services/system-context'
import { type Probing, permitProbes, planProbes, repeatable } from './probing'
import { RunBuffer } from './run-buffer'
import { sharedTurns } from './shared-turns'

const HEARTBEAT_MS = 2000
const EVIDENCE_BYTES_PER_RUN = 20 * 1024 * 1024

/** Which results of a look wait for a second one, and what is added to those that do not. */
type Receiving = {
  holdBack: (result: CheckResult) => boolean
  complete: (result: CheckResult) => CheckResult | Promise<CheckResult>
}

type StopReason = 'cancel' | 'lost' | 'shutdown' | 'storage'

/** One attempt at one run: what it may still write, and why it should stop, if it should. */
class Attempt {
  readonly controller = new AbortController()
  readonly buffer: RunBuffer
  private reason: StopReason | undefined
  private room = EVIDENCE_BYTES_PER_RUN
  private beating: NodeJS.Timeout | undefined
  private completing: Promise<void> = Promise.resolve()

  constructor(readonly lease: Lease) {
    this.buffer = new RunBuffer(
      lease,
      () => this.stop('lost'),
      () => this.stop('storage'),
    )
  }

  get stopped(): StopReason | undefined {
    return this.reason
  }

  stop(reason: StopReason): void {
    this.reason ??= reason
    this.controller.abort()
  }

  /** Asks every two seconds whether the run is still ours and still wanted. */
  beat(): void {
    const tick = async (): Promise<void> => {
      try {
        const answer = await heartbeat(this.lease)
        if (answer !== 'held') this.stop(answer)
      } catch (error) {
        // Rows carry their own patience; a missed beat alone ends nothing.
        logger('run').warn({ runId: this.lease.runId, err: String(error) }, 'heartbeat missed')
      }
      if (this.reason === undefined) this.beat()
    }
    this.beating = setTimeout(tick, HEARTBEAT_MS)
  }

  end(): void {
    clearTimeout(this.beating)
  }

  add(result: CheckResult | Promise<CheckResult>): void {
    if (!this.controller.signal.aborted) this.receive(result)
  }

  record(event: RunEvent, { holdBack, complete }: Receiving): void {
    // What ends because we stopped looking says nothing about the target.
    if (this.controller.signal.aborted) return
    if (event.type === 'evidence') {
      const row = evidenceRow({ ...event, at: now() }, this.room)
      this.room -= row.bytes
      this.buffer.addEvidence(row)
    }
    if (event.type === 'result' && !holdBack(event.result)) {
      this.receive(complete(event.result))
    }
  }

  /** Takes a result that may still be completed; rows are written in any order. */
  receive(result: CheckResult | Promise<CheckResult>): void {
    if (!(result instanceof Promise)) {
      this.buffer.addResult(resultRow(result, now()))
      return
    }
    const written = result.then((whole) => this.buffer.addResult(resultRow(whole, now())))
    this.completing = Promise.all([this.completing, written]).then(() => undefined)
  }

  /** Waits for what is still being completed and for writes under way; answers the rows not yet written. */
  async drain(): ReturnType<RunBuffer['drain']> {
    await this.completing
    return this.buffer.drain()
  }
}

/**
 * The result with what only probes of an earlier run could see and this run did not look for again. A run with probes
 * may have ended since this one began, so what it found is read again for the checks that can probe.
 */
function keepEarlier(
  { context, lease }: { context: Context; lease: Lease },
  { earlier, target }: RunWork,
  result: CheckResult,
): CheckResult | Promise<CheckResult> {
  const check = allChecks().find(({ id }) => id === result.checkId)
  if (check === undefined || !usesProbes(check)) return result
  const keep = (findings: readonly Finding[]): CheckResult =>
    keepProbed(check, result, { earlier: findings, target, now: now() })
  const { projectId, runId } = lease
  return earlierFindings(context, { projectId, runId, checkId: check.id }).then(keep, (error: unknown) => {
    logger('run').warn({ runId, err: String(error) }, 'the newest answer of an active check could not be read')
    return keep(earlier.get(check.id) ?? [])
  })
}

/** Carries the checks of a run out; evidence and results go to the buffer as they come. */
async function look(
  attempt: Attempt,
  work: RunWork,
  options: { checkIds: readonly string[]; probing: Probing; again: boolean; context: Context },
) {
  const { controller, lease } = attempt
  const { names: provenNames } = options.probing
  const wanted = new Set(options.checkIds)
  const repeated = new Set(repeatable(work, options.probing))
  const flips = (result: CheckResult): boolean =>
    result.verdict === 'fail' && work.previous.get(result.checkId) === 'pass' && repeated.has(result.checkId)
  const { signal } = controller
  const { runId } = lease
  const { domain } = work.target
  const { config, declined } = await askPermission({
    config: configForDomain(domain),
    domain,
    hosts: hostsOf(work.target),
    signal,
    runId,
  })
  const net = createNet({ config, signal, runId, now })
  try {
    return await run({
      checks: allChecks().filter((check) => wanted.has(check.id)),
      collectors: allCollectors(),
      target: work.target,
      net,
      ports: {
        input: (question) => work.inputs.get(question),
        provenNames,
        earlier: (key) => work.remembered.get(key),
        turns: sharedTurns,
      } satisfies Ports,
      allowActive: provenNames.length > 0,
      signal,
      declined,
      now,
      preload: options.again ? new Map() : work.preload,
      onEvent: (event) =>
        attempt.record(event, {
          holdBack: options.again ? () => true : flips,
          complete: (result) => keepEarlier({ context: options.context, lease }, work, result),
        }),
    })
  } finally {
    await net.close()
  }
}

type First = { results: readonly CheckResult[]; probing: Probing; context: Context }

/** A pass that became a fail is looked at once more, later and from fresh connections, before anybody sees it. */
async function confirm(attempt: Attempt, work: RunWork, { results, probing, context }: First): Promise<void> {
  const may = new Set(repeatable(work, probing))
  const checkIds = needsConfirmation(work.previous, results).filter((id) => may.has(id))
  if (checkIds.length === 0) return
  const { signal } = attempt.controller
  await sleep(CONFIRM_AFTER_MS, undefined, { signal }).catch(() => undefined)
  if (signal.aborted) return
  const again = await look(attempt, work, { checkIds, probing: { names: [] }, again: true, context })
  if (signal.aborted) return
  const first = results.filter((result) => checkIds.includes(result.checkId))
  for (const result of mergeConfirmation(first, again.results))
    attempt.receive(keepEarlier({ context, lease: attempt.lease }, work, result))
}

async function close(attempt: Attempt, context: Context, work: RunWork): Promise<void> {
  const { lease } = attempt
  const rest = await attempt.drain()
  switch (attempt.stopped) {
    case 'lost':
      logger('run').warn({ runId: lease.runId }, 'another worker has taken this run; nothing more is written')
      return
    case 'storage':
      throw new AppError('unavailable', { detail: 'The rows of a run could not be written.' })
    case 'shutdown':
      await patiently(() => handBackRun(context, lease, rest), { what: 'handing a run back' })
      return
    case 'cancel':
    case undefined: {
      const status = attempt.stopped === 'cancel' ? 'cancelled' : 'finished'
      const end = { roadmap: work.roadmap, rest, status } as const
      await patiently(() => finishRun(context, lease, end), { what: 'ending a run' })
    }
  }
}

/**
 * Carries out one run from wherever an earlier attempt left it. Returns when the run has ended, was given
 * back, or belongs to somebody else; throws when our own side failed and the attempt should be made again.
 * Aborting `stopping` gives the run back to the queue.
 */
export async function executeRun(key: RunKey, stopping: AbortSignal): Promise<void> {
  const lease = await claimRun(key)
  if (lease === undefined) return
  const context = systemContext({ workspaceId: key.workspaceId, reason: 'run', requestId: key.runId })
  const attempt = new Attempt(lease)
  const onStopping = (): void => attempt.stop('shutdown')
  stopping.addEventListener('abort', onStopping, { once: true })
  if (stopping.aborted) onStopping()
  attempt.beat()
  try {
    const work = await loadRun(context, key.runId, now())
    if (work.cancelled) attempt.stop('cancel')
    const probing = await permitProbes({ lease, context, work, signal: attempt.controller.signal })
    const { checkIds, withheld } = planProbes(work, probing)
    for (const result of withheld) attempt.add(keepEarlier({ context, lease }, work, result))
    const { results } = await look(attempt, work, { checkIds, probing, again: false, context })
    await confirm(attempt, work, { results, probing, context })
    await close(attempt, context, work)
  } finally {
    attempt.end()
    stopping.removeEventListener('abort', onStopping)
  }
}
