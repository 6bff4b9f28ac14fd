import { beginActive, type Lease } from '../db/run-lease'
import { isActive, usesProbes } from '../engine/check'
import type { CheckResult } from '../engine/finding'
import { withheld } from '../engine/judge'
import { allChecks } from '../services/catalogue/list-checks'
import { verifyForRun } from '../services/ownership/verify-for-run'
import type { RunWork } from '../services/run/load-run'
import type { Context } from '../services/system-context'

/** What an attempt may probe; `refused` completes the answer of the checks that have to wait. */
export type Probing = {
  names: readonly string[]
  refused?: { reason: 'aborted' | 'needs-permission'; why: string }
}

const INTERRUPTED =
  'This run was interrupted, and probes are never sent again by themselves. Start it once more with active checks.'

type Asking = { lease: Lease; context: Context; work: RunWork; signal: AbortSignal }

/**
 * Whether active probes may be sent, asked right before: the run allows it, ownership stands at this moment, and no
 * earlier attempt of this run has begun to send any.
 */
export async function permitProbes({ lease, context, work, signal }: Asking): Promise<Probing> {
  if (!work.active) return { names: [] }
  const interrupted = { names: [], refused: { reason: 'aborted', why: INTERRUPTED } } as const
  if (lease.attempt > 1) return interrupted
  const { names, why } = await verifyForRun(context, { target: work.target, signal })
  if (why !== undefined) return { names: [], refused: { reason: 'needs-permission', why } }
  return (await beginActive(lease)) ? { names } : interrupted
}

/**
 * The checks an attempt looks at. Where probes may not be sent, the checks that need them get a result that says why,
 * unless an earlier attempt has answered them.
 */
export function planProbes(work: RunWork, { refused }: Probing): { checkIds: string[]; withheld: CheckResult[] } {
  if (refused === undefined) return { checkIds: work.checkIds, withheld: [] }
  const probing = new Map(
    allChecks()
      .filter(usesProbes)
      .map((check) => [check.id, check]),
  )
  const left = work.checkIds.filter((id) => !(probing.has(id) && work.judged.has(id)))
  const waiting = left.flatMap((id) => probing.get(id) ?? []).filter(isActive)
  const ids = new Set(waiting.map((check) => check.id))
  return {
    checkIds: left.filter((id) => !ids.has(id)),
    withheld: waiting.map((check) => withheld(check, refused.reason, refused.why)),
  }
}

/** The checks a second look may repeat: none that probed anything, for probes are never repeated. */
export function repeatable(work: RunWork, { names }: Probing): string[] {
  if (names.length === 0) return work.checkIds
  const probing = new Set(
    allChecks()
      .filter(usesProbes)
      .map((check) => check.id),
  )
  return work.checkIds.filter((id) => !probing.has(id))
}
