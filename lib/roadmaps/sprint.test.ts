import { describe, expect, it } from 'vitest'
import { deriveState } from './derive'
import { roadmaps } from './roadmap'
import { elapsedOf, SPRINT_MS, type Sprint, sprintStateOf } from './sprint'

const HOUR = 3_600_000
const START = Date.parse('2026-11-20T12:00:00Z')
const empty = (roadmap: 'creator' | 'ops') =>
  deriveState({ roadmap: roadmaps[roadmap], checks: [], results: [], now: START })

const at = (hours: number, sprint: Partial<Sprint> = {}, roadmap: 'creator' | 'ops' = 'creator') =>
  sprintStateOf({
    sprint: { startedAt: START, pauses: [], ...sprint },
    roadmap,
    state: empty(roadmap),
    owned: () => false,
    hasPack: false,
    now: START + hours * HOUR,
  })

describe('the clock', () => {
  it.each([
    ['has just begun', 0, {}, 0],
    ['runs', 5, {}, 5],
    ['leaves ended pauses out', 10, { pauses: [{ from: START + HOUR, to: START + 3 * HOUR }] }, 8],
    ['stands while it is paused', 10, { pausedAt: START + 4 * HOUR }, 4],
    ['never shows more than 48 hours', 100, {}, 48],
    ['never runs backwards', -1, {}, 0],
    ['ignores a pause that ends before it begins', 5, { pauses: [{ from: START + 2 * HOUR, to: START }] }, 5],
  ])('%s', (_, hours, sprint, expected) => {
    const whole: Sprint = { startedAt: START, pauses: [], ...sprint }
    expect(elapsedOf(whole, START + hours * HOUR)).toBe(expected * HOUR)
  })
})

describe('phases', () => {
  it.each([
    ['creator', 5.9, 0],
    ['creator', 6, 1],
    ['creator', 39, 3],
    ['creator', 47.9, 4],
    ['creator', 60, 4],
    ['ops', 37, 4],
  ] as const)('%s after %s hours is in phase %s', (roadmap, hours, phase) => {
    expect(at(hours, {}, roadmap).current).toBe(phase)
  })

  it('cover 48 hours without a gap, with must-haves and stages that exist', () => {
    for (const roadmap of ['creator', 'ops'] as const) {
      const { phases } = at(0, {}, roadmap)
      expect(phases[0]?.hours[0]).toBe(0)
      expect((phases.at(-1)?.hours[1] ?? 0) * HOUR).toBe(SPRINT_MS)
      for (const [index, phase] of phases.entries()) {
        const next = phases[index + 1]
        if (next !== undefined) expect(next.hours[0]).toBe(phase.hours[1])
        expect(phase.missing, phase.title).not.toEqual([])
      }
    }
  })

  it('name each must-have that is not met, and are late once their time is over', () => {
    const [, edge] = at(7).phases
    expect(edge?.missing).toContain('SSL everywhere, subdomains included')
    expect(at(1).isLate).toBe(false)
    expect(at(7).isLate).toBe(true)
    expect(at(50)).toMatchObject({ isOver: true, remainingMs: 0 })
  })

  it('ask for an owner of every blocker', () => {
    const state = { ...empty('creator'), checkedAt: START, blockers: [{ fingerprint: 'a' }] } as never
    const facts = {
      sprint: { startedAt: START, pauses: [] },
      roadmap: 'creator' as const,
      state,
      hasPack: false,
      now: START,
    }
    expect(sprintStateOf({ ...facts, owned: () => false }).phases[0]?.missing).toEqual(['Give every blocker an owner'])
    expect(sprintStateOf({ ...facts, owned: () => true }).phases[0]?.missing).toEqual([])
  })

  it('end with the handover pack', () => {
    const facts = { sprint: { startedAt: START, pauses: [] }, state: empty('creator'), owned: () => true, now: START }
    const last = (hasPack: boolean) => sprintStateOf({ ...facts, roadmap: 'creator', hasPack }).phases.at(-1)?.missing
    expect(last(false)).toContain('Make the handover pack')
    expect(last(true)).not.toContain('Make the handover pack')
  })

  it('speak of every must-have of the roadmap once', () => {
    for (const roadmap of ['creator', 'ops'] as const) {
      const named = at(0, {}, roadmap).phases.flatMap((phase) => phase.missing)
      for (const mustHave of roadmaps[roadmap].mustHaves) {
        expect(
          named.filter((text) => text === mustHave.text),
          mustHave.id,
        ).toHaveLength(1)
      }
    }
  })
})
