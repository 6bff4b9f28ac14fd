import { randomBytes } from 'node:crypto'
import type { Config } from '../../config'
import { type Question, type Reply, speaksEdns } from './message'
import { configuredResolvers } from './resolvers'
import { DNS_TIMING, type DnsServer, type DnsTiming } from './server'
import { askTcp, askUdp, type WireResult } from './transport'
import type { DnsStatus, DnsType } from './types'

type Told = 'yes' | 'no' | 'unknown'

/** What one resolver can do, as its answers tell. */
export type ResolverLook = {
  /** `ip:port` as configured. */
  address: string
  /** Class of its address: `public`, `private`, `loopback`, ... */
  addressClass: string
  /** `refused`: it answers, but not us. `failing`: it answers only that it could not find out. */
  reach: 'yes' | 'tcp-only' | 'refused' | 'failing' | 'no'
  /** Time to its first answer, milliseconds; absent where there was none. */
  ms?: number
  /** EDNS(0), RFC 6891. */
  edns: Told
  tcp: boolean
  /** Whether it validates DNSSEC: AD in the answer to `. DNSKEY` (RFC 4035 section 3.2.3). */
  validates: Told
  /** Whether it says that a name is missing which nobody has (RFC 8020); `no`: it answers all the same. */
  admitsMissing: Told
}

export type ResolverLookDeps = {
  config: Pick<Config, 'LR_DNS_RESOLVERS' | 'LR_TEST_NETWORK'>
  addressClass: (address: string) => string
  signal: AbortSignal
  timing?: Pick<DnsTiming, 'tryMs' | 'tries'>
  /** The suffix below which a name is made up; `com` unless told otherwise, `test` in the laboratory. */
  below?: string
}

type Heard = { reply: Reply; edns: boolean; ms: number }

const NOBODY: readonly DnsStatus[] = ['refused', 'referral']
const FAILED: readonly DnsStatus[] = ['servfail', 'formerr']

/** One server over one transport until it says something; in the plain form where it rejects EDNS. */
async function hear(
  ask: (request: { edns: boolean; timeoutMs: number }) => Promise<WireResult>,
  { tryMs, tries }: Pick<DnsTiming, 'tryMs' | 'tries'>,
): Promise<Heard | undefined> {
  for (let round = 0; round < tries; round += 1) {
    const started = performance.now()
    const first = await ask({ edns: true, timeoutMs: tryMs })
    const ms = Math.round(performance.now() - started)
    if ('reply' in first) {
      const plain = first.reply.status === 'formerr' ? await ask({ edns: false, timeoutMs: tryMs }) : first
      const reply = 'reply' in plain ? plain.reply : first.reply
      return { reply, edns: plain === first && speaksEdns(first.bytes), ms }
    }
    if (first.outcome !== 'timeout') return undefined
  }
  return undefined
}

function validatesBy(heard: readonly Heard[]): Told {
  const whole = heard.filter(({ reply }) => !reply.tc && (reply.status === 'answer' || reply.status === 'nodata'))
  if (whole.some(({ reply }) => reply.ad)) return 'yes'
  return whole.length > 0 ? 'no' : 'unknown'
}

function admitsMissingBy(heard: Heard | undefined): Told {
  if (heard?.reply.status === 'nxdomain') return 'yes'
  return heard?.reply.status === 'answer' || heard?.reply.status === 'nodata' ? 'no' : 'unknown'
}

function reachBy(udp: Heard | undefined, all: readonly Heard[]): ResolverLook['reach'] {
  const only = (statuses: readonly DnsStatus[]) => all.every(({ reply }) => statuses.includes(reply.status))
  if (all.length === 0) return 'no'
  if (only(NOBODY)) return 'refused'
  if (only([...NOBODY, ...FAILED])) return 'failing'
  return udp === undefined ? 'tcp-only' : 'yes'
}

async function lookAt(server: DnsServer, deps: ResolverLookDeps): Promise<ResolverLook> {
  const { signal, timing = DNS_TIMING, below = deps.config.LR_TEST_NETWORK ? 'test' : 'com' } = deps
  const heardOver = (ask: typeof askUdp, name: string, type: DnsType) => {
    const question: Question = { name, type, rd: true, cd: false, dnssec: true }
    return hear((request) => ask({ to: server.to, question, signal, ...request }), timing)
  }
  const [udp, tcp] = await Promise.all([heardOver(askUdp, '.', 'DNSKEY'), heardOver(askTcp, '.', 'DNSKEY')])
  const first = udp ?? tcp
  const madeUp = `lr-${randomBytes(8).toString('hex')}.${below}`
  const missing = first === undefined ? undefined : await heardOver(udp === undefined ? askTcp : askUdp, madeUp, 'A')
  const all = [udp, tcp, missing].filter((heard) => heard !== undefined)
  return {
    address: server.label,
    addressClass: deps.addressClass(server.to.host),
    reach: reachBy(udp, all),
    ...(first === undefined ? {} : { ms: first.ms }),
    edns: first === undefined ? 'unknown' : first.edns ? 'yes' : 'no',
    tcp: tcp !== undefined,
    validates: validatesBy([udp, tcp].filter((heard) => heard !== undefined)),
    admitsMissing: admitsMissingBy(missing),
  }
}

/**
 * Asks every configured resolver three questions, all side by side: the keys of the root over UDP and over TCP, and a
 * name nobody has. What DNS says makes it throw nothing; throws `ConfigError` for unreadable resolvers.
 */
export function lookAtResolvers(deps: ResolverLookDeps): Promise<ResolverLook[]> {
  return Promise.all(configuredResolvers(deps.config.LR_DNS_RESOLVERS).map((server) => lookAt(server, deps)))
}
