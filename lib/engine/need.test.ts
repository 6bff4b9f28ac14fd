import { describe, expect, it } from 'vitest'
import type { Outcome } from './evidence'
import { createLanes } from './lanes'
import { ifPresent, resolveNeeds } from './need'
import { numberEvidence } from './testing'

const one = numberEvidence('one')
const two = numberEvidence('two')
const ok: Outcome = { status: 'ok', value: 1, at: 0, ms: 0 }
const absent: Outcome = { status: 'absent', reason: 'needs-input' }
const error: Outcome = { status: 'error', error: { code: 'crash' } }

describe('needs', () => {
  it('gives the value of what is there', () => {
    expect(resolveNeeds({ a: one }, new Map([['one', ok]]))).toMatchObject({ ready: true, values: { a: 1 } })
  })

  it('gives nothing for what may be absent, but not for an error', () => {
    const needs = { a: ifPresent(one) }
    expect(resolveNeeds(needs, new Map([['one', absent]]))).toMatchObject({ ready: true, values: { a: undefined } })
    expect(resolveNeeds(needs, new Map([['one', error]]))).toMatchObject({ ready: false })
  })

  it('names our own failure rather than a missing answer of the user', () => {
    const outcomes = new Map<string, Outcome>([
      ['one', absent],
      ['two', error],
    ])
    expect(resolveNeeds({ a: one, b: two }, outcomes)).toMatchObject({ blockedBy: { key: 'two' } })
    expect(resolveNeeds({ b: two, a: one }, outcomes)).toMatchObject({ blockedBy: { key: 'two' } })
  })

  it('counts evidence nobody settled as a failed dependency', () => {
    expect(resolveNeeds({ a: one }, new Map())).toMatchObject({
      blockedBy: { outcome: { error: { code: 'dependency' } } },
    })
  })
})

describe('lanes', () => {
  it('never lets more work in than a lane is wide, and starts waiting work in order', async () => {
    const inLane = createLanes({ page: 2 })
    let inside = 0
    let most = 0
    const order: number[] = []
    const work = (id: number) => async () => {
      order.push(id)
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resolve) => setTimeout(resolve, 2))
      inside -= 1
      if (id === 1) throw new Error('one of them fails')
    }
    await Promise.allSettled([0, 1, 2, 3, 4].map((id) => inLane('page', work(id))))
    expect(most).toBe(2)
    expect(order).toEqual([0, 1, 2, 3, 4])
  })
})
