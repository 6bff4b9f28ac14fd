import { NO_PORTS, type Ports } from '../../../lib/collect/shared/ports'
import { parseConfig } from '../../../lib/config'
import type { AnyCheck } from '../../../lib/engine/check'
import type { AnyCollector } from '../../../lib/engine/collector'
import type { CheckResult } from '../../../lib/engine/finding'
import { type RunOutcome, run } from '../../../lib/engine/run'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { collectors } from '../../../lib/registry/registry'
import { LAB_PACE } from '../pace'
import type { World } from '../world'
import type { Expectation, LabSite } from './types'

export type Judging = {
  world: World
  site: LabSite
  checks: readonly AnyCheck[]
  /** Milliseconds between two requests to a host; none unless told otherwise. */
  spacingMs?: number
  /** The owner proved the domain and allowed active probes for this run. */
  allowed?: boolean
  ports?: Ports
  /** Other collectors than those of the product. */
  using?: readonly AnyCollector[]
}

/** Judges one site of the laboratory with the real collectors. */
export async function judgeSite({
  world,
  site,
  checks,
  spacingMs = 0,
  allowed = false,
  ports,
  using = collectors,
}: Judging): Promise<RunOutcome> {
  const net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: site.id,
    limits: createSocketLimits({ perHost: 2, spacingMs, perRun: 20, perProcess: 100 }),
    // The servers of active probes count by the clock.
    pace: allowed ? 1 : LAB_PACE,
  })
  try {
    return await run({
      checks,
      collectors: using,
      target: site.target,
      net,
      allowActive: allowed,
      ports: ports ?? { ...NO_PORTS, provenNames: allowed ? [site.domain] : [] },
      deadlineMs: 600_000,
    })
  } finally {
    await net.close()
  }
}

function agrees(expected: Expectation, result: CheckResult): boolean {
  if (typeof expected === 'string') return result.verdict === expected
  if ('verdict' in expected) {
    return result.verdict === expected.verdict && result.findings.some(({ code }) => code === expected.code)
  }
  return expected.includes(result.verdict)
}

/** What a result says that was not expected; nothing where it agrees. */
export function differenceOf(expected: Expectation, result: CheckResult): string[] {
  if (agrees(expected, result)) return []
  const said = result.findings
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ verdict, code, text }) => `${verdict} ${code}: ${text}`)
  const why = result.reason === undefined ? said.join(' | ') : `${result.reason} ${result.detail ?? ''}`
  return [`${result.checkId}: expected ${JSON.stringify(expected)}, got ${result.verdict} (${why})`]
}
