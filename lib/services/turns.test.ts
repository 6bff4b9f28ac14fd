import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { turns } from './turns'

describe('turns', () => {
  test('run a few at a time, in order, and go on after a failure', async () => {
    const inTurn = turns({ atOnce: 2, waiting: 10 })
    const began: number[] = []
    let running = 0
    let most = 0
    const outcomes = await Promise.allSettled(
      [0, 1, 2, 3, 4].map((number) =>
        inTurn(async () => {
          began.push(number)
          running += 1
          most = Math.max(most, running)
          await setImmediate()
          running -= 1
          if (number === 1) throw new Error('once')
          return number
        }),
      ),
    )
    expect(began).toEqual([0, 1, 2, 3, 4])
    expect(most).toBe(2)
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ])
  })

  test('refuse who would stand too far behind', async () => {
    const inTurn = turns({ atOnce: 1, waiting: 1 })
    const all = [1, 2, 3].map((number) => inTurn(async () => number))
    await expect(all[2]).rejects.toMatchObject({ code: 'unavailable' })
    expect(await Promise.all(all.slice(0, 2))).toEqual([1, 2])
  })
})
