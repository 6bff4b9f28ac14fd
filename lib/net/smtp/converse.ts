import { createHash, type X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { DialError, EgressDenied } from '../errors'
import { toNetError } from '../http/failure'
import { linkSignal } from '../link-signal'
import type { SmtpCertificate, SmtpObservation, SmtpOutcome, SmtpRequest, SmtpTls } from '../smtp-types'
import { describeCertificate } from '../tls/certificate'
import type { Trust } from '../tls/context'
import { matchName } from '../tls/name-match'
import { linkedIssuers, readPath } from '../tls/path'
import { wrapTls } from '../tls/wrap'
import type { DialCode, Open } from '../types'
import { createReplyReader, ReplyError, type ReplyProblem, type ReplyReader, type SmtpReply } from './reply'

export const SMTP_PORT = 25

export type ConverseDeps = {
  open: Open
  trust: Trust
  signal: AbortSignal
  /** The name or address literal we give in EHLO; without it the address of the socket is given. */
  ehloName: string | undefined
  /** The whole session, milliseconds. */
  sessionMs: number
  connectMs: number
  now: () => number
}

type Seen = Pick<SmtpObservation, 'outcome' | 'stage' | 'greeting' | 'detail'> &
  Partial<Pick<SmtpObservation, 'code' | 'startTls' | 'tls'>>

const MAX_CHAIN = 6

const DIAL_OUTCOMES: Record<DialCode, SmtpOutcome> = {
  timeout: 'timeout',
  refused: 'refused',
  reset: 'closed',
  unreachable: 'unreachable',
  aborted: 'aborted',
  other: 'unreachable',
}

const REPLY_OUTCOMES: Record<ReplyProblem, SmtpOutcome> = {
  closed: 'closed',
  timeout: 'timeout',
  garbage: 'garbage',
  aborted: 'aborted',
}

function digest(algorithm: 'sha256' | 'sha512', bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex')
}

function spkiOf(certificate: X509Certificate): Buffer {
  try {
    return certificate.publicKey.export({ type: 'spki', format: 'der' })
  } catch {
    // A key of a kind this OpenSSL does not know matches no record about keys.
    return Buffer.alloc(0)
  }
}

function digestsOf(certificate: X509Certificate): SmtpCertificate {
  const spki = spkiOf(certificate)
  return {
    spki256: digest('sha256', spki),
    spki512: digest('sha512', spki),
    cert256: digest('sha256', certificate.raw),
    cert512: digest('sha512', certificate.raw),
  }
}

function readTls(socket: TLSSocket, host: string, trust: Trust): SmtpTls | undefined {
  const leaf = socket.getPeerX509Certificate()
  if (leaf === undefined) return undefined
  const { path, chain } = readPath(leaf, linkedIssuers(leaf), trust.roots())
  const facts = describeCertificate(leaf)
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    leaf: facts,
    path,
    name: matchName(host, facts),
    chain: [leaf, ...chain].slice(0, MAX_CHAIN).map(digestsOf),
  }
}

/** Whether the server offers the extension (RFC 3207 section 2); keywords are case-insensitive. */
function offersStartTls(reply: SmtpReply): boolean {
  return reply.lines.slice(1).some((line) => /^starttls\s*$/i.test(line))
}

/** Our name: the configured one, else the address this connection comes from (RFC 5321 section 4.1.4). */
function ownName(configured: string | undefined, socket: Socket): string {
  if (configured !== undefined) return configured
  const address = socket.localAddress ?? '127.0.0.1'
  return address.includes(':') ? `[IPv6:${address}]` : `[${address}]`
}

function goodbye(socket: Socket): void {
  if (socket.writable) socket.end('QUIT\r\n')
}

type Talk = { socket: Socket; reader: ReplyReader; request: SmtpRequest; deps: ConverseDeps; startedAt: number }

async function secure(talk: Talk, seen: Seen): Promise<Seen> {
  const { socket, reader, request, deps } = talk
  if (reader.pending() > 0) {
    return { ...seen, startTls: 'injected', detail: 'unencrypted bytes after the consent to encrypt' }
  }
  reader.release()
  try {
    const timeoutMs = Math.max(1, deps.sessionMs - (performance.now() - talk.startedAt))
    const wrapped = await wrapTls({
      socket,
      host: request.host,
      trust: deps.trust,
      offer: 'default',
      timeoutMs,
      alpn: [],
    })
    wrapped.socket.on('error', () => undefined)
    const tls = readTls(wrapped.socket, request.host, deps.trust)
    goodbye(wrapped.socket)
    return tls === undefined
      ? { ...seen, stage: 'tls', startTls: 'failed', detail: 'no certificate was sent' }
      : { ...seen, stage: 'tls', startTls: 'ok', tls }
  } catch (thrown) {
    if (deps.signal.aborted) return { ...seen, stage: 'tls', outcome: 'aborted', detail: 'the run ended' }
    const error = toNetError(thrown, 'tls')
    // Silence may be ours; a broken handshake is the server's.
    if (error.code === 'TIMEOUT') return { ...seen, stage: 'tls', outcome: 'timeout', detail: error.detail }
    return { ...seen, stage: 'tls', startTls: 'failed', detail: error.detail }
  }
}

async function askForTls(talk: Talk, seen: Seen): Promise<Seen> {
  const { socket, reader } = talk
  socket.write('STARTTLS\r\n')
  const reply = await reader.read()
  const told = { ...seen, stage: 'starttls' as const, code: reply.code }
  if (reply.code === 220) return secure(talk, told)
  goodbye(socket)
  const startTls = reply.code < 500 ? ('postponed' as const) : ('refused' as const)
  return { ...told, startTls, detail: `${reply.code} ${reply.lines[0] ?? ''}`.slice(0, 200) }
}

/** Greeting, EHLO, STARTTLS, handshake, QUIT. A sender or a recipient is never named. */
async function talkTo(talk: Talk, note: (seen: Seen) => void): Promise<Seen> {
  const { socket, reader, deps } = talk
  const greeting = await reader.read()
  const first = (greeting.lines[0] ?? '').slice(0, 200)
  const greeted: Seen = { outcome: 'done', stage: 'greeting', code: greeting.code, greeting: first, detail: '' }
  note(greeted)
  if (greeting.code !== 220) {
    goodbye(socket)
    return { ...greeted, outcome: 'rejected', detail: `${greeting.code} ${first}`.slice(0, 200) }
  }
  socket.write(`EHLO ${ownName(deps.ehloName, socket)}\r\n`)
  const hello = await reader.read()
  const told: Seen = { ...greeted, stage: 'ehlo', code: hello.code }
  note(told)
  if (hello.code >= 400) {
    goodbye(socket)
    // A server without EHLO (RFC 5321 section 3.2) has no extensions; 421 and 5xx policies are about us.
    const old = hello.code === 500 || hello.code === 502
    const detail = `${hello.code} ${hello.lines[0] ?? ''}`.slice(0, 200)
    return old ? { ...told, startTls: 'absent', detail } : { ...told, outcome: 'rejected', detail }
  }
  if (!offersStartTls(hello)) {
    goodbye(socket)
    return { ...told, startTls: 'absent' }
  }
  return askForTls(talk, told)
}

async function connected(request: SmtpRequest, deps: ConverseDeps, note: (seen: Seen) => void): Promise<Seen> {
  const startedAt = performance.now()
  const late = new AbortController()
  const timer = setTimeout(() => late.abort('late'), deps.sessionMs)
  const linked = linkSignal([deps.signal, late.signal])
  const { socket } = await deps
    .open({
      host: request.host,
      address: request.address,
      port: SMTP_PORT,
      purpose: 'mail',
      signal: linked.signal,
      timeoutMs: deps.connectMs,
    })
    .catch((thrown: unknown) => {
      clearTimeout(timer)
      linked.release()
      throw thrown
    })
  const stop = new AbortController()
  const reader = createReplyReader(socket, stop.signal)
  const onEnd = (): void => stop.abort(deps.signal.aborted ? 'ended' : 'late')
  linked.signal.addEventListener('abort', onEnd, { once: true })
  try {
    return await talkTo({ socket, reader, request, deps, startedAt }, note)
  } finally {
    clearTimeout(timer)
    linked.release()
    reader.release()
    // A polite QUIT is on its way; nobody waits for the answer.
    setTimeout(() => socket.destroy(), 250).unref()
  }
}

function failed(thrown: unknown, seen: Seen): Seen {
  if (thrown instanceof ReplyError) {
    return { ...seen, outcome: REPLY_OUTCOMES[thrown.problem], detail: thrown.message }
  }
  if (thrown instanceof EgressDenied) {
    return { ...seen, outcome: 'guarded', detail: thrown.refusal.addressClass ?? thrown.refusal.code }
  }
  if (thrown instanceof DialError) return { ...seen, outcome: DIAL_OUTCOMES[thrown.code], detail: thrown.message }
  return { ...seen, outcome: 'unreachable', detail: toNetError(thrown, 'connect').detail }
}

/** One session with one address, at most `sessionMs` long. Whatever happens is a value; it never rejects. */
export async function converse(request: SmtpRequest, deps: ConverseDeps): Promise<SmtpObservation> {
  const startedAt = performance.now()
  let last: Seen = { outcome: 'unreachable', stage: 'connect', greeting: '', detail: '' }
  const seen = await connected(request, deps, (reached) => {
    last = reached
  }).catch((thrown: unknown) => failed(thrown, last))
  return {
    host: request.host,
    address: request.address,
    family: request.address.includes(':') ? 6 : 4,
    ...seen,
    at: deps.now(),
    ms: Math.round(performance.now() - startedAt),
  }
}
