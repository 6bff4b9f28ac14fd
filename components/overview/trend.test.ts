import { describe, expect, it } from 'vitest'
import type { RunSummaryDto } from '@/lib/contracts/run'
import { trendOf, trendSentence } from './trend'

function run(day: number, blockers: number, extra: Partial<RunSummaryDto> = {}): RunSummaryDto {
  return {
    id: `run-${day}`,
    projectId: 'project',
    kind: 'full',
    scope: { kind: 'full' },
    roadmap: 'creator',
    active: false,
    status: 'finished',
    seq: 1,
    attempt: 1,
    progress: { planned: 1, done: 1 },
    cancelRequested: false,
    error: null,
    createdAt: `2026-11-0${day}T00:00:00.000Z`,
    startedAt: null,
    firstResultAt: null,
    finishedAt: `2026-11-0${day}T00:01:00.000Z`,
    snapshot: {
      derivation: 1,
      roadmapId: 'creator',
      verdict: { answer: 'no-go', reason: 'blocked' },
      items: {},
      stages: {},
      mustHaves: {},
      open: Array.from({ length: blockers + 2 }, (_, index) => `finding-${index}`),
      waived: [],
      blockers,
    },
    ...extra,
  }
}

describe('trend', () => {
  it('shows finished full audits, oldest first', () => {
    const runs = [run(4, 1), run(3, 2, { kind: 'partial' }), run(2, 9, { snapshot: null }), run(1, 5)]
    expect(trendOf(runs).map(({ blockers, open }) => [blockers, open])).toEqual([
      [5, 7],
      [1, 3],
    ])
  })

  it.each([
    [[5, 1], '5 launch blockers fell to 1 now.'],
    [[1, 3], '1 launch blocker rose to 3 now.'],
    [[2, 2], '2 launch blockers, as in the first of these audits.'],
  ])('says what %o means', (blockers, words) => {
    const points = trendOf(blockers.map((number, index) => run(index + 1, number)).reverse())
    expect(trendSentence(points)).toBe(words)
  })
})
