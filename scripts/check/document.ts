import type { CheckResult } from '../../lib/engine/finding'
import type { Target } from '../../lib/engine/target'
import type { ProjectState } from '../../lib/roadmaps/state'

export type Timing = { ms: number; firstResultMs: number | null }

/** The JSON document of the command line, `schema: 1`. */
export function checkDocument(input: {
  target: Target
  state: ProjectState
  results: readonly CheckResult[]
  timing: Timing
}): unknown {
  const { target, state, results, timing } = input
  return {
    schema: 1,
    target,
    verdict: state.verdict,
    stages: state.stages.map((stage) => ({
      id: stage.id,
      state: stage.state,
      items: stage.items.map((id) => ({ id, state: state.items[id]?.state ?? 'unknown' })),
    })),
    mustHaves: state.mustHaves.map(({ id, state: status }) => ({ id, state: status })),
    results: results
      .map((result) => ({
        checkId: result.checkId,
        verdict: result.verdict,
        impact: result.impact,
        ...(result.reason === undefined ? {} : { reason: result.reason }),
        ...(result.detail === undefined ? {} : { detail: result.detail }),
        findings: result.findings.map((finding) => ({
          verdict: finding.verdict,
          code: finding.code,
          subject: finding.subject,
          text: finding.text,
          params: finding.params,
          ...(finding.fix === undefined ? {} : { fix: finding.fix }),
          fingerprint: finding.fingerprint,
        })),
      }))
      .sort((left, right) => left.checkId.localeCompare(right.checkId, 'en')),
    timing,
  }
}

const EXIT = { clear: 0, 'known-risks': 10, unproven: 20, blocked: 30 } as const

/** The exit code of a verdict. */
export function exitCode(state: Pick<ProjectState, 'verdict'>): number {
  return EXIT[state.verdict.reason]
}
