import { describe, expect, it } from 'vitest'
import { mergeConfirmation, needsConfirmation } from './confirm'
import type { CheckResult, Verdict } from './finding'

function result(checkId: string, verdict: Verdict): CheckResult {
  return { checkId, checkVersion: 1, verdict, impact: 'high', findings: [], evidence: [], ms: 0 }
}

describe('confirmation', () => {
  it('asks for a second look only where a pass became a fail', () => {
    const previous = new Map<string, Verdict>([
      ['a', 'pass'],
      ['b', 'fail'],
      ['c', 'unknown'],
    ])
    const results = [result('a', 'fail'), result('b', 'fail'), result('c', 'fail'), result('d', 'fail')]
    expect(needsConfirmation(previous, results)).toEqual(['a'])
  })

  it('keeps a failure that both looks saw', () => {
    expect(mergeConfirmation([result('a', 'fail')], [result('a', 'fail')])).toMatchObject([{ verdict: 'fail' }])
  })

  it.each(['pass', 'warn', 'unknown'] as const)('calls it not proven when the second look says %s', (second) => {
    const merged = mergeConfirmation([result('a', 'fail'), result('b', 'pass')], [result('a', second)])
    expect(merged).toMatchObject([
      { checkId: 'a', verdict: 'unknown', reason: 'answers-differed' },
      { checkId: 'b', verdict: 'pass' },
    ])
  })
})
