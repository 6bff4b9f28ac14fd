import { checkServerIdentity } from 'node:tls'
import type { Config } from '../config'
import { createNet } from './create'
import { readBody } from './http/body'
import { NetFailure, netError, toNetError } from './http/failure'
import { firstHeader, pairHeaders } from './http/headers'
import { speakHttp1 } from './http/speak'
import { splitUrl } from './http/url'
import type { NetError } from './http-types'
import { sharedTrust } from './tls/context'
import { wrapTls } from './tls/wrap'
import type { Open } from './types'

const CONNECT_MS = 5000
const TLS_MS = 5000
const ANSWER_BYTES = 2000

export type WebhookCall = {
  config: Config
  url: string
  headers: Record<string, string>
  body: string
  /** Names the message for the far end's operator. */
  id: string
  /** All of it, milliseconds. */
  totalMs: number
}

/** What the far end said, or why nothing was delivered. `retryAfter` is the header as it came. */
export type WebhookAnswer =
  | { ok: true; status: number; retryAfter: string; text: string }
  | { ok: false; error: NetError }

async function dial(open: Open, call: WebhookCall, signal: AbortSignal) {
  const split = splitUrl(call.url)
  if (!split.ok) throw new NetFailure(split.error)
  const { parts } = split
  const { host, port } = parts
  const { socket } = await open({ host, port, purpose: 'webhook', signal, timeoutMs: CONNECT_MS })
  if (!parts.secure) return { socket, parts }
  const trust = sharedTrust(call.config.LR_EXTRA_CA)
  const wrapped = await wrapTls({ socket, host, trust, offer: 'default', timeoutMs: TLS_MS, alpn: ['http/1.1'] })
  const misnamed = checkServerIdentity(host, wrapped.socket.getPeerCertificate())
  if (!wrapped.socket.authorized || misnamed !== undefined) {
    socket.destroy()
    throw new NetFailure(netError('TLS', 'tls', 'the certificate does not fit the name, or nobody we trust signed it'))
  }
  return { socket: wrapped.socket, parts }
}

async function exchange(open: Open, call: WebhookCall, signal: AbortSignal): Promise<WebhookAnswer> {
  const { socket, parts } = await dial(open, call, signal)
  const { origin, authority, path } = parts
  const stop = (): void => void socket.destroy(new NetFailure(netError('TIMEOUT', 'total', 'no answer in time')))
  signal.addEventListener('abort', stop, { once: true })
  try {
    const { headers, body } = call
    const answer = await speakHttp1({ socket, method: 'POST', origin, authority, path, headers, body })
    const pairs = pairHeaders(answer.rawHeaders)
    const read = await readBody({ source: answer.body, contentEncoding: '', limit: ANSWER_BYTES })
    const text = read.bytes.toString('utf8').slice(0, ANSWER_BYTES)
    return { ok: true, status: answer.status, retryAfter: firstHeader(pairs, 'retry-after').slice(0, 60), text }
  } finally {
    signal.removeEventListener('abort', stop)
    socket.destroy()
  }
}

/**
 * Posts one body to an address somebody typed, through the guard: private networks are refused, redirects are not
 * followed, and nothing is sent before the certificate was found good. Never rejects.
 */
export async function postWebhook(call: WebhookCall): Promise<WebhookAnswer> {
  const signal = AbortSignal.timeout(call.totalMs)
  const net = createNet({ config: call.config, signal, runId: call.id })
  try {
    return await exchange(net.open, call, signal)
  } catch (thrown) {
    return { ok: false, error: toNetError(thrown, 'connect') }
  } finally {
    await net.close()
  }
}
