import type { ClientHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { ExchangeTls, NetError, Timings } from '../http-types'
import type { Release } from '../limits'
import { linkSignal } from '../link-signal'
import type { Trust } from '../tls/context'
import { verificationCode, wrapTls } from '../tls/wrap'
import type { Open, OpenedSocket, Sharing } from '../types'
import type { RawBody } from './body'
import { ask, type Conversation, failureOf, limited, type OnceRequest, type State, tenth } from './converse'
import { netError, toNetError } from './failure'
import { closeLine, type Line } from './shelf'
import { type Answer, startHttp2 } from './speak'

const CONNECT_MS = 5_000
const TLS_MS = 5_000

export type OnceDeps = { open: Open; trust: Trust; signal: AbortSignal; sharing?: Sharing }

/** What one connection yielded before it is shaped into evidence. */
export type OnceResult = {
  address: string | null
  timings: Timings
  tls: ExchangeTls | null
} & ({ ok: true; answer: Omit<Answer, 'body' | 'close'>; body: RawBody } | { ok: false; error: NetError })

type Asking = { request: OnceRequest; deps: OnceDeps }

const untimed = (): Timings => ({ dns: null, tcp: null, tls: null, ttfb: null, total: 0 })

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

async function secure(opened: OpenedSocket, { request, state }: Conversation, trust: Trust): Promise<TLSSocket> {
  state.phase = 'tls'
  const { host } = request.parts
  const wrapped = await wrapTls({ socket: opened.socket, host, trust, offer: 'default', timeoutMs: TLS_MS })
  state.timings.tls = tenth(wrapped.ms)
  state.tls = describeTls(wrapped.socket)
  return wrapped.socket
}

/** Where any connection to the host gives the same answer: its ordinary port at its first address. */
function mayShare({ shared, method, parts, address, via, body }: OnceRequest): boolean {
  const isOrdinary = address === undefined && via === undefined && body === undefined
  return shared === true && method === 'GET' && parts.secure && parts.port === 443 && isOrdinary
}

/**
 * Opens one connection, asks one question, reads the answer, closes. A question that may share takes a connection that
 * rests and leaves its own to the next one. All limits of time and size end in a value; it never rejects.
 */
export async function askOnce(request: OnceRequest, deps: OnceDeps): Promise<OnceResult> {
  const { sharing } = deps
  if (sharing === undefined || !mayShare(request)) return askNew({ request, deps })
  let turn: Release | undefined
  try {
    turn = await sharing.enter(request.parts.host)
  } catch {
    const error = netError('ABORTED', 'connect', 'the run ended')
    return { ok: false, address: null, timings: untimed(), tls: null, error }
  }
  try {
    const line = turn === undefined ? undefined : sharing.shelf.take(request.parts.host)
    const answered = line === undefined ? undefined : await askAgain({ request, deps }, line)
    return answered ?? (await askNew({ request, deps }, turn))
  } finally {
    turn?.()
  }
}

type Answered = { answer: Answer; body: RawBody }

/** Leaves a connection to the next question where the answer came whole and the server is well; else closes it. */
function leave(line: Line, { request, deps }: Asking, { answer, body }: Answered): void {
  if (deps.sharing !== undefined && body.truncated === null && answer.status < 500)
    deps.sharing.shelf.put(request.parts.host, line)
  else closeLine(line)
}

/** What a connection that answered before may do without saying anything about the host. */
const ENDED: ReadonlySet<NetError['code']> = new Set(['ECONNRESET', 'PROTOCOL'])

/** Asks on a connection that answered before; nothing where that had ended meanwhile. */
async function askAgain(asking: Asking, line: Line): Promise<OnceResult | undefined> {
  const { request, deps } = asking
  const state: State = { phase: 'first-byte', address: line.address, timings: untimed(), tls: line.tls }
  const startedAt = performance.now()
  const total = linkSignal(deps.signal, request.totalMs)
  try {
    const { answer, body } = await ask({ request, state, signal: total.signal }, line)
    state.timings.total = tenth(performance.now() - startedAt)
    leave(line, asking, { answer, body })
    return { ok: true, ...state, answer, body }
  } catch (thrown) {
    closeLine(line)
    state.timings.total = tenth(performance.now() - startedAt)
    const error = failureOf(thrown, state, deps.signal)
    return ENDED.has(error.code) ? undefined : { ok: false, ...state, error }
  } finally {
    total.release()
  }
}

async function askNew(asking: Asking, turn?: Release): Promise<OnceResult> {
  const { request, deps } = asking
  const timings = untimed()
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
      ...(turn === undefined ? {} : { turn }),
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
  let session: ClientHttp2Session | undefined
  let kept = false
  try {
    const talk: Conversation = { request, state, signal: total.signal }
    const connection = await ready(opened, talk, deps.trust)
    session = connection.session
    const { answer, body } = await ask(talk, connection)
    timings.total = tenth(spent + performance.now() - startedAt)
    if (turn !== undefined && session !== undefined) {
      kept = true
      leave({ session, socket: connection.socket, address: opened.address, tls: state.tls }, asking, { answer, body })
    }
    return { ok: true, ...state, answer, body }
  } catch (thrown) {
    timings.total = tenth(spent + performance.now() - startedAt)
    return { ok: false, ...state, error: failureOf(thrown, state, deps.signal) }
  } finally {
    total.release()
    if (!kept) {
      session?.destroy()
      opened.socket.destroy()
    }
  }
}

/** A connection on which the question can be asked, in the protocol the server chose. */
async function ready(
  opened: OpenedSocket,
  talk: Conversation,
  trust: Trust,
): Promise<{ socket: Socket; session?: ClientHttp2Session }> {
  const { request, state } = talk
  if (!request.parts.secure) return { socket: opened.socket }
  const socket = await limited(talk, secure(opened, talk, trust), request.totalMs)
  return state.tls?.alpn === 'h2'
    ? { socket, session: startHttp2({ socket, origin: request.parts.origin }) }
    : { socket }
}
