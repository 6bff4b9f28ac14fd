import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { disconnect } from '../db/client'
import { sharedTurns } from './shared-turns'

afterAll(disconnect)

describe('turns of all processes together', () => {
  test('one address gets one in 15 minutes, however many ask at once', async () => {
    const key = `login POST https://${randomUUID()}.io/login`
    const waits = await Promise.all(Array.from({ length: 8 }, () => sharedTurns.take('surface', key)))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(1)
    for (const wait of waits.filter((one) => one > 0)) {
      expect(wait).toBeGreaterThan(14 * 60_000)
      // In whole seconds, counted from when each of them asked: a moment before the first one had its turn.
      expect(wait).toBeLessThanOrEqual(15 * 60_000 + 1_000)
    }
  })

  test('one domain gets one a minute, and another domain at once', async () => {
    const domain = `${randomUUID()}.io`
    expect(await sharedTurns.take('domain', domain)).toBe(0)
    expect(await sharedTurns.take('domain', domain)).toBeGreaterThan(55_000)
    expect(await sharedTurns.take('domain', `${randomUUID()}.io`)).toBe(0)
  })

  test('one in which nothing was sent goes to the next', async () => {
    const key = randomUUID()
    await sharedTurns.take('surface', key)
    await sharedTurns.giveBack('surface', key)
    expect(await sharedTurns.take('surface', key)).toBe(0)
  })
})
