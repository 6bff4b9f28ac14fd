import type { ClientHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'
import type { ExchangeTls } from '../http-types'

/** A connection nobody asked anything on for this long is closed, milliseconds. */
const REST_MS = 2000

/** An HTTP/2 connection with what its handshake said. */
export type Line = { session: ClientHttp2Session; socket: Socket; address: string; tls: ExchangeTls | null }

export type Shelf = {
  /** An open connection to the host that nobody uses; the caller has it for himself until he puts it back. */
  take(host: string): Line | undefined
  /** Keeps a connection for the next question, or closes it where it cannot be asked again. */
  put(host: string, line: Line): void
  /** Closes what rests towards the host until at most `room` are left. */
  trim(host: string, room: number): void
  /** Closes everything that rests. */
  clear(): void
}

/** Ends a connection at once, whatever is under way on it. */
export function closeLine({ session, socket }: Line): void {
  session.destroy()
  socket.destroy()
}

function isOpen({ session, socket }: Line): boolean {
  return !session.closed && !session.destroyed && !socket.destroyed
}

/** The connections of one run that rest between two questions to the same host. */
export function createShelf(restMs = REST_MS): Shelf {
  const resting = new Map<string, { line: Line; timer: NodeJS.Timeout }[]>()

  function take(host: string): Line | undefined {
    const lines = resting.get(host) ?? []
    for (let rested = lines.pop(); rested !== undefined; rested = lines.pop()) {
      clearTimeout(rested.timer)
      if (isOpen(rested.line)) return rested.line
      closeLine(rested.line)
    }
    return undefined
  }

  function trim(host: string, room: number): void {
    while ((resting.get(host)?.length ?? 0) > room) {
      const line = take(host)
      if (line !== undefined) closeLine(line)
    }
  }

  return {
    take,
    trim,
    put(host, line) {
      if (!isOpen(line)) return closeLine(line)
      const timer = setTimeout(() => {
        const lines = resting.get(host) ?? []
        const at = lines.findIndex((rested) => rested.line === line)
        if (at >= 0) lines.splice(at, 1)
        closeLine(line)
      }, restMs)
      resting.set(host, [...(resting.get(host) ?? []), { line, timer: timer.unref() }])
    },
    clear() {
      for (const host of resting.keys()) trim(host, 0)
    },
  }
}
