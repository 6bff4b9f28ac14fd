import { describe, expect, it } from 'vitest'
import type { CheckMetaDto, CheckResultDto } from '@/lib/contracts/result'
import { familyProgress, worstFirst } from './families'

function check(id: string): CheckMetaDto {
  return {
    id,
    version: 1,
    kind: 'automatic',
    title: id,
    impact: 'high',
    why: '',
    covers: {},
    raises: [],
    dependsOn: [],
    freshDays: 7,
    sources: [],
  }
}

function result(
  checkId: string,
  verdict: CheckResultDto['verdict'],
  impact: CheckResultDto['impact'] = 'high',
): CheckResultDto {
  return {
    checkId,
    checkVersion: 1,
    verdict,
    impact,
    findings: [],
    evidence: [],
    ms: 1,
    runId: '0190a1b2-0000-7000-8000-000000000001',
    judgedAt: '2026-03-12T10:00:00.000Z',
  }
}

describe('progress of a run', () => {
  const planned = ['host-apex', 'dns-dangling', 'spf-record', 'exposed-env', 'static-cache-lifetime'].map(check)

  it('counts by area, in a fixed order', () => {
    const results = [result('host-apex', 'pass'), result('dns-dangling', 'fail'), result('spf-record', 'unknown')]
    expect(familyProgress({ planned, results })).toEqual([
      { name: 'DNS', planned: 2, done: 2, passed: 1, worst: 'fail' },
      { name: 'Email', planned: 1, done: 1, passed: 0, worst: 'unknown' },
      { name: 'Secrets', planned: 1, done: 0, passed: 0, worst: undefined },
      { name: 'Edge and pages', planned: 1, done: 0, passed: 0, worst: undefined },
    ])
  })

  it('lists the worst first, then the gravest, then as they came', () => {
    const rows = [
      result('a', 'pass'),
      result('b', 'fail', 'low'),
      result('c', 'warn'),
      result('d', 'fail', 'blocker'),
      result('e', 'unknown'),
      result('f', 'fail', 'low'),
    ]
    expect(worstFirst(rows).map(({ checkId }) => checkId)).toEqual(['d', 'b', 'f', 'e', 'c', 'a'])
  })
})
