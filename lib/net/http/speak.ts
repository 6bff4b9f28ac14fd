import { request as httpRequest } from 'node:http'
import { type ClientHttp2Session, connect as http2Connect } from 'node:http2'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { NetFailure, netError } from './failure'

const HEADER_BYTES = 64 * 1024
const HEADER_LINES = 200
const MAX_INFO = 20

/** An answer whose headers have arrived and whose body can be read. */
export type Answer = {
  status: number
  statusText: string
  protocol: string
  /** Alternating names and values, one character per byte. */
  rawHeaders: string[]
  info: number[]
  body: Readable
  close(): void
}

export type Question = {
  socket: Socket
  method: string
  origin: string
  authority: string
  path: string
  headers: Record<string, string>
  body?: string
}

/** The length of a body in front of it, so that no server waits for more. */
function sized({ headers, body }: Question): Record<string, string> {
  return body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) }
}

function tooManyLines(rawHeaders: readonly string[]): NetFailure | null {
  return rawHeaders.length > HEADER_LINES * 2
    ? new NetFailure(netError('HEADER_OVERFLOW', 'headers', `more than ${HEADER_LINES} header lines`))
    : null
}

/** Asks one question in HTTP/1.1 on a connected socket. Rejects when no answer's headers arrive. */
export function speakHttp1(question: Question): Promise<Answer> {
  const { socket, method, authority, path, body } = question
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const info: number[] = []
  const request = httpRequest({
    createConnection: () => socket,
    method,
    path,
    setHost: false,
    headers: { host: authority, ...sized(question), connection: 'close' },
    maxHeaderSize: HEADER_BYTES,
    // Browsers accept answers that a strict parser refuses; a connection that is used once has nothing to smuggle into.
    insecureHTTPParser: true,
  })
  request.maxHeadersCount = 0
  request.on('information', ({ statusCode }) => {
    if (info.length < MAX_INFO) info.push(statusCode)
  })
  request.on('error', reject)
  request.once('upgrade', () => {
    socket.destroy()
    reject(new NetFailure(netError('PROTOCOL', 'headers', 'switched protocols without being asked')))
  })
  request.once('response', (response) => {
    const overflow = tooManyLines(response.rawHeaders)
    if (overflow) {
      socket.destroy()
      return reject(overflow)
    }
    resolve({
      status: response.statusCode ?? 0,
      statusText: (response.statusMessage ?? '').slice(0, 120),
      protocol: `HTTP/${response.httpVersion}`,
      rawHeaders: response.rawHeaders,
      info,
      body: response,
      close: () => socket.destroy(),
    })
  })
  request.end(body)
  return promise
}

function rawOf(headers: Record<string, unknown>, third: unknown): string[] {
  if (Array.isArray(third)) return third.map(String)
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => [name, String(one)]),
  )
}

/** Starts HTTP/2 on a connected TLS socket. */
export function startHttp2({ socket, origin }: Pick<Question, 'socket' | 'origin'>): ClientHttp2Session {
  const session = http2Connect(origin, {
    createConnection: () => socket,
    settings: { enablePush: false, maxHeaderListSize: HEADER_BYTES },
    maxHeaderListPairs: HEADER_LINES + 20,
    maxSessionMemory: 8,
  })
  // Whatever the peer does between two questions must not end the process.
  session.on('error', () => undefined)
  return session
}

/** Asks one question in HTTP/2. Every repeated header line survives. A failure ends the connection. */
export function speakHttp2(question: Question, session = startHttp2(question)): Promise<Answer> {
  const { socket, method, authority, path, body } = question
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const info: number[] = []
  let answered = false
  const close = () => {
    session.destroy()
    socket.destroy()
  }
  session.once('error', reject)
  const forget = () => session.off('error', reject)
  promise.then(forget, forget)
  const stream = session.request(
    { ':method': method, ':authority': authority, ':path': path, ':scheme': 'https', ...sized(question) },
    { endStream: body === undefined },
  )
  if (body !== undefined) stream.end(body)
  stream.on('headers', (block) => {
    if (info.length < MAX_INFO) info.push(Number(block[':status']))
  })
  stream.on('error', reject)
  stream.once('close', () => {
    if (answered) return
    reject(
      stream.rstCode === 11
        ? new NetFailure(netError('HEADER_OVERFLOW', 'headers', 'header block over 64 KiB or 200 lines'))
        : new NetFailure(netError('ECONNRESET', 'first-byte', `stream closed with code ${stream.rstCode}`)),
    )
  })
  stream.once('response', (block, _flags, ...rest: unknown[]) => {
    answered = true
    resolve({
      status: Number(block[':status'] ?? 0),
      statusText: '',
      protocol: 'HTTP/2',
      rawHeaders: rawOf({ ...block }, rest[0]),
      info,
      body: stream,
      close,
    })
  })
  promise.catch(close)
  return promise
}
