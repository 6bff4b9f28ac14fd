import type { ProjectState } from '@/lib/roadmaps/state'

/** What would change the answer, in one sentence. */
export function whatWouldChange(state: ProjectState): string {
  switch (state.verdict.reason) {
    case 'blocked':
      return state.unproven.length === 0
        ? 'Fix the blockers below and re-check them to reach GO.'
        : 'Fix the blockers below, then prove the must-haves that are still open, to reach GO.'
    case 'unproven':
      return 'Prove the must-haves below to reach GO.'
    case 'known-risks':
      return 'A new blocker, or a must-have that can no longer be proven, would turn this into NO-GO.'
    case 'clear':
      return 'A failing must-have, or a result that grows too old, would turn this into NO-GO.'
  }
}
