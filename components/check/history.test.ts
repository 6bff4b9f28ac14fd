import { describe, expect, it } from 'vitest'
import type { CheckHistoryEntryDto } from '@/lib/contracts/project'
import { historyChanges, sinceWhen } from './history'

function entry(day: number, verdict: CheckHistoryEntryDto['verdict'], checkVersion = 1): CheckHistoryEntryDto {
  return {
    checkId: 'spf-record',
    checkVersion,
    verdict,
    impact: 'blocker',
    findings: [],
    evidence: [],
    ms: 1,
    detail: 'the TXT record appeared',
    runId: '0190a1b2-0000-7000-8000-000000000001',
    judgedAt: `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`,
    runKind: 'full',
  }
}

describe('history of a check', () => {
  it('tells each change with its reason', () => {
    expect(historyChanges([entry(12, 'pass'), entry(11, 'fail'), entry(10, 'fail')])).toEqual([
      { at: '2026-03-12T10:00:00.000Z', text: 'Fail became Pass: the TXT record appeared' },
    ])
  })

  it('says when the rule changed and not the target', () => {
    expect(historyChanges([entry(12, 'warn', 2), entry(11, 'pass')])[0]?.text).toBe(
      'Pass became Warning: the rule of this check changed',
    )
  })

  it('knows since when the answer holds', () => {
    expect(sinceWhen([entry(12, 'fail'), entry(11, 'fail'), entry(10, 'pass')])).toBe('2026-03-11T10:00:00.000Z')
    expect(sinceWhen([entry(12, 'fail'), entry(11, 'fail')])).toBe('2026-03-11T10:00:00.000Z')
    expect(sinceWhen([])).toBeUndefined()
  })
})
