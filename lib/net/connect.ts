import { isIP, Socket } from 'node:net'
import { parseAddress } from '../checks/shared/address'
import type { DialMap, DialTarget } from './dial'
import { DialError, EgressDenied, toDialError } from './errors'
import { markSocket } from './marked'
import type { VettedAddress } from './types'

export type ConnectRequest = {
  addresses: readonly VettedAddress[]
  host: string
  port: number
  dialMap: DialMap
  /** Over all addresses, milliseconds. */
  timeoutMs: number
  signals: readonly AbortSignal[]
}

export type Connected = VettedAddress & { socket: Socket; connectMs: number }

/** Connects one marked socket to one address literal. Rejects with the system's error, a time-out or an abort. */
export function dialSocket(
  { host, port }: DialTarget,
  limits: { timeoutMs: number; signals: readonly AbortSignal[]; address: string },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // A literal is dialled as it is: there is no second resolution that could be rebound.
    if (isIP(host) === 0) return reject(new DialError({ code: 'other', address: limits.address }))
    const socket = markSocket(new Socket())
    const settle = (error?: unknown) => {
      clearTimeout(timer)
      for (const signal of limits.signals) signal.removeEventListener('abort', onAbort)
      socket.off('error', settle)
      // Whatever the peer does later, a socket without a listener must not end the process.
      socket.on('error', () => undefined)
      if (error === undefined) return resolve(socket)
      socket.destroy()
      reject(error)
    }
    const onAbort = () => settle(new DialError({ code: 'aborted', address: limits.address }))
    const timer = setTimeout(
      () => settle(new DialError({ code: 'timeout', systemCode: 'ETIMEDOUT', address: limits.address })),
      limits.timeoutMs,
    )
    for (const signal of limits.signals) signal.addEventListener('abort', onAbort, { once: true })
    if (limits.signals.some((signal) => signal.aborted)) return onAbort()
    socket.once('error', settle)
    socket.once('connect', () => settle())
    socket.connect({ host, port })
  })
}

/** Whether the peer is the one that was dialled; spellings of one IPv6 address count as equal. */
function isPinned(socket: Socket, target: DialTarget): boolean {
  const peer = parseAddress(socket.remoteAddress ?? '')
  const wanted = parseAddress(target.host)
  return (
    peer !== undefined &&
    peer.family === wanted?.family &&
    peer.value === wanted.value &&
    socket.remotePort === target.port
  )
}

/** Tries the vetted addresses in order within one time limit. Throws `EgressDenied` or the last `DialError`. */
export async function connectTo(request: ConnectRequest): Promise<Connected> {
  const deadline = performance.now() + request.timeoutMs
  let last: unknown
  for (const [index, entry] of request.addresses.entries()) {
    const { address, family } = entry
    const at = { host: request.host, port: request.port, address }
    const target = request.dialMap(address, request.port)
    if (target === undefined) {
      last = new EgressDenied({ code: 'EGRESS_ADDRESS', ...at, addressClass: 'outside-laboratory' })
      continue
    }
    const left = deadline - performance.now()
    if (left <= 0) break
    // A silent first address must leave time for the second.
    const share = index === request.addresses.length - 1 ? left : left / 2
    const started = performance.now()
    try {
      const socket = await dialSocket(target, { timeoutMs: share, signals: request.signals, address })
      if (isPinned(socket, target)) return { socket, address, family, connectMs: performance.now() - started }
      socket.destroy()
      throw new EgressDenied({ code: 'EGRESS_PIN', ...at })
    } catch (error) {
      if (error instanceof EgressDenied) throw error
      last = toDialError(error, address)
      if (last instanceof DialError && last.code === 'aborted') throw last
    }
  }
  throw last ?? new DialError({ code: 'timeout', address: request.addresses[0]?.address ?? '' })
}
