import { describe, expect, it } from 'vitest'
import type { AnyCheck } from './check'
import type { Outcome } from './evidence'
import type { CheckResult } from './finding'
import { judgeProbed, keepProbed } from './probed'
import { host } from './subject'
import { bareTarget } from './target'
import { numberEvidence } from './testing'

const seen = numberEvidence('seen')
const probe = numberEvidence('probe', { access: 'active' })

/** Says of each host whether its number is 1; hosts beyond the first are seen by probes alone. */
const check: AnyCheck = {
  id: 'both',
  version: 1,
  kind: 'automatic',
  title: 'both',
  impact: 'high',
  why: 'Because it is a test.',
  covers: {},
  sources: [],
  passiveToo: true,
  needs: { seen, probe: { mode: 'if-present', token: probe } },
  messages: { open: 'open', closed: 'closed', unfinished: 'unfinished' },
  judge(evidence, say) {
    const bad = evidence.seen === 1 || evidence.probe === 1
    const refs = ['seen#', ...(evidence.probe === undefined ? [] : ['probe#'])]
    const at = { subject: host('acme.io'), refs }
    if (evidence.probe === 2) return say.unknown('unfinished', {}, at)
    return bad ? say.fail('open', {}, at) : say.pass('closed', {}, at)
  },
}
const target = bareTarget('acme.io')
const ok = (value: number): Outcome => ({ status: 'ok', value, at: 0, ms: 0 })
const OFF: Outcome = { status: 'absent', reason: 'needs-permission' }

function look(first: number, second: Outcome): CheckResult {
  const outcomes = new Map<string, Outcome>([
    ['seen', ok(first)],
    ['probe', second],
  ])
  return judgeProbed({ check, outcomes, context: { now: 0, target }, clock: () => 0 })
}

const titles = ({ findings }: CheckResult): string[] => findings.flatMap(({ exhibits }) => exhibits).map((e) => e.title)
const joined = (earlier: CheckResult, now: CheckResult, change = target): CheckResult =>
  keepProbed(check, now, { earlier: { findings: earlier.findings, at: '2026-11-20, 14:02 UTC' }, target: change })

describe('a weakness', () => {
  it('is marked when only probes show it', () => {
    expect(titles(look(0, ok(1)))).toEqual(['Only active checks see this'])
    expect(titles(look(1, ok(1)))).toEqual([])
    expect(titles(look(1, OFF))).toEqual([])
  })

  it.each<[string, CheckResult, CheckResult, 'fail' | 'pass' | 'unknown', number]>([
    ['only probes saw outlives a look without them', look(0, ok(1)), look(0, OFF), 'fail', 1],
    ['only probes saw outlives probes that did not finish', look(0, ok(1)), look(0, ok(2)), 'fail', 1],
    ['that everybody sees now is told once', look(0, ok(1)), look(1, OFF), 'fail', 1],
    ['is gone when probes find it mended', look(0, ok(1)), look(0, ok(0)), 'pass', 1],
    ['any look sees is cleared by any look', look(1, ok(1)), look(0, OFF), 'pass', 1],
    ['that never was is not invented', look(0, ok(0)), look(0, OFF), 'pass', 1],
  ])('%s', (_, earlier, now, verdict, findings) => {
    const result = joined(earlier, now)
    expect(result.verdict).toBe(verdict)
    expect(result.findings).toHaveLength(findings)
  })

  it('says when it was seen and what clears it, and keeps that moment', () => {
    const kept = joined(look(0, ok(1)), look(0, OFF))
    const [exhibit] = kept.findings.flatMap(({ exhibits }) => exhibits)
    expect(exhibit).toMatchObject({
      title: 'Active checks saw this',
      text: expect.stringMatching(/^Seen on 2026-11-20, 14:02 UTC\. .*run this check with active checks to clear it/),
    })
    const again = keepProbed(check, look(0, OFF), { earlier: { findings: kept.findings, at: 'later' }, target })
    expect(again.findings).toEqual(kept.findings)
  })

  it('leaves with its host', () => {
    const gone: CheckResult = { ...look(0, OFF), findings: [], verdict: 'not-applicable' }
    expect(joined(look(0, ok(1)), gone).verdict).toBe('fail')
    expect(joined(look(0, ok(1)), gone, bareTarget('other.io')).verdict).toBe('not-applicable')
  })
})
