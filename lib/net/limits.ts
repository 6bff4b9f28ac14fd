/** Gives back a place; calling it twice does nothing. */
export type Release = () => void

export type Gate = {
  /** Waits for a place in order of arrival. Rejects with the reason of the signal when it ends first. */
  acquire(signal?: AbortSignal): Promise<Release>
  readonly active: number
  readonly waiting: number
}

type Waiter = { start: () => void; cancel: () => void }

/** At most `limit` at a time and, with `spacingMs`, at least that many milliseconds between two starts. */
export function createGate({ limit, spacingMs = 0 }: { limit: number; spacingMs?: number }): Gate {
  const queue: Waiter[] = []
  let active = 0
  let nextStart = 0
  let timer: NodeJS.Timeout | undefined

  function pump(): void {
    if (timer !== undefined) return
    while (active < limit && queue.length > 0) {
      const wait = nextStart - performance.now()
      if (wait > 0) {
        timer = setTimeout(() => {
          timer = undefined
          pump()
        }, wait)
        return
      }
      active += 1
      nextStart = performance.now() + spacingMs
      queue.shift()?.start()
    }
  }

  function releaseOnce(): Release {
    let open = true
    return () => {
      if (!open) return
      open = false
      active -= 1
      pump()
    }
  }

  function acquire(signal?: AbortSignal): Promise<Release> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const waiter: Waiter = {
        start: () => {
          signal?.removeEventListener('abort', waiter.cancel)
          resolve(releaseOnce())
        },
        cancel: () => {
          const index = queue.indexOf(waiter)
          if (index >= 0) queue.splice(index, 1)
          reject(signal?.reason)
        },
      }
      signal?.addEventListener('abort', waiter.cancel, { once: true })
      queue.push(waiter)
      pump()
    })
  }

  return {
    acquire,
    get active() {
      return active
    },
    get waiting() {
      return queue.length
    },
  }
}

export type SocketLimits = {
  /** Waits for a turn towards the host: a place, and the pause since the last start. */
  enter(host: string, signal?: AbortSignal): Promise<Release>
  /** Waits for a turn towards the host unless it is `held` already, then for a place in the run, then in the process. */
  acquire(host: string, run: Gate, signal?: AbortSignal, held?: Release): Promise<Release>
  /** How many more connections to the host politeness leaves at this moment. */
  room(host: string): number
}

export type SocketLimitValues = { perHost: number; spacingMs: number; perRun: number; perProcess: number }

/** Politeness and safety values of the real product; tests lower them. */
export const SOCKET_LIMITS: SocketLimitValues = { perHost: 2, spacingMs: 150, perRun: 20, perProcess: 100 }

/** Above this many remembered hosts the idle ones are forgotten. */
const REMEMBERED_HOSTS = 1000

/**
 * Limits shared by all runs of a process: a host is treated politely even when two projects name it.
 * Places are taken in a fixed order, so two waiting connections can never block each other.
 */
export function createSocketLimits(values: SocketLimitValues = SOCKET_LIMITS): SocketLimits {
  const hosts = new Map<string, Gate>()
  const all = createGate({ limit: values.perProcess })

  function hostGate(host: string): Gate {
    if (hosts.size > REMEMBERED_HOSTS) {
      for (const [name, gate] of hosts) if (gate.active === 0 && gate.waiting === 0) hosts.delete(name)
    }
    const known = hosts.get(host)
    if (known !== undefined) return known
    const gate = createGate({ limit: values.perHost, spacingMs: values.spacingMs })
    hosts.set(host, gate)
    return gate
  }

  return {
    enter: (host, signal) => hostGate(host).acquire(signal),
    room: (host) => Math.max(0, values.perHost - hostGate(host).active),
    async acquire(host, run, signal, held) {
      const taken: Release[] = held === undefined ? [] : [held]
      const gates = held === undefined ? [hostGate(host), run, all] : [run, all]
      try {
        for (const gate of gates) taken.push(await gate.acquire(signal))
      } catch (error) {
        for (const release of taken) release()
        throw error
      }
      return () => {
        for (const release of taken) release()
      }
    },
  }
}

/** The limits of this process. */
export const processLimits: SocketLimits = createSocketLimits()
