import { isIP, type Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { NetFailure, netError } from '../http/failure'
import type { TlsOffer } from '../tls-types'
import type { Trust } from './context'

export type Wrapped = { socket: TLSSocket; staple: Buffer | null; ms: number }

export type WrapRequest = {
  socket: Socket
  host: string
  trust: Trust
  offer: TlsOffer
  timeoutMs: number
  /** False leaves the name of the host out, as old clients do. */
  named?: boolean
  /** Ask for a stapled OCSP answer. */
  ocsp?: boolean
  /** Protocols offered inside; those of the web unless told otherwise. */
  alpn?: readonly string[]
}

const WEB_PROTOCOLS = ['h2', 'http/1.1']

/** The verification code, which the platform hands out as a text although it is typed as an error. */
export function verificationCode(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'code' in value) return String(value.code)
  return value instanceof Error ? value.message.slice(0, 80) : ''
}

/**
 * Speaks TLS on a connected socket. The certificate is looked at, not enforced: whatever it is, the
 * handshake goes on and the judgement is left to the caller. Never resumes a session, so that the
 * order of connections cannot change an answer. Rejects with what went wrong and destroys the socket.
 */
export function wrapTls(request: WrapRequest): Promise<Wrapped> {
  const { socket, host, trust, offer, timeoutMs, named = true, ocsp = false, alpn = WEB_PROTOCOLS } = request
  const { promise, resolve, reject } = Promise.withResolvers<Wrapped>()
  const startedAt = performance.now()
  let staple: Buffer | null = null
  const secure = connect({
    socket,
    ...(named && isIP(host) === 0 ? { servername: host } : {}),
    ...(alpn.length === 0 ? {} : { ALPNProtocols: [...alpn] }),
    secureContext: trust.context(offer),
    rejectUnauthorized: false,
    requestOCSP: ocsp,
    checkServerIdentity: () => undefined,
  })
  // The platform would spell out the whole chain for the check above, which does not look at it.
  Object.assign(secure, { getPeerCertificate: () => ({}) })
  const fail = (thrown: unknown) => {
    clearTimeout(timer)
    secure.destroy()
    socket.destroy()
    reject(thrown)
  }
  const timer = setTimeout(
    () => fail(new NetFailure(netError('TIMEOUT', 'tls', `no TLS handshake within ${timeoutMs} ms`))),
    timeoutMs,
  )
  secure.once('OCSPResponse', (response: Buffer | null) => {
    staple = response
  })
  secure.on('error', fail)
  secure.once('close', () => fail(new NetFailure(netError('ECONNRESET', 'tls', 'closed during the TLS handshake'))))
  secure.once('secureConnect', () => {
    clearTimeout(timer)
    secure.removeAllListeners('close')
    secure.removeListener('error', fail)
    resolve({ socket: secure, staple, ms: performance.now() - startedAt })
  })
  return promise
}
