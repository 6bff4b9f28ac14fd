import { describe, expect, it } from 'vitest'
import type { ProjectStateDto } from '@/lib/contracts/project'
import type { CheckResultDto } from '@/lib/contracts/result'
import type { RunDto, RunSummaryDto } from '@/lib/contracts/run'
import { foldRun, foldState, mergeRun, mergeState, type RunEvent } from './fold-run'

const PROJECT = '0190a1b2-0000-7000-8000-000000000001'
const RUN = '0190a1b2-0000-7000-8000-0000000000aa'
const RECHECK = '0190a1b2-0000-7000-8000-0000000000bb'

function summary(change: Partial<RunSummaryDto> = {}): RunSummaryDto {
  return {
    id: RUN,
    projectId: PROJECT,
    kind: 'full',
    scope: { kind: 'full' },
    roadmap: 'creator',
    active: false,
    status: 'running',
    seq: 1,
    attempt: 1,
    progress: { planned: 3, done: 0 },
    cancelRequested: false,
    error: null,
    createdAt: '2026-11-20T14:00:00.000Z',
    startedAt: '2026-11-20T14:00:01.000Z',
    firstResultAt: null,
    finishedAt: null,
    snapshot: null,
    ...change,
  }
}

function result(checkId: string, change: Partial<CheckResultDto> = {}): CheckResultDto {
  return {
    checkId,
    checkVersion: 1,
    verdict: 'pass',
    impact: 'blocker',
    findings: [],
    evidence: [],
    ms: 1,
    runId: RUN,
    judgedAt: '2026-11-20T14:00:02.000Z',
    ...change,
  }
}

const emptyTarget = { domain: 'acme.io', hosts: [], urls: [], sending: [], profile: {} }

function run(): RunDto {
  return { ...summary(), target: emptyTarget, planned: [], results: [], evidence: [] }
}

function state(): ProjectStateDto {
  return {
    project: {
      id: PROJECT,
      workspaceId: PROJECT,
      workspaceSlug: 'acme',
      name: 'acme.io',
      roadmap: 'creator',
      displayDomain: 'acme.io',
      client: null,
      target: emptyTarget,
      archivedAt: null,
      createdAt: '2026-11-20T13:00:00.000Z',
      updatedAt: '2026-11-20T13:00:00.000Z',
    },
    now: '2026-11-20T14:00:00.000Z',
    checks: [],
    results: [result('host-apex', { judgedAt: '2026-11-19T10:00:00.000Z', verdict: 'fail' })],
    activeRun: null,
    lastRun: null,
    decisions: { confirmations: [], signalAnswers: [], triage: [] },
    sprint: null,
    parked: [],
    previousRun: null,
  }
}

function event(change: Partial<RunEvent> = {}): RunEvent {
  return { type: 'run', run: summary({ seq: 4 }), results: [result('host-apex')], evidence: [], ...change }
}

describe('a run', () => {
  it('takes the same event twice without a duplicate', () => {
    const once = foldRun(run(), event())
    expect(foldRun(once, event())).toEqual(once)
    expect(once.results).toHaveLength(1)
  })

  it('replaces a row that was judged again', () => {
    const folded = foldRun(foldRun(run(), event()), event({ results: [result('host-apex', { verdict: 'unknown' })] }))
    expect(folded.results.map((row) => row.verdict)).toEqual(['unknown'])
  })

  it('is not set back by an event that arrives late', () => {
    const ahead = foldRun(run(), event({ run: summary({ seq: 9, progress: { planned: 3, done: 3 } }) }))
    expect(foldRun(ahead, event()).progress.done).toBe(3)
  })

  it('does not come back to life after it ended', () => {
    const ended = foldRun(run(), event({ run: summary({ seq: 9, status: 'finished' }) }))
    expect(foldRun(ended, event({ run: summary({ seq: 9, status: 'running' }) })).status).toBe('finished')
  })

  it('keeps its plan when an event brings none', () => {
    const planned = [{ id: 'host-apex' }] as unknown as RunDto['planned']
    expect(foldRun({ ...run(), planned }, event()).planned).toBe(planned)
  })
})

describe('the state of a project', () => {
  it('takes the later of two results', () => {
    const folded = foldState(state(), event())
    expect(folded.results.map((row) => row.verdict)).toEqual(['pass'])
    const late = event({ results: [result('host-apex', { verdict: 'fail', judgedAt: '2026-11-18T00:00:00.000Z' })] })
    expect(foldState(folded, late).results.map((row) => row.verdict)).toEqual(['pass'])
  })

  it('shows the run until it ends', () => {
    const running = foldState(state(), event())
    expect(running.activeRun?.id).toBe(RUN)
    expect(foldState(running, event({ run: summary({ seq: 9, status: 'cancelled' }) })).activeRun).toBeNull()
  })

  it('keeps the full run in view while one check is re-checked beside it', () => {
    const running = foldState(state(), event())
    const beside = event({ run: summary({ id: RECHECK, kind: 'partial', status: 'running' }) })
    expect(foldState(running, beside).activeRun?.id).toBe(RUN)
  })
})

describe('an answer that crosses an event', () => {
  it('does not take rows away', () => {
    const live = foldRun(run(), event({ run: summary({ seq: 9 }), results: [result('host-apex'), result('host-www')] }))
    const late = { ...run(), ...summary({ seq: 5 }), results: [result('host-apex'), result('spf-record')] }
    const merged = mergeRun(live, late)
    expect(merged.seq).toBe(9)
    expect(merged.results.map(({ checkId }) => checkId).sort()).toEqual(['host-apex', 'host-www', 'spf-record'])
  })

  it('gives way to a newer one', () => {
    const fresh = { ...run(), ...summary({ seq: 12, status: 'finished' as const }) }
    expect(mergeRun(run(), fresh)).toBe(fresh)
    expect(mergeRun(undefined, fresh)).toBe(fresh)
  })

  it('keeps results that were judged later, of checks that still count', () => {
    const known = [{ id: 'host-apex' }] as unknown as ProjectStateDto['checks']
    const live = foldState(state(), event({ results: [result('host-apex'), result('gone')] }))
    const merged = mergeState(live, { ...state(), checks: known })
    expect(merged.results.map(({ checkId, verdict }) => [checkId, verdict])).toEqual([['host-apex', 'pass']])
    const fresh = {
      ...state(),
      checks: known,
      results: [result('host-apex', { judgedAt: '2026-12-01T00:00:00.000Z' })],
    }
    expect(mergeState(live, fresh)).toBe(fresh)
  })
})
