import { X509Certificate } from 'node:crypto'
import type { NetError } from '../http-types'
import { describeCertificate } from '../tls/certificate'
import type { CertificateFacts, HandshakeRequest, WireChain, WireLook, WireState, WireVersion } from '../tls-types'
import { type AskDeps, askHello, type HelloAnswer } from './ask'
import { WIRE_VERSIONS } from './client-hello'
import { SUITES, type Suite, suiteById } from './suites'

const ALL = SUITES.map(({ id }) => id)
const FORWARD_SECRET = SUITES.filter(
  ({ exchange, weakness }) => weakness === null && (exchange === 'ecdhe' || exchange === 'dhe'),
)

/** What the ordinary handshake already told of the address. */
export type KnownFirst = {
  version: string
  /** Key types whose certificates were seen, the one of the ordinary handshake first. */
  keys: readonly ('rsa' | 'ecdsa')[]
}

/** Asks one hello; it fails where the budget of the host is used up. */
type Ask = (version: WireVersion, suites: readonly number[], keys?: 'rsa' | 'ecdsa') => Promise<HelloAnswer>

export type LookDeps = AskDeps & {
  /** Takes one hello from the budget of the host; false when there is none left. */
  take: () => boolean
  /** SSL 3.0 names no host, so that one answer holds for every host at the same address. */
  oncePerAddress: (address: string, ask: () => Promise<HelloAnswer>) => Promise<HelloAnswer>
}

const STEPS: readonly WireVersion[] = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3']

/** The ordinary handshake succeeded where our own hello was refused: what it is refused proves nothing. */
const DISLIKED: NetError = { code: 'TLS_ALERT', fault: 'ours', phase: 'tls', detail: 'the server refuses our hello' }

const NO_BUDGET: NetError = { code: 'BUDGET', fault: 'ours', phase: 'queue', detail: 'too many hellos for this host' }

function certificateOf(der: Buffer): CertificateFacts | null {
  try {
    return describeCertificate(new X509Certificate(der))
  } catch {
    // Not a certificate; its size is all that can be told.
    return null
  }
}

function chainOf(answer: HelloAnswer): WireChain | null {
  if (answer.kind !== 'flight' || answer.flight.certificates.length === 0) return null
  const { certificates, chainBytes, staple } = answer.flight
  return {
    certificates: certificates.map((der) => ({ bytes: der.length, facts: certificateOf(der) })),
    bytes: chainBytes,
    stapleBytes: staple?.length ?? 0,
  }
}

type States = Record<WireVersion, WireState>

const PROTOCOL_VERSION = 70
const UNRECOGNIZED_NAME = 112

/** What one answer tells: a server picks the highest version it has, so those above its choice are refused. */
function learn(states: States, offered: WireVersion, answer: HelloAnswer): void {
  if (answer.kind === 'failed' || (answer.kind === 'alert' && answer.alert === UNRECOGNIZED_NAME)) return
  if (answer.kind !== 'flight') {
    states[offered] = 'refused'
    // The alert for versions speaks of everything up to the offer (RFC 5246 appendix E.1); SSL 3.0 is asked by itself.
    if (answer.kind === 'alert' && answer.alert === PROTOCOL_VERSION && offered !== 'TLSv1.3')
      for (const step of STEPS.slice(STEPS.indexOf(offered))) if (step !== 'SSLv3') states[step] = 'refused'
    return
  }
  const { version } = answer.flight
  // A version above the offer breaks the protocol and proves nothing.
  if (WIRE_VERSIONS[version] > WIRE_VERSIONS[offered]) return
  for (const step of STEPS.slice(STEPS.indexOf(offered), STEPS.indexOf(version))) states[step] = 'refused'
  states[version] = 'accepted'
}

function suiteFacts(answer: HelloAnswer): WireLook['suites'] {
  if (answer.kind !== 'flight' || answer.flight.version === 'TLSv1.3') return []
  const { suite, version, dhBits } = answer.flight
  return [{ ...describeSuite(suite), version, dhBits }]
}

/** Whether a server that has a cipher of today wants a certificate of the visitor. */
function asksVisitor(answer: HelloAnswer): boolean {
  return answer.kind === 'flight' && answer.flight.asksVisitor && suiteById(answer.flight.suite)?.weakness === null
}

/** A suite as plain facts; its number where we do not know it. */
export function describeSuite(id: number): Pick<Suite, 'name' | 'exchange' | 'weakness'> {
  const known = suiteById(id)
  return known === undefined
    ? { name: `0x${id.toString(16).padStart(4, '0')}`, exchange: 'rsa', weakness: null }
    : { name: known.name, exchange: known.exchange, weakness: known.weakness }
}

function failureOf(answers: readonly HelloAnswer[]): NetError | null {
  return answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.error] : []))[0] ?? null
}

/** The versions asked one after the other: each answer tells which question is still open. */
async function askVersions(ask: Ask, states: States): Promise<HelloAnswer[]> {
  const answers: HelloAnswer[] = []
  for (const version of STEPS) {
    // SSL 3.0 is asked even after a refusal: some servers answer it only to those who ask for nothing else.
    if (states[version] === 'accepted' || (states[version] === 'refused' && version !== 'SSLv3')) continue
    const answer = await ask(version, ALL)
    answers.push(answer)
    learn(states, version, answer)
  }
  return answers
}

/**
 * Versions, suites and certificates of one address as they stand on the wire: two to five hellos. The
 * version the ordinary handshake used is taken over from it.
 */
export async function lookAtWire(
  request: HandshakeRequest,
  first: KnownFirst | null,
  deps: LookDeps,
): Promise<WireLook> {
  const states: States = {
    SSLv3: 'unknown',
    TLSv1: 'unknown',
    'TLSv1.1': 'unknown',
    'TLSv1.2': 'unknown',
    'TLSv1.3': 'unknown',
  }
  const ask: Ask = async (version, suites, keys) => {
    const offer = { host: request.host, version, suites, ...(keys === undefined ? {} : { keys }) }
    const askOnce = async (): Promise<HelloAnswer> =>
      deps.take() ? askHello(request, offer, deps) : { kind: 'failed', error: NO_BUDGET }
    const asking = async (): Promise<HelloAnswer> => {
      const answer = await askOnce()
      // Hanging up may be a refusal or a bad moment: only the second time counts.
      return answer.kind === 'closed' ? askOnce() : answer
    }
    return version === 'SSLv3' ? deps.oncePerAddress(request.address, asking) : asking()
  }
  const known = STEPS.find((step) => step === first?.version)
  if (known !== undefined) {
    states['TLSv1.3'] = 'refused'
    states[known] = 'accepted'
  }
  // The hello for 1.2 also shows the certificates as sent, so it is asked even where the version is known.
  const twelve = await ask('TLSv1.2', ALL)
  const isDisliked = known !== undefined && known !== 'TLSv1.3' && twelve.kind !== 'flight' && twelve.kind !== 'failed'
  if (!isDisliked) learn(states, 'TLSv1.2', twelve)
  // Where the first question fails, four more would only knock at a closed door.
  const isOver = twelve.kind === 'failed' || isDisliked
  const answers = [twelve, ...(isOver ? [] : await askVersions(ask, states))]
  const flights = answers.flatMap(suiteFacts)
  const chain = answers.map(chainOf).find((one) => one !== null) ?? null
  const chains = chain === null ? [] : [chain]
  const other = first?.keys[1]
  if (other !== undefined && chain !== null) {
    const ofKey = SUITES.filter(({ auth, weakness }) => auth === other && weakness === null).map(({ id }) => id)
    const more = chainOf(await ask('TLSv1.2', ofKey, other))
    if (more !== null) chains.push(more)
  }
  return {
    address: request.address,
    versions: states,
    suites: flights,
    chains,
    forwardSecret: await askForwardSecrecy(ask, flights, states),
    asksVisitor: answers.some(asksVisitor),
    error: isDisliked ? DISLIKED : failureOf(answers),
  }
}

/** Whether a server that chose a suite without forward secrecy has none that is; only then it is asked. */
async function askForwardSecrecy(
  ask: Ask,
  flights: WireLook['suites'],
  states: States,
): Promise<WireLook['forwardSecret']> {
  if (states['TLSv1.3'] === 'accepted') return 'yes'
  const [chosen] = flights
  if (chosen === undefined) return 'unknown'
  if (chosen.exchange === 'ecdhe' || chosen.exchange === 'dhe') return 'yes'
  const answer = await ask(
    chosen.version === 'SSLv3' ? 'TLSv1' : chosen.version,
    FORWARD_SECRET.map(({ id }) => id),
  )
  if (answer.kind === 'flight') return 'yes'
  return answer.kind === 'failed' ? 'unknown' : 'no'
}
