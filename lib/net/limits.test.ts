import { describe, expect, it } from 'vitest'
import { createGate, createSocketLimits } from './limits'
import { linkSignal } from './link-signal'

const values = { perHost: 2, spacingMs: 0, perRun: 20, perProcess: 100 }
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('gate', () => {
  it('lets the limit in and the others wait in order', async () => {
    const gate = createGate({ limit: 2 })
    const order: number[] = []
    const enter = async (id: number) => {
      const release = await gate.acquire()
      order.push(id)
      return release
    }
    const [first, , third] = [enter(1), enter(2), enter(3), enter(4)]
    await settle()
    expect([order, gate.active, gate.waiting]).toEqual([[1, 2], 2, 2])
    const release = await first
    release()
    release()
    await third
    expect([order, gate.active, gate.waiting]).toEqual([[1, 2, 3], 2, 1])
  })

  it('keeps the distance between two starts', async () => {
    const gate = createGate({ limit: 5, spacingMs: 40 })
    const starts: number[] = []
    await Promise.all([1, 2, 3].map(() => gate.acquire().then(() => starts.push(performance.now()))))
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
    // Timers of the platform may fire a millisecond early.
    expect(gaps.every((gap) => gap >= 38)).toBe(true)
  })

  it('forgets who gave up waiting', async () => {
    const gate = createGate({ limit: 1 })
    const release = await gate.acquire()
    const controller = new AbortController()
    const waiting = gate.acquire(controller.signal)
    controller.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    await expect(gate.acquire(controller.signal)).rejects.toThrow('enough')
    release()
    expect([gate.active, gate.waiting]).toEqual([0, 0])
  })
})

describe('socket limits', () => {
  it('holds two connections to one host, whatever the run, and leaves other hosts alone', async () => {
    const limits = createSocketLimits(values)
    const runs = [createGate({ limit: 20 }), createGate({ limit: 20 })] as const
    const release = await limits.acquire('a.test', runs[0])
    await limits.acquire('a.test', runs[1])
    let isIn = false
    const third = limits.acquire('a.test', runs[1]).then(() => {
      isIn = true
    })
    await limits.acquire('b.test', runs[1])
    expect(isIn).toBe(false)
    release()
    await third
    expect(isIn).toBe(true)
  })

  it('gives back what it took when a later place is not to be had', async () => {
    const limits = createSocketLimits({ ...values, perProcess: 1 })
    const run = createGate({ limit: 20 })
    const release = await limits.acquire('a.test', run)
    const controller = new AbortController()
    const waiting = limits.acquire('b.test', run, controller.signal)
    await settle()
    expect(run.active).toBe(2)
    controller.abort()
    await expect(waiting).rejects.toThrow()
    expect(run.active).toBe(1)
    release()
    await limits.acquire('b.test', run)
    expect(run.active).toBe(1)
  })
})

describe('linked signal', () => {
  it('ends with its parent and passes the reason on', () => {
    const parent = new AbortController()
    const linked = linkSignal(parent.signal)
    parent.abort('stopped')
    expect([linked.signal.aborted, linked.signal.reason, linked.timedOut()]).toEqual([true, 'stopped', false])
    expect(linkSignal([new AbortController().signal, parent.signal]).signal.reason).toBe('stopped')
  })

  it('ends after its time and says so', async () => {
    const linked = linkSignal(undefined, 5)
    await new Promise((resolve) => linked.signal.addEventListener('abort', resolve))
    expect(linked.timedOut()).toBe(true)
  })

  it('leaves nothing behind once released', () => {
    const parent = new AbortController()
    const linked = linkSignal(parent.signal, 5)
    linked.release()
    parent.abort()
    expect(linked.signal.aborted).toBe(false)
  })
})
