import { describe, expect, it } from 'vitest'
import { compareResults } from './compare'
import type { CheckResult, Verdict } from './finding'
import { createSay } from './say'
import { host } from './subject'

const say = createSay({ id: 'x', impact: 'high', messages: { one: 'One', two: 'Two' } })

function result(verdict: Verdict, { code = 'one', version = 1, on = 'acme.io', checkId = 'x' } = {}): CheckResult {
  const verb = verdict === 'not-applicable' ? 'notApplicable' : verdict
  const findings = [say[verb](code === 'one' ? 'one' : 'two', {}, { subject: host(on) })]
  return { checkId, checkVersion: version, verdict, impact: 'high', findings, evidence: [], ms: 0 }
}

const unanswered: CheckResult = { ...result('unknown'), findings: [], reason: 'timeout' }

describe('before and after', () => {
  const rows: [name: string, before: CheckResult[], after: CheckResult[], label: string | undefined][] = [
    ['a failure that passes now is fixed', [result('fail')], [result('pass')], 'fixed'],
    ['a warning that passes now is fixed', [result('warn')], [result('pass')], 'fixed'],
    ['a pass that fails now is worse', [result('pass')], [result('fail')], 'worse'],
    ['a warning that fails now is worse', [result('warn')], [result('fail')], 'worse'],
    ['the same failure is unchanged', [result('fail')], [result('fail')], 'unchanged'],
    ['another failure on the same host is changed', [result('fail')], [result('fail', { code: 'two' })], 'changed'],
    ['a failure that is unknown now is not fixed', [result('fail')], [result('unknown')], 'unverified'],
    ['a failure whose check could not run is not fixed', [result('fail')], [unanswered], 'unverified'],
    ['a failure that was not checked this time is not fixed', [result('fail')], [], 'unverified'],
    ['a failure whose host was removed is gone', [result('fail')], [result('pass', { on: 'b.io' })], 'gone'],
    ['a failure on a new host is new', [result('pass')], [result('pass'), result('fail', { on: 'b.io' })], 'new'],
    ['a failure of a check that never ran before', [], [result('fail')], 'first-checked'],
    [
      'a verdict that differs because the rule changed',
      [result('pass')],
      [result('fail', { version: 2 })],
      'rule-changed',
    ],
    ['a pass that still passes is no change', [result('pass')], [result('pass')], undefined],
  ]
  it.each(rows)('%s', (_name, before, after, label) => {
    const labels = compareResults(before, after).map((change) => change.label)
    expect(labels).toEqual(label === undefined ? [] : [label])
  })
})
