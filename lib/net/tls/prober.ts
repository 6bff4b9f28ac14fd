import { netError } from '../http/failure'
import { userAgent } from '../http/prober'
import type { AiaResult, Handshake, HandshakeRequest, TlsObservation, TlsOffer, TlsProber } from '../tls-types'
import type { ProberDeps } from '../types'
import { completeChain } from './aia'
import { sharedTrust } from './context'
import { type Shake, shakeHands } from './handshake'

/** Handshakes per host and run: eight addresses once, four of them with the second key type. */
const MAX_FIRST = 8
const MAX_SECOND = 4

type Observed = { observation: TlsObservation; first: Shake }

function overBudget(offer: TlsOffer, host: string): Handshake {
  const detail = `more than ${MAX_FIRST + MAX_SECOND} handshakes with ${host}`
  return { ok: false, offer, error: netError('BUDGET', 'queue', detail), ms: 0 }
}

/** The TLS eyes of one run. */
export function createTlsProber(deps: ProberDeps): TlsProber {
  const trust = sharedTrust(deps.config.LR_EXTRA_CA)
  const used = { first: new Map<string, number>(), second: new Map<string, number>() }
  const observed = new Map<string, Promise<Observed>>()
  const completed = new Map<string, Promise<AiaResult>>()

  function take(kind: 'first' | 'second', host: string): boolean {
    const count = used[kind].get(host) ?? 0
    if (count >= (kind === 'first' ? MAX_FIRST : MAX_SECOND)) return false
    used[kind].set(host, count + 1)
    return true
  }

  async function shake(request: HandshakeRequest, offer: TlsOffer): Promise<Shake> {
    const allowed = take(offer === 'default' ? 'first' : 'second', request.host)
    return allowed
      ? shakeHands({ ...request, offer }, { open: deps.open, trust, signal: deps.signal })
      : { handshake: overBudget(offer, request.host), leaf: null, sent: [] }
  }

  async function look(request: HandshakeRequest): Promise<Observed> {
    const first = await shake(request, 'default')
    const { handshake } = first
    // The other key type has its own certificate, which may have been forgotten at renewal.
    const other = handshake.ok && handshake.leaf.keyType === 'ec' ? 'rsa' : 'ecdsa'
    const second = handshake.ok ? (await shake(request, other)).handshake : null
    const observation: TlsObservation = {
      host: request.host,
      address: request.address,
      port: request.port ?? 443,
      family: request.address.includes(':') ? 6 : 4,
      first: handshake,
      second,
    }
    return { observation, first }
  }

  function observe(request: HandshakeRequest): Promise<Observed> {
    const key = `${request.host} ${request.address} ${request.port ?? 443}`
    const known = observed.get(key)
    if (known) return known
    const started = look(request)
    observed.set(key, started)
    return started
  }

  async function complete(request: HandshakeRequest): Promise<AiaResult> {
    const { first } = await observe(request)
    if (!first.leaf) {
      const error = first.handshake.ok ? null : first.handshake.error
      return { status: 'failed', error, detail: 'no handshake' }
    }
    const key = first.leaf.fingerprint256
    const known = completed.get(key)
    if (known) return known
    const asking = { open: deps.open, trust, signal: deps.signal }
    const started = completeChain({ leaf: first.leaf, sent: first.sent }, asking, userAgent(deps))
    completed.set(key, started)
    return started
  }

  return { observe: async (request) => (await observe(request)).observation, completeByAia: complete }
}
