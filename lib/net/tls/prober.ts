import type { HelloAnswer } from '../hello/ask'
import { type KnownFirst, lookAtWire } from '../hello/look'
import { sweepWeakSuites } from '../hello/sweep'
import { netError } from '../http/failure'
import { userAgent } from '../http/prober'
import type {
  AiaResult,
  Handshake,
  HandshakeRequest,
  RevocationLook,
  TlsObservation,
  TlsOffer,
  TlsProber,
  WeakSweep,
  WireLook,
} from '../tls-types'
import type { ProberDeps } from '../types'
import { completeChain } from './aia'
import { sharedTrust } from './context'
import { type Shake, shakeHands } from './handshake'
import { createLoad, lookAtRevocation } from './revocation'

/** Handshakes per host and run: eight addresses once, four of them with the second key type. */
const MAX_FIRST = 8
const MAX_SECOND = 4
/** Handshakes without the name of the host, for owners whose visitors come with old clients. */
const MAX_UNNAMED = 2
/** Hellos of our own per host and run, besides those of a sweep with permission. */
const MAX_HELLOS = 12

type Observed = { observation: TlsObservation; first: Shake; second: Shake | null }

/** Starts the work of a key once and gives the same answer to everybody who asks again. */
function once<Value>(): (key: string, work: () => Promise<Value>) => Promise<Value> {
  const known = new Map<string, Promise<Value>>()
  return (key, work) => {
    const started = known.get(key) ?? work()
    known.set(key, started)
    return started
  }
}

const keyOf = ({ host, address, port = 443 }: HandshakeRequest) => `${host} ${address} ${port}`

/** Two addresses may serve one certificate with different staples, or with none. */
function statusKey({ staple }: Shake, fingerprint: string): string {
  return `${fingerprint} ${staple?.toString('base64') ?? ''}`
}

/** What the hellos need to know of the handshakes; null where none succeeded. */
function knownOf({ observation: { first, second } }: Observed): KnownFirst | null {
  if (!first.ok) return null
  const keyType = (ok: boolean) => (ok ? ('ecdsa' as const) : ('rsa' as const))
  const isEc = first.leaf.keyType === 'ec'
  return { version: first.version, keys: second?.ok ? [keyType(isEc), keyType(!isEc)] : [keyType(isEc)] }
}

function overBudget(offer: TlsOffer, host: string): Handshake {
  const detail = `more than ${MAX_FIRST + MAX_SECOND} handshakes with ${host}`
  return { ok: false, offer, error: netError('BUDGET', 'queue', detail), ms: 0 }
}

/** The TLS eyes of one run. */
export function createTlsProber(deps: ProberDeps): TlsProber {
  const trust = sharedTrust(deps.config.LR_EXTRA_CA)
  const limits = { first: MAX_FIRST, second: MAX_SECOND, unnamed: MAX_UNNAMED, hello: MAX_HELLOS }
  const used = {
    first: new Map<string, number>(),
    second: new Map<string, number>(),
    unnamed: new Map<string, number>(),
    hello: new Map<string, number>(),
  }
  const onceObserved = once<Observed>()
  const onceUnnamed = once<Handshake>()
  const onceCompleted = once<AiaResult>()
  const onceWired = once<WireLook>()
  const onceSwept = once<WeakSweep>()
  const onceRevocation = once<RevocationLook>()
  const onceSsl3 = once<HelloAnswer>()
  const load = createLoad({ open: deps.open, trust, signal: deps.signal }, userAgent(deps))

  function take(kind: keyof typeof limits, host: string): boolean {
    const count = used[kind].get(host) ?? 0
    if (count >= limits[kind]) return false
    used[kind].set(host, count + 1)
    return true
  }

  async function shake(request: HandshakeRequest, offer: TlsOffer): Promise<Shake> {
    const allowed = take(offer === 'default' ? 'first' : 'second', request.host)
    return allowed
      ? shakeHands({ ...request, offer }, { open: deps.open, trust, signal: deps.signal })
      : { handshake: overBudget(offer, request.host), leaf: null, sent: [], issuer: null, staple: null }
  }

  async function look(request: HandshakeRequest): Promise<Observed> {
    const first = await shake(request, 'default')
    const { handshake } = first
    // The other key type has its own certificate, which may have been forgotten at renewal.
    const other = handshake.ok && handshake.leaf.keyType === 'ec' ? 'rsa' : 'ecdsa'
    const second = handshake.ok ? await shake(request, other) : null
    const observation: TlsObservation = {
      host: request.host,
      address: request.address,
      port: request.port ?? 443,
      family: request.address.includes(':') ? 6 : 4,
      first: handshake,
      second: second?.handshake ?? null,
    }
    return { observation, first, second }
  }

  const observe = (request: HandshakeRequest) => onceObserved(keyOf(request), () => look(request))

  async function observeUnnamed(request: HandshakeRequest): Promise<Handshake> {
    if (!take('unnamed', request.host)) return overBudget('default', request.host)
    const asking = { open: deps.open, trust, signal: deps.signal }
    return (await shakeHands({ ...request, offer: 'default', named: false }, asking)).handshake
  }

  async function complete(request: HandshakeRequest): Promise<AiaResult> {
    const { first } = await observe(request)
    const { leaf, sent } = first
    if (!leaf)
      return { status: 'failed', error: first.handshake.ok ? null : first.handshake.error, detail: 'no handshake' }
    const asking = { open: deps.open, trust, signal: deps.signal }
    return onceCompleted(leaf.fingerprint256, () => completeChain({ leaf, sent }, asking, userAgent(deps)))
  }

  async function wire(request: HandshakeRequest): Promise<WireLook> {
    const known = knownOf(await observe(request))
    return lookAtWire(request, known, {
      open: deps.open,
      signal: deps.signal,
      take: () => take('hello', request.host),
      oncePerAddress: (address, ask) => onceSsl3(`${address} ${request.port ?? 443}`, ask),
    })
  }

  async function revocation(request: HandshakeRequest): Promise<RevocationLook[]> {
    const { first, second } = await observe(request)
    const looks = [first, second].map((shook) => {
      const leaf = shook?.leaf
      if (!shook || !leaf) return []
      return [onceRevocation(statusKey(shook, leaf.fingerprint256), () => lookAtRevocation({ ...shook, leaf }, load))]
    })
    return Promise.all(looks.flat())
  }

  return {
    observe: async (request) => (await observe(request)).observation,
    observeUnnamed: (request) => onceUnnamed(keyOf(request), () => observeUnnamed(request)),
    completeByAia: complete,
    wire: (request) => onceWired(keyOf(request), () => wire(request)),
    sweep: (request) =>
      onceSwept(keyOf(request), () => sweepWeakSuites(request, { open: deps.open, signal: deps.signal })),
    revocation,
  }
}
