import type { RoadmapId } from './ids'
import type { ProjectState } from './state'

const HOUR_MS = 3_600_000
export const SPRINT_MS = 48 * HOUR_MS

/** The 48 hours as they are stored. Times in milliseconds. */
export type Sprint = {
  startedAt: number
  pausedAt?: number | undefined
  pauses: readonly { from: number; to: number }[]
}

type Phase = {
  title: string
  /** Hours since the start. */
  from: number
  to: number
  /** Stages that may hold no blocker at the end. */
  stages: readonly string[]
  /** Must-haves that have to be met. */
  mustHaves: readonly string[]
  /** Every blocker needs an owner. */
  owners?: boolean
  /** The handover pack has to be made. */
  pack?: boolean
  /** The answer has to be GO. */
  go?: boolean
}

const PHASES: Readonly<Record<RoadmapId, readonly Phase[]>> = {
  creator: [
    { title: 'Audit', from: 0, to: 6, stages: [], mustHaves: [], owners: true },
    {
      title: 'Edge and email',
      from: 6,
      to: 18,
      stages: ['edge'],
      mustHaves: ['dns-and-redirects', 'ssl', 'edge', 'email', 'caching'],
    },
    {
      title: 'Deploy and secrets',
      from: 18,
      to: 30,
      stages: ['secrets', 'deploy'],
      mustHaves: ['deploy', 'secrets'],
    },
    {
      title: 'Watch and measure',
      from: 30,
      to: 40,
      stages: ['observability', 'load'],
      mustHaves: ['alerts', 'logs'],
    },
    { title: 'Smoke and handover', from: 40, to: 48, stages: [], mustHaves: ['handover'], pack: true, go: true },
  ],
  ops: [
    { title: 'Quick audit', from: 0, to: 6, stages: [], mustHaves: [], owners: true },
    { title: 'Domain and email', from: 6, to: 18, stages: ['domain-email'], mustHaves: ['domain', 'ssl', 'email'] },
    { title: 'Deployment safety', from: 18, to: 30, stages: ['deploy'], mustHaves: ['deployments', 'secrets'] },
    { title: 'Performance baseline', from: 30, to: 36, stages: ['baseline'], mustHaves: [] },
    { title: 'Protection', from: 36, to: 40, stages: ['protection'], mustHaves: ['caching'] },
    { title: 'Monitoring and handover', from: 40, to: 48, stages: [], mustHaves: ['monitoring'], pack: true, go: true },
  ],
}

export type PhaseState = {
  title: string
  hours: readonly [number, number]
  /** What is missing before the phase is done, as sentences; empty when it is done. */
  missing: string[]
}

export type SprintState = {
  /** Running time without pauses, at most 48 hours. */
  elapsedMs: number
  remainingMs: number
  isPaused: boolean
  isOver: boolean
  /** The phase the clock stands in. */
  current: number
  /** Its predecessors are not done although their time is over. */
  isLate: boolean
  phases: PhaseState[]
}

/** The time a sprint has run at `now`, pauses left out. Milliseconds. */
export function elapsedOf({ startedAt, pausedAt, pauses }: Sprint, now: number): number {
  const end = pausedAt ?? now
  const paused = pauses.reduce((sum, pause) => sum + Math.max(0, pause.to - pause.from), 0)
  return Math.min(SPRINT_MS, Math.max(0, end - startedAt - paused))
}

function missingOf(phase: Phase, { state, owned, hasPack }: Pick<Facts, 'state' | 'owned' | 'hasPack'>): string[] {
  const missing: string[] = []
  if (state.checkedAt === undefined) missing.push('Run the first audit')
  for (const id of phase.stages) {
    const stage = state.stages.find((one) => one.id === id)
    if (stage !== undefined && stage.blockers > 0) missing.push(`Repair what blocks in "${stage.title}"`)
  }
  for (const id of phase.mustHaves) {
    const mustHave = state.mustHaves.find((one) => one.id === id)
    if (mustHave !== undefined && mustHave.state !== 'met' && mustHave.state !== 'at-risk') missing.push(mustHave.text)
  }
  if (phase.owners === true && state.blockers.some((blocker) => !owned(blocker.fingerprint))) {
    missing.push('Give every blocker an owner')
  }
  if (phase.pack === true && !hasPack) missing.push('Make the handover pack')
  if (phase.go === true && state.verdict.answer !== 'go') missing.push('Reach GO')
  return missing
}

type Facts = {
  sprint: Sprint
  roadmap: RoadmapId
  state: ProjectState
  /** Whether somebody owns a finding. */
  owned: (fingerprint: string) => boolean
  /** Whether the handover pack was made during the sprint. */
  hasPack: boolean
  /** Milliseconds. */
  now: number
}

/** Where a sprint stands: the clock, its phases, what each still misses, and whether it is late. */
export function sprintStateOf({ sprint, roadmap, now, ...facts }: Facts): SprintState {
  const elapsedMs = elapsedOf(sprint, now)
  const hours = elapsedMs / HOUR_MS
  const plan = PHASES[roadmap]
  const phases = plan.map((phase) => ({
    title: phase.title,
    hours: [phase.from, phase.to] as const,
    missing: missingOf(phase, facts),
  }))
  const found = plan.findIndex((phase) => hours < phase.to)
  const current = found === -1 ? plan.length - 1 : found
  const isOver = elapsedMs >= SPRINT_MS
  const due = phases.slice(0, isOver ? plan.length : current)
  return {
    elapsedMs,
    remainingMs: SPRINT_MS - elapsedMs,
    isPaused: sprint.pausedAt !== undefined,
    isOver,
    current,
    isLate: due.some((phase) => phase.missing.length > 0),
    phases,
  }
}

export type Idea = { what: string; why: string }

const IDEAS: readonly Idea[] = [
  { what: 'Several regions', why: 'Complexity before traffic proves the need' },
  { what: 'Kubernetes', why: 'Heavy operations for an early product' },
  { what: 'Your own observability stack', why: 'Managed monitoring is enough now' },
  { what: 'A perfect microservice split', why: 'Slower shipping, harder debugging' },
  { what: 'Deep queue orchestration', why: 'Only when background work really hurts latency' },
  { what: 'Advanced AI guardrails everywhere', why: 'Later; now access control and safe prompts' },
]

const OPS_IDEA: Idea = {
  what: 'Performance tuning of admin pages',
  why: 'Nobody buys because of them; tune what customers wait for',
}

/** What can wait until after the launch: if it does not lower launch risk this week, it is not in this sprint. */
export function notNow(roadmap: RoadmapId): readonly Idea[] {
  return roadmap === 'ops' ? [...IDEAS, OPS_IDEA] : IDEAS
}
