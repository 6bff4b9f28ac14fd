import { describe, expect, it } from 'vitest'
import type { AnyCheck } from './check'
import type { Outcome } from './evidence'
import type { CheckResult, Verdict } from './finding'
import { judgeProbed, keepProbed } from './probed'
import { host } from './subject'
import { bareTarget } from './target'
import { numberEvidence } from './testing'

const seen = numberEvidence('seen')
const probe = numberEvidence('probe', { access: 'active' })
const SEEN_AT = Date.UTC(2026, 10, 20, 14, 2)
const DAY = 24 * 60 * 60_000

/** Says whether one of its numbers is 1. Where `seen` is 5, only probes can tell. */
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
  unprobed: 'ask',
  needs: { seen, probe: { mode: 'if-present', token: probe } },
  messages: { open: 'open', closed: 'closed', unfinished: 'unfinished', ask: 'ask', down: 'down' },
  judge(evidence, say) {
    const bad = evidence.seen === 1 || evidence.probe === 1
    const refs = ['seen#', ...(evidence.probe === undefined ? [] : ['probe#'])]
    const at = { subject: host('acme.io'), refs }
    if (evidence.probe === 2) return say.unknown('unfinished', {}, at)
    if (evidence.seen === 9) return say.unknown('down', {}, at)
    if (evidence.seen === 5 && evidence.probe === undefined) return say.unknown('ask', {}, at)
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
  return judgeProbed({ check, outcomes, context: { now: SEEN_AT, target }, clock: () => 0 })
}

const joined = (earlier: CheckResult, now: CheckResult, change = target, later = DAY): CheckResult =>
  keepProbed(check, now, { earlier: earlier.findings, target: change, now: SEEN_AT + later })

describe('an answer', () => {
  it('is noted when only probes give it', () => {
    const noted = (result: CheckResult) => result.findings.map(({ params }) => params.probedAt)
    expect(noted(look(0, ok(1)))).toEqual([SEEN_AT])
    expect(noted(look(5, ok(0)))).toEqual([SEEN_AT])
    expect(noted(look(1, ok(1)))).toEqual([undefined])
    expect(noted(look(0, ok(0)))).toEqual([undefined])
    expect(noted(look(1, OFF))).toEqual([undefined])
  })

  it.each<[string, CheckResult, CheckResult, Verdict]>([
    ['weakness only probes saw outlives a look without them', look(0, ok(1)), look(0, OFF), 'fail'],
    ['weakness only probes saw outlives probes that did not finish', look(0, ok(1)), look(0, ok(2)), 'fail'],
    ['weakness that everybody sees now is told once', look(0, ok(1)), look(1, OFF), 'fail'],
    ['weakness is gone when probes find it mended', look(0, ok(1)), look(0, ok(0)), 'pass'],
    ['weakness any look sees is cleared by any look', look(1, ok(1)), look(0, OFF), 'pass'],
    ['weakness that never was is not invented', look(0, ok(0)), look(0, OFF), 'pass'],
    ['proof of probes outlives a look that needs them', look(5, ok(0)), look(5, OFF), 'pass'],
    ['proof of probes does not hide that nothing answers now', look(5, ok(0)), look(9, OFF), 'unknown'],
    ['proof of probes does not hide a weakness of today', look(5, ok(0)), look(1, OFF), 'fail'],
    ['proof of probes does not hide probes that did not finish', look(5, ok(0)), look(5, ok(2)), 'unknown'],
  ])('as a %s', (_, earlier, now, verdict) => {
    const result = joined(earlier, now)
    expect(result.verdict).toBe(verdict)
    expect(result.findings).toHaveLength(1)
  })

  it('says when it was seen and what clears it, and keeps that moment', () => {
    const kept = joined(look(0, ok(1)), look(0, OFF))
    expect(kept.findings.flatMap(({ exhibits }) => exhibits)).toEqual([
      {
        kind: 'text',
        title: 'Seen by active checks',
        text: 'Seen on 2026-11-20, 14:02 UTC. A look without active checks cannot see it: run this check with active checks to clear it.',
      },
    ])
    expect(joined(kept, look(0, OFF), target, 90 * DAY).findings).toEqual(kept.findings)
  })

  it('as a proof grows old, however often it was looked at in between', () => {
    const kept = joined(look(5, ok(0)), look(5, OFF), target, 6 * DAY)
    expect(kept.verdict).toBe('pass')
    expect(joined(kept, look(5, OFF), target, 8 * DAY).verdict).toBe('unknown')
  })

  it('leaves with its host', () => {
    const gone: CheckResult = { ...look(0, OFF), findings: [], verdict: 'not-applicable' }
    expect(joined(look(0, ok(1)), gone).verdict).toBe('fail')
    expect(joined(look(0, ok(1)), gone, bareTarget('other.io')).verdict).toBe('not-applicable')
  })
})
