import type { ClientHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'
import type { ExchangeTls, NetError, Timings } from '../http-types'
import { type RawBody, readBody, unpackBody } from './body'
import { NetFailure, netError, toNetError } from './failure'
import { firstHeader, pairHeaders } from './headers'
import { type Answer, type Question, speakHttp1, speakHttp2 } from './speak'
import type { UrlParts } from './url'

const FIRST_BYTE_MS = 10_000

export type OnceRequest = {
  parts: UrlParts
  method: string
  headers: Record<string, string>
  /** Sent with the request; its length is announced. */
  body?: string
  address?: string
  /** Dialled instead of the addresses of the host. */
  via?: string
  maxBody: number
  /** Unpacks a body that is a gzip file. */
  unpack?: boolean
  totalMs: number
  declaredPort: boolean
  /** May be asked on a connection that answered another question, and leave its own for the next one. */
  shared?: boolean
}

/** How far a question came, kept up to date while it is asked. */
export type State = {
  phase: NetError['phase']
  address: string | null
  timings: Timings
  tls: ExchangeTls | null
}

export type Conversation = {
  request: OnceRequest
  state: State
  /** Ends with the run or with the time of the request. */
  signal: AbortSignal
}

/** Rounded to a tenth of a millisecond. */
export function tenth(ms: number): number {
  return Math.round(ms * 10) / 10
}

/** Why a question failed; the end of the run comes before anything the peer did. */
export function failureOf(thrown: unknown, { phase }: State, run: AbortSignal): NetError {
  return run.aborted ? netError('ABORTED', phase, 'the run ended') : toNetError(thrown, phase)
}

/** Ends with the value, or rejects when the time is over or the signal ends, whichever comes first. */
function within<T>(work: Promise<T>, limits: { ms: number; signal: AbortSignal; late: () => NetFailure }): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const onAbort = () => reject(limits.late())
  const timer = setTimeout(onAbort, limits.ms)
  if (limits.signal.aborted) onAbort()
  limits.signal.addEventListener('abort', onAbort, { once: true })
  work.then(resolve, reject)
  return promise.finally(() => {
    clearTimeout(timer)
    limits.signal.removeEventListener('abort', onAbort)
  })
}

/** Waits for a step of the conversation, at most `ms` and never longer than the whole may take. */
export function limited<T>({ request, state, signal }: Conversation, work: Promise<T>, ms: number, name?: string) {
  const late = (limit: string) => new NetFailure(netError('TIMEOUT', state.phase, `no end within ${limit}`))
  const total = `${request.totalMs} ms`
  return within(work, { ms, signal, late: () => late(signal.aborted ? total : (name ?? total)) })
}

type Connection = { socket: Socket; session?: ClientHttp2Session }

/** Asks one question on a connection that is ready and reads the answer. The caller closes the connection. */
export async function ask(
  talk: Conversation,
  { socket, session }: Connection,
): Promise<{ answer: Answer; body: RawBody }> {
  const { request, state } = talk
  const { method, parts, headers, body } = request
  state.phase = 'first-byte'
  const { origin, authority, path } = parts
  const question: Question = {
    socket,
    method,
    origin,
    authority,
    path,
    headers,
    ...(body === undefined ? {} : { body }),
  }
  const askedAt = performance.now()
  const asked = session === undefined ? speakHttp1(question) : speakHttp2(question, session)
  asked.catch(() => socket.destroy())
  const answer = await limited(talk, asked, FIRST_BYTE_MS, '10 s for the first byte')
  state.timings.ttfb = tenth(performance.now() - askedAt)
  state.phase = 'body'
  const contentEncoding = firstHeader(pairHeaders(answer.rawHeaders), 'content-encoding')
  const reading = readBody({ source: answer.body, contentEncoding, limit: request.maxBody })
  const read = await limited(talk, reading, request.totalMs)
  return { answer, body: request.unpack === true ? await unpackBody(read, request.maxBody) : read }
}
