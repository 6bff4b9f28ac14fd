import { describe, expect, it } from 'vitest'
import { Absent, CollectError } from './collector'
import type { Outcome } from './evidence'
import { outcomeOf } from './need'
import { makePlan, PlanError } from './plan'
import { type RunEvent, type RunOptions, run } from './run'
import { bareTarget } from './target'
import { collectorOf, numberCheck, numberEvidence } from './testing'

const target = bareTarget('acme.io')
const one = numberEvidence('one')
const two = numberEvidence('two')
const positive = (value: number) => (value > 0 ? ('pass' as const) : ('fail' as const))

function start(options: Partial<RunOptions> & Pick<RunOptions, 'checks' | 'collectors'>) {
  return run({ target, net: {}, now: () => 1000, ...options })
}

describe('plan', () => {
  it('collects only what the selected checks need, directly or through others', () => {
    const plan = makePlan({
      checks: [numberCheck('a', two, positive)],
      collectors: [
        collectorOf(numberEvidence('unused'), async () => 1),
        collectorOf(two, async () => 1, { needs: { one } }),
        collectorOf(one, async () => 1),
      ],
      target,
    })
    expect(plan.collectors.map((collector) => collector.token.key)).toEqual(['one', 'two'])
  })

  it('refuses evidence that nothing collects', () => {
    expect(() => makePlan({ checks: [numberCheck('a', one, positive)], collectors: [], target })).toThrow(PlanError)
  })

  it('refuses evidence that needs itself', () => {
    const collectors = [
      collectorOf(one, async () => 1, { needs: { two } }),
      collectorOf(two, async () => 1, { needs: { one } }),
    ]
    expect(() => makePlan({ checks: [numberCheck('a', one, positive)], collectors, target })).toThrow(/one > two > one/)
  })

  it('does not collect for a check that cannot matter here', async () => {
    let asked = 0
    const { results } = await start({
      checks: [numberCheck('a', one, positive, { when: () => 'skip' })],
      collectors: [collectorOf(one, async () => ++asked)],
    })
    expect(asked).toBe(0)
    expect(results[0]).toMatchObject({ verdict: 'not-applicable', findings: [{ text: 'This does not matter here' }] })
  })
})

describe('run', () => {
  it('gathers each evidence once and judges a check before slower evidence has arrived', async () => {
    const order: string[] = []
    let asked = 0
    await start({
      checks: [
        numberCheck('slow', two, positive),
        numberCheck('fast', one, positive),
        numberCheck('also-fast', one, positive),
      ],
      collectors: [
        collectorOf(one, async () => ++asked),
        collectorOf(two, () => new Promise((resolve) => setTimeout(() => resolve(1), 30))),
      ],
      onEvent: (event: RunEvent) => {
        if (event.type === 'result') order.push(event.result.checkId)
      },
    })
    expect(asked).toBe(1)
    expect(order).toEqual(['fast', 'also-fast', 'slow'])
  })

  const settled: [name: string, outcome: () => Promise<number>, expected: object][] = [
    [
      'a crash of a collector is our fault',
      () => Promise.reject(new TypeError('no')),
      { verdict: 'unknown', reason: 'crash' },
    ],
    [
      'a refused address is unknown',
      () => Promise.reject(new CollectError('refused-by-guard')),
      { verdict: 'unknown', reason: 'refused-by-guard' },
    ],
    [
      'a missing answer asks for it',
      () => Promise.reject(new Absent('needs-input', 'login-url')),
      { verdict: 'unknown', reason: 'needs-input', ask: 'login-url' },
    ],
    [
      'what is not relevant is not applicable',
      () => Promise.reject(new Absent('not-relevant')),
      { verdict: 'not-applicable', reason: 'not-relevant' },
    ],
    [
      'evidence that breaks its schema is invalid',
      () => Promise.resolve(Number.NaN),
      { verdict: 'unknown', reason: 'invalid' },
    ],
  ]
  it.each(settled)('%s', async (_name, outcome, expected) => {
    const { results } = await start({
      checks: [numberCheck('a', one, positive)],
      collectors: [collectorOf(one, outcome)],
    })
    expect(results).toMatchObject([expected])
  })

  it('goes on when a collector ignores its signal', async () => {
    const { results } = await start({
      checks: [numberCheck('stuck', one, positive), numberCheck('fine', two, positive)],
      collectors: [collectorOf(one, () => new Promise(() => {}), { timeoutMs: 20 }), collectorOf(two, async () => 1)],
    })
    expect(results.find((result) => result.checkId === 'stuck')).toMatchObject({
      verdict: 'unknown',
      reason: 'timeout',
    })
    expect(results.find((result) => result.checkId === 'fine')).toMatchObject({ verdict: 'pass' })
  })

  it('tells a collector at four fifths of its time to return what it has', async () => {
    const { results } = await start({
      checks: [numberCheck('a', one, positive)],
      collectors: [
        collectorOf(
          one,
          (_needs, { softDeadline }) =>
            new Promise((resolve) => softDeadline.addEventListener('abort', () => resolve(7))),
          { timeoutMs: 200 },
        ),
      ],
    })
    expect(results).toMatchObject([{ verdict: 'pass', findings: [{ params: { value: 7 } }] }])
  })

  it('hands on the absence of a need but names a failed one as dependency', async () => {
    const three = numberEvidence('three')
    const { results } = await start({
      checks: [numberCheck('a', two, positive), numberCheck('b', three, positive)],
      collectors: [
        collectorOf(one, () => Promise.reject(new Absent('needs-permission'))),
        collectorOf(two, async () => 1, { needs: { one } }),
        collectorOf(numberEvidence('broken'), () => Promise.reject(new Error('no'))),
        collectorOf(three, async () => 1, { needs: { broken: numberEvidence('broken') } }),
      ],
    })
    expect(results.find((result) => result.checkId === 'a')?.reason).toBe('needs-permission')
    expect(results.find((result) => result.checkId === 'b')).toMatchObject({ reason: 'dependency', detail: 'broken' })
  })

  it('gives a check the whole outcome where it asks for it', async () => {
    const check = { ...numberCheck('a', one, positive), needs: { value: outcomeOf(one) } }
    const seen: Outcome[] = []
    await start({
      checks: [
        {
          ...check,
          judge: ({ value }: { value: Outcome }) => {
            seen.push(value)
            return []
          },
        },
      ],
      collectors: [collectorOf(one, () => Promise.reject(new CollectError('timeout')))],
    })
    expect(seen).toEqual([{ status: 'error', error: { code: 'timeout', detail: 'timeout' } }])
  })

  it('never gathers active evidence without the tick of the owner', async () => {
    let asked = 0
    const active = numberEvidence('active', { access: 'active' })
    const parts = {
      checks: [numberCheck('a', active, positive)],
      collectors: [collectorOf(active, async () => ++asked)],
    }
    expect((await start(parts)).results).toMatchObject([{ reason: 'needs-permission' }])
    expect(asked).toBe(0)
    expect((await start({ ...parts, allowActive: true })).results).toMatchObject([{ verdict: 'pass' }])
  })

  it('refuses evidence over its size', async () => {
    const small = numberEvidence('small', { maxBytes: 2 })
    const { results } = await start({
      checks: [numberCheck('a', small, positive)],
      collectors: [collectorOf(small, async () => 12345)],
    })
    expect(results).toMatchObject([{ verdict: 'unknown', reason: 'too-large' }])
  })

  it('ends every planned check when the run is cancelled', async () => {
    const cancel = new AbortController()
    const parts = {
      checks: [numberCheck('a', one, positive)],
      collectors: [collectorOf(one, () => new Promise<number>(() => {}))],
    }
    const running = start({ ...parts, signal: cancel.signal })
    cancel.abort()
    expect((await running).results).toMatchObject([{ verdict: 'unknown', reason: 'aborted' }])
    expect((await start({ ...parts, signal: cancel.signal })).results).toMatchObject([{ reason: 'aborted' }])
  })

  it('does not ask again for evidence of an earlier attempt', async () => {
    let asked = 0
    const preload = new Map<string, Outcome>([['one', { status: 'ok', value: 5, at: 1, ms: 1 }]])
    const parts = {
      checks: [numberCheck('a', one, positive)],
      collectors: [collectorOf(one, async () => ++asked)],
      preload,
    }
    expect((await start(parts)).results).toMatchObject([{ verdict: 'pass', findings: [{ params: { value: 5 } }] }])
    expect(asked).toBe(0)
  })

  it('turns a crash of a check into unknown and a silent check into no findings', async () => {
    const crash = { ...numberCheck('crash', one, positive), judge: () => JSON.parse('{') }
    const silent = { ...numberCheck('silent', one, positive), judge: () => [] }
    const { results } = await start({ checks: [crash, silent], collectors: [collectorOf(one, async () => 1)] })
    expect(results).toMatchObject([
      { checkId: 'crash', verdict: 'unknown', reason: 'check-crash' },
      { checkId: 'silent', verdict: 'unknown', reason: 'no-findings' },
    ])
  })

  it('gives a check evidence nobody can change', async () => {
    const check = {
      ...numberCheck('a', one, positive),
      judge: (values: { value: number }) => {
        values.value = 2
        return []
      },
    }
    const { results } = await start({ checks: [check], collectors: [collectorOf(one, async () => 1)] })
    expect(results).toMatchObject([{ reason: 'check-crash' }])
  })
})

describe('a target that declined', () => {
  it('is not contacted, and every check is unknown with the reason', async () => {
    let collected = 0
    const collectors = [collectorOf(one, async () => (collected += 1))]
    const { results, evidence } = await start({
      checks: [numberCheck('a', one, positive)],
      collectors,
      declined: 'acme.io asks not to be audited.',
    })
    expect(results).toMatchObject([
      { verdict: 'unknown', reason: 'refused-by-guard', detail: 'acme.io asks not to be audited.', findings: [] },
    ])
    expect([collected, evidence.size]).toEqual([0, 0])
  })
})
