import { isIP } from 'node:net'
import type { Config } from '../../config'
import { DialError } from '../errors'
import type { SmtpObservation, SmtpProber, SmtpRequest, SmtpRoute } from '../smtp-types'
import { sharedTrust } from '../tls/context'
import type { Open, ProberDeps } from '../types'
import { converse, SMTP_PORT } from './converse'

const SESSION_MS = 15_000
const CONNECT_MS = 5_000
const ROUTE_MS = 3_000
const HOUR = 3_600_000
const MINUTE = 60_000
const MAX_REMEMBERED = 2_000

/** Large public mail exchangers that are there for everyone; nothing is said to them. */
const WITNESSES = ['gmail-smtp-in.l.google.com', 'smtp.google.com', 'mx01.mail.icloud.com']

/** What this process knows about mail servers and about its own way to them. */
export type SmtpMemory = {
  sessions: Map<string, SmtpObservation>
  route: { state: 'open' | 'blocked'; at: number } | undefined
}

export function createSmtpMemory(): SmtpMemory {
  return { sessions: new Map(), route: undefined }
}

const processMemory = createSmtpMemory()

/** The name given in EHLO: the configured one, else the public host name of this installation. */
export function ehloNameOf(config: Pick<Config, 'LR_EHLO_NAME' | 'NEXTAUTH_URL'>): string | undefined {
  if (config.LR_EHLO_NAME !== undefined) return config.LR_EHLO_NAME
  const host = config.NEXTAUTH_URL === undefined ? '' : new URL(config.NEXTAUTH_URL).hostname
  return host.includes('.') && isIP(host) === 0 ? host : undefined
}

/** A session in which everything was in order is good for an hour; after a repair nobody should wait that long. */
function memorySpan({ outcome, tls }: SmtpObservation): number {
  if (outcome === 'aborted') return 0
  return outcome === 'done' && tls?.path === 'trusted' && tls.name === 'match' ? HOUR : MINUTE
}

async function reaches(host: string, open: Open, signal: AbortSignal): Promise<'yes' | 'no' | 'untold'> {
  try {
    const { socket } = await open({ host, port: SMTP_PORT, purpose: 'mail', signal, timeoutMs: ROUTE_MS })
    socket.destroy()
    return 'yes'
  } catch (thrown) {
    if (!(thrown instanceof DialError)) return 'untold'
    // Whoever refuses has been reached.
    if (thrown.code === 'refused' || thrown.code === 'reset') return 'yes'
    return thrown.code === 'timeout' || thrown.code === 'unreachable' ? 'no' : 'untold'
  }
}

/**
 * The mail eyes of one run. Sessions are shared by all runs of the process through `memory`, except in the
 * laboratory, where addresses change their minds.
 */
export function createSmtpProber(deps: ProberDeps, memory: SmtpMemory = processMemory): SmtpProber {
  const { config, open, signal, now } = deps
  const running = new Map<string, Promise<SmtpObservation>>()
  const remembers = !config.LR_TEST_NETWORK || memory !== processMemory
  const converseDeps = {
    open,
    signal,
    now,
    trust: sharedTrust(config.LR_EXTRA_CA),
    ehloName: ehloNameOf(config),
    sessionMs: SESSION_MS,
    connectMs: CONNECT_MS,
  }

  function remember(key: string, seen: SmtpObservation): void {
    if (memory.sessions.size >= MAX_REMEMBERED) memory.sessions.clear()
    memory.sessions.set(key, seen)
  }

  async function start(key: string, request: SmtpRequest): Promise<SmtpObservation> {
    const known = remembers ? memory.sessions.get(key) : undefined
    if (known !== undefined && now() - known.at < memorySpan(known)) return known
    const seen = await converse(request, converseDeps)
    if (remembers) remember(key, seen)
    return seen
  }

  async function testRoute(): Promise<SmtpRoute> {
    const answers = await Promise.all(WITNESSES.map((host) => reaches(host, open, signal)))
    if (answers.includes('yes')) memory.route = { state: 'open', at: now() }
    else if (answers.includes('no')) memory.route = { state: 'blocked', at: now() }
    return memory.route?.state ?? 'open'
  }

  return {
    observe(request) {
      const key = `${request.host.toLowerCase()} ${request.address}`
      const known = running.get(key) ?? start(key, request)
      running.set(key, known)
      return known
    },
    async route(unanswered) {
      if (config.LR_SMTP_PROBE === 'off') return 'off'
      const known = memory.route
      if (known !== undefined && now() - known.at < HOUR) return known.state
      // Without a doubt there is nothing to find out.
      return unanswered ? testRoute() : 'open'
    },
  }
}
