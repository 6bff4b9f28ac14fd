import type { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { NetFailure, netError, toNetError } from '../http/failure'
import type {
  CertificateFacts,
  ChainPath,
  Handshake,
  HandshakeFailed,
  HandshakeOk,
  HandshakeRequest,
  TlsOffer,
} from '../tls-types'
import type { Open } from '../types'
import { describeCertificate } from './certificate'
import type { Trust } from './context'
import { readEveryName } from './extensions'
import { matchName } from './name-match'
import { isCutShort, linkedIssuers, readPath } from './path'
import { verificationCode, wrapTls } from './wrap'

const CONNECT_MS = 5_000
const TLS_MS = 5_000

/** A handshake with the certificates themselves, for those who follow the chain further. */
export type Shake = {
  handshake: Handshake
  leaf: X509Certificate | null
  sent: X509Certificate[]
  /** The certificate above the leaf, where the path leads to one. */
  issuer: X509Certificate | null
  /** The stapled OCSP answer. */
  staple: Buffer | null
}

export type ShakeDeps = { open: Open; trust: Trust; signal: AbortSignal }

function keyExchangeOf(socket: TLSSocket): string {
  const info = socket.getEphemeralKeyInfo()
  if (info === null || typeof info !== 'object' || !('type' in info)) return ''
  return 'name' in info && typeof info.name === 'string' ? info.name : String(info.type ?? '')
}

type Seen = { socket: TLSSocket; host: string; offer: TlsOffer; trust: Trust; staple: Buffer | null; ms: number }

const DATES = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

/**
 * The platform hands out a sent chain as a linked list that ends early where a certificate was sent twice.
 * OpenSSL saw the whole list: what it authorizes leads to a root, and so does a list cut short of which it
 * reports nothing but dates. Of a chain with a gap it may report the dates alone, too.
 */
function judgePath(path: ChainPath, error: string, cutShort: boolean): ChainPath {
  if (error === '') return 'trusted'
  return path === 'incomplete' && cutShort && DATES.has(error) ? 'trusted' : path
}

/** Whether the facts hold every name of the certificate. */
function isWhole({ dnsNames, ipAddresses, nameCount }: CertificateFacts): boolean {
  return dnsNames.length + ipAddresses.length >= nameCount
}

function readHandshake({ socket, host, offer, trust, staple, ms }: Seen): Shake {
  const leaf = socket.getPeerX509Certificate()
  // A server that offers only anonymous suites completes a handshake without any certificate.
  if (!leaf) throw new NetFailure(netError('TLS', 'tls', 'no certificate was sent'))
  const sent = linkedIssuers(leaf)
  const { path, chain, rootFromStore } = readPath(leaf, sent, trust.roots())
  const authorizationError = socket.authorized ? '' : verificationCode(socket.authorizationError)
  const facts = describeCertificate(leaf)
  const handshake: HandshakeOk = {
    ok: true,
    offer,
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : '',
    keyExchange: keyExchangeOf(socket),
    authorized: socket.authorized,
    authorizationError,
    leaf: facts,
    chain: chain.map(describeCertificate),
    rootFromStore,
    path: judgePath(path, authorizationError, isCutShort(leaf, sent)),
    name: matchName(host, isWhole(facts) ? facts : { ...facts, ...readEveryName(leaf.raw) }),
    stapleBytes: staple?.length ?? 0,
    ms,
  }
  return { handshake, leaf, sent, issuer: chain[0] ?? null, staple }
}

type ShakeRequest = HandshakeRequest & { offer: TlsOffer; named?: boolean }

/** One handshake with one address of a host. Failures are values; it never rejects. */
export async function shakeHands(request: ShakeRequest, deps: ShakeDeps): Promise<Shake> {
  const { host, address, offer, named = true } = request
  const startedAt = performance.now()
  const elapsed = () => Math.round(performance.now() - startedAt)
  try {
    const opened = await deps.open({
      host,
      address,
      port: request.port ?? 443,
      purpose: request.declaredPort ? 'endpoint' : 'web',
      signal: deps.signal,
      timeoutMs: CONNECT_MS,
    })
    const wrapped = await wrapTls({
      socket: opened.socket,
      host,
      trust: deps.trust,
      offer,
      named,
      timeoutMs: TLS_MS,
      ocsp: true,
    })
    try {
      const ms = Math.round(wrapped.ms)
      return readHandshake({
        socket: wrapped.socket,
        host,
        offer,
        trust: deps.trust,
        staple: wrapped.staple === null || wrapped.staple.length === 0 ? null : wrapped.staple,
        ms,
      })
    } finally {
      wrapped.socket.destroy()
      opened.socket.destroy()
    }
  } catch (thrown) {
    const error = deps.signal.aborted ? netError('ABORTED', 'tls', 'the run ended') : toNetError(thrown, 'tls')
    const failed: HandshakeFailed = { ok: false, offer, error, ms: elapsed() }
    return { handshake: failed, leaf: null, sent: [], issuer: null, staple: null }
  }
}
