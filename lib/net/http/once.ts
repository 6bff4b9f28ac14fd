import type { TLSSocket } from 'node:tls'
import type { ExchangeTls, NetError, Timings } from '../http-types'
import { linkSignal } from '../link-signal'
import type { Trust } from '../tls/context'
import { verificationCode, wrapTls } from '../tls/wrap'
import type { Open, OpenedSocket } from '../types'
import { type RawBody, readBody, unpackBody } from './body'
import { NetFailure, netError, toNetError } from './failure'
import { firstHeader, pairHeaders } from './headers'
import { type Answer, type Question, speakHttp1, speakHttp2 } from './speak'
import type { UrlParts } from './url'

const CONNECT_MS = 5_000
const TLS_MS = 5_000
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
}

export type OnceDeps = { open: Open; trust: Trust; signal: AbortSignal }

/** What one connection yielded before it is shaped into evidence. */
export type OnceResult = {
  address: string | null
  timings: Timings
  tls: ExchangeTls | null
} & ({ ok: true; answer: Omit<Answer, 'body' | 'close'>; body: RawBody } | { ok: false; error: NetError })

type State = { phase: NetError['phase']; address: string | null; timings: Timings; tls: ExchangeTls | null }

function tenth(ms: number): number {
  return Math.round(ms * 10) / 10
}

function describeTls(socket: TLSSocket): ExchangeTls {
  const { name } = socket.getCipher()
  return {
    version: socket.getProtocol() ?? '',
    cipher: name,
    alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : '',
    authorized: socket.authorized,
    authorizationError: socket.authorized ? '' : verificationCode(socket.authorizationError),
    leafFingerprint: (socket.getPeerX509Certificate()?.fingerprint256 ?? '').replaceAll(':', '').toLowerCase(),
  }
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

async function secure(opened: OpenedSocket, request: OnceRequest, deps: OnceDeps, state: State) {
  state.phase = 'tls'
  const wrapped = await wrapTls({
    socket: opened.socket,
    host: request.parts.host,
    trust: deps.trust,
    offer: 'default',
    timeoutMs: TLS_MS,
  })
  state.timings.tls = tenth(wrapped.ms)
  state.tls = describeTls(wrapped.socket)
  return wrapped.socket
}

/**
 * Opens one connection, asks one question, reads the answer, closes. All limits of time and size end
 * in a value; it never rejects.
 */
export async function askOnce(request: OnceRequest, deps: OnceDeps): Promise<OnceResult> {
  const timings: Timings = { dns: null, tcp: null, tls: null, ttfb: null, total: 0 }
  const state: State = { phase: 'connect', address: null, timings, tls: null }
  let opened: OpenedSocket
  try {
    opened = await deps.open({
      host: request.via ?? request.parts.host,
      port: request.parts.port,
      purpose: request.declaredPort ? 'endpoint' : 'web',
      signal: deps.signal,
      timeoutMs: Math.min(CONNECT_MS, request.totalMs),
      ...(request.address === undefined ? {} : { address: request.address }),
    })
  } catch (thrown) {
    return { ok: false, address: request.address ?? null, timings, tls: null, error: toNetError(thrown, 'connect') }
  }
  state.address = opened.address
  timings.dns = tenth(opened.timing.dnsMs)
  timings.tcp = tenth(opened.timing.connectMs)
  const startedAt = performance.now()
  const spent = opened.timing.dnsMs + opened.timing.connectMs
  const total = linkSignal(deps.signal, Math.max(1, request.totalMs - spent))
  try {
    const { answer, body } = await converse({ opened, request, deps, state, signal: total.signal })
    timings.total = tenth(spent + performance.now() - startedAt)
    const { status, statusText, protocol, rawHeaders, info } = answer
    return { ok: true, ...state, answer: { status, statusText, protocol, rawHeaders, info }, body }
  } catch (thrown) {
    timings.total = tenth(spent + performance.now() - startedAt)
    return { ok: false, ...state, error: failureOf(thrown, state, deps.signal) }
  } finally {
    total.release()
    opened.socket.destroy()
  }
}

function failureOf(thrown: unknown, state: State, run: AbortSignal): NetError {
  if (run.aborted) return netError('ABORTED', state.phase, 'the run ended')
  return toNetError(thrown, state.phase)
}

type Conversation = {
  opened: OpenedSocket
  request: OnceRequest
  deps: OnceDeps
  state: State
  signal: AbortSignal
}

async function converse({ opened, request, deps, state, signal }: Conversation) {
  const late = (limit: string) => () => new NetFailure(netError('TIMEOUT', state.phase, `no end within ${limit}`))
  const totalLate = late(`${request.totalMs} ms`)
  const limited = <T>(work: Promise<T>, ms: number, text = totalLate) =>
    within(work, { ms, signal, late: () => (signal.aborted ? totalLate() : text()) })

  const { parts } = request
  const socket = parts.secure ? await limited(secure(opened, request, deps, state), request.totalMs) : opened.socket
  state.phase = 'first-byte'
  const question: Question = {
    socket,
    method: request.method,
    origin: parts.origin,
    authority: parts.authority,
    path: parts.path,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
  }
  const askedAt = performance.now()
  const speak = state.tls?.alpn === 'h2' ? speakHttp2 : speakHttp1
  const asked = speak(question)
  asked.catch(() => socket.destroy())
  const answer = await limited(asked, FIRST_BYTE_MS, late('10 s for the first byte'))
  state.timings.ttfb = tenth(performance.now() - askedAt)
  state.phase = 'body'
  const contentEncoding = firstHeader(pairHeaders(answer.rawHeaders), 'content-encoding')
  const reading = readBody({ source: answer.body, contentEncoding, limit: request.maxBody })
  try {
    const body = await limited(reading, request.totalMs)
    return { answer, body: request.unpack === true ? await unpackBody(body, request.maxBody) : body }
  } finally {
    answer.close()
  }
}
