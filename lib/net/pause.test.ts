import { describe, expect, it } from 'vitest'
import { createPause } from './pause'

const HOUR_MS = 3_600_000

describe('a pause', () => {
  it('ends after its time', async () => {
    const order: string[] = []
    const pause = createPause(1)
    const { signal } = new AbortController()
    await Promise.all([
      pause(30, signal).then(() => order.push('long')),
      pause(1, signal).then(() => order.push('short')),
    ])
    expect(order).toEqual(['short', 'long'])
  })

  it('is as much shorter as the pace says', async () => {
    await expect(createPause(1 / HOUR_MS)(HOUR_MS, new AbortController().signal)).resolves.toBeUndefined()
  })

  it('ends with its signal, also with one that has ended already', async () => {
    const controller = new AbortController()
    const waiting = createPause(1)(HOUR_MS, controller.signal)
    controller.abort()
    await expect(waiting).resolves.toBeUndefined()
    await expect(createPause(1)(HOUR_MS, controller.signal)).resolves.toBeUndefined()
  })
})
