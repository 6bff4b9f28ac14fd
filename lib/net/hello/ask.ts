import type { Socket } from 'node:net'
import { NetFailure, netError, toNetError } from '../http/failure'
import type { NetError } from '../http-types'
import type { HandshakeRequest } from '../tls-types'
import type { Open } from '../types'
import { clientHello, type HelloOffer } from './client-hello'
import { type FlightReading, MAX_FLIGHT, readFlight, type ServerFlight } from './server-flight'
import { suiteById } from './suites'

const CONNECT_MS = 5_000
const ANSWER_MS = 5_000

/** close_notify: we go without a handshake, politely. */
const GOODBYE = Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x01, 0x00])

/** What a server made of one hello; a refusal that is the server's own word is an `alert` or `closed`. */
export type HelloAnswer =
  | { kind: 'flight'; flight: ServerFlight; address: string }
  | { kind: 'alert'; alert: number }
  /** It closed or reset the connection without a word, after it had been accepted. */
  | { kind: 'closed' }
  | { kind: 'failed'; error: NetError }

export type AskDeps = { open: Open; signal: AbortSignal; answerMs?: number }

function usesDh(suite: number): boolean {
  const known = suiteById(suite)
  return known?.exchange === 'dhe' || (known?.exchange === 'anonymous' && known.name.startsWith('TLS_DH_'))
}

function answerOf(reading: FlightReading, address: string): HelloAnswer {
  switch (reading.state) {
    case 'flight':
      return { kind: 'flight', flight: reading.flight, address }
    case 'alert':
      return { kind: 'alert', alert: reading.alert }
    case 'not-tls':
      return { kind: 'failed', error: netError('PLAIN_HTTP_ON_TLS', 'tls', 'the answer is not TLS') }
    case 'malformed':
      return { kind: 'failed', error: netError('TLS', 'tls', `cannot be read: ${reading.detail}`) }
    case 'more':
      return { kind: 'closed' }
  }
}

/** A server that cuts its flight into more records than this is not read to its end. */
const MAX_RECORDS = 64

/**
 * Gathers bytes and says when reading them again can tell something new: when a record is whole. So a
 * server that drips single bytes costs no more than one that sends everything at once.
 */
function createGathering() {
  const parts: Buffer[] = []
  let size = 0
  let recordAt = 0
  let wanted = 5
  let records = 0
  const joined = (): Buffer => {
    if (parts.length > 1) parts.splice(0, parts.length, Buffer.concat(parts))
    return parts[0] ?? Buffer.alloc(0)
  }
  return {
    joined,
    isFull: () => size > MAX_FLIGHT || records > MAX_RECORDS,
    add(chunk: Buffer): boolean {
      parts.push(chunk)
      size += chunk.length
      const before = records
      while (size >= wanted && records <= MAX_RECORDS) {
        const end = recordAt + 5 + joined().readUInt16BE(recordAt + 3)
        wanted = end
        if (size < end) break
        records += 1
        recordAt = end
        wanted = end + 5
      }
      return records > before || size > MAX_FLIGHT
    },
  }
}

/** Sends the hello and reads until the server's flight is whole, it stops, or a limit of size or time is met. */
function converse(socket: Socket, hello: Buffer, answerMs: number): Promise<FlightReading> {
  const { promise, resolve, reject } = Promise.withResolvers<FlightReading>()
  const gathering = createGathering()
  const read = (final: boolean) => readFlight(gathering.joined(), { usesDh, final })
  const onData = (chunk: Buffer) => {
    const mayTell = gathering.add(chunk)
    const full = gathering.isFull()
    if (!mayTell && !full) return
    const reading = read(full)
    if (reading.state !== 'more') return resolve(reading)
    if (full) resolve({ state: 'malformed', detail: 'answer too long' })
  }
  const timer = setTimeout(() => {
    const reading = read(true)
    if (reading.state === 'more')
      reject(new NetFailure(netError('TIMEOUT', 'tls', `no answer to a hello within ${answerMs} ms`)))
    else resolve(reading)
  }, answerMs)
  const onEnd = () => resolve(read(true))
  socket.on('data', onData)
  socket.once('end', onEnd)
  socket.once('close', onEnd)
  socket.write(hello)
  return promise.finally(() => {
    clearTimeout(timer)
    socket.off('data', onData)
  })
}

/**
 * One ClientHello of our own to one vetted address, for what the platform's TLS cannot ask: old
 * versions, old suites, the certificates exactly as sent. No handshake is ever finished. It never rejects.
 */
export async function askHello(request: HandshakeRequest, offer: HelloOffer, deps: AskDeps): Promise<HelloAnswer> {
  try {
    const { socket, address } = await deps.open({
      host: request.host,
      address: request.address,
      port: request.port ?? 443,
      purpose: request.declaredPort ? 'endpoint' : 'web',
      signal: deps.signal,
      timeoutMs: CONNECT_MS,
    })
    const stop = () => socket.destroy()
    deps.signal.addEventListener('abort', stop, { once: true })
    try {
      const reading = await converse(socket, clientHello(offer), deps.answerMs ?? ANSWER_MS)
      if (deps.signal.aborted) throw new Error('aborted')
      return answerOf(reading, address)
    } finally {
      deps.signal.removeEventListener('abort', stop)
      if (socket.writable) socket.end(GOODBYE)
      socket.destroySoon()
    }
  } catch (thrown) {
    if (deps.signal.aborted) return { kind: 'failed', error: netError('ABORTED', 'tls', 'the run ended') }
    return { kind: 'failed', error: toNetError(thrown, 'tls') }
  }
}
