import type { Socket } from 'node:net'
import type { Config } from '../config'
import type { AddressPolicy } from './address'
import { connectTo } from './connect'
import type { DialMap } from './dial'
import type { DnsAnswer, DnsClient, DnsStatus } from './dns/types'
import { DialError, EgressDenied } from './errors'
import { isPortAllowed, readHost } from './host-name'
import type { Gate, Release, SocketLimits } from './limits'
import { linkSignal } from './link-signal'
import type { EgressRefusal, Open, OpenRequest, Purpose, Vet, Vetted, VettedAddress } from './types'

export type GuardDeps = {
  config: Pick<Config, 'LR_TEST_NETWORK' | 'LR_TARGET_DENY'>
  policy: AddressPolicy
  dialMap: DialMap
  resolve: DnsClient['resolve']
  limits: SocketLimits
  runGate: Gate
  signal: AbortSignal
  /** Called before a connection is opened, when its turn towards the host has come. */
  makeRoom?: (host: string) => void
  /** Called with every opened socket, so that the run can destroy what is left at its end. */
  onSocket?: (socket: Socket) => void
  dnsMs?: number
}

const DNS_LIMIT_MS = 3000
const CONNECT_LIMIT_MS = 5000
const MAX_ADDRESSES = 32

type Target = { host: string; port: number; purpose: Purpose }

function addressesIn(answer: DnsAnswer): string[] {
  return answer.records.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.address] : []))
}

const familyOf = (address: string): VettedAddress => ({ address, family: address.includes(':') ? 6 : 4 })

/** Why a name has no address: a failure of DNS outweighs an answer that there is none. */
function emptyStatus(answers: readonly DnsAnswer[]): DnsStatus {
  const statuses = answers.map((answer) => answer.status)
  const failed = statuses.find((status) => !['answer', 'nodata', 'nxdomain'].includes(status))
  return failed ?? (statuses.includes('nxdomain') ? 'nxdomain' : 'nodata')
}

/** Classifies every address; one that is not public refuses the whole name (split answers, rebinding). */
function judgeAddresses(target: Target, addresses: string[], policy: AddressPolicy): Vetted {
  const classes = addresses.map((address) => ({ address, name: policy.refusedClass(address, target.port) }))
  const bad = classes.find((entry) => entry.name !== 'public')
  if (bad !== undefined) {
    const mixed = classes.some((entry) => entry.name === 'public')
    return refuse('EGRESS_ADDRESS', target, { address: bad.address, addressClass: bad.name, mixed })
  }
  return { ok: true, host: target.host, addresses: addresses.slice(0, MAX_ADDRESSES).map(familyOf) }
}

function refuse(code: EgressRefusal['code'], { host, port }: Target, more: Partial<EgressRefusal> = {}): Vetted {
  return { ok: false, refusal: { code, host: host.slice(0, 253), port, ...more } }
}

async function lookup(name: string, deps: GuardDeps): Promise<{ addresses: string[]; status: DnsStatus }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), deps.dnsMs ?? DNS_LIMIT_MS)
  })
  const found: DnsAnswer[] = []
  const asked = (['A', 'AAAA'] as const).map(async (type) => {
    found.push(await deps.resolve(name, type))
  })
  const first = await Promise.race([Promise.all(asked), late])
  clearTimeout(timer)
  const addresses = found.flatMap(addressesIn).map((address) => address.toLowerCase())
  const unique = [...new Set(addresses)].sort((a, b) => familyOf(a).family - familyOf(b).family)
  return { addresses: unique, status: first === 'late' ? 'timeout' : emptyStatus(found) }
}

/** Builds `vet`: refusal or public addresses, decided before any packet goes to the target. */
export function createVet(deps: GuardDeps): Vet {
  return async ({ host, port, purpose }) => {
    const target = { host, port, purpose }
    const read = readHost(host, { testNetwork: deps.config.LR_TEST_NETWORK, denied: deps.config.LR_TARGET_DENY })
    if (read.kind === 'refused') return refuse('EGRESS_HOST', target)
    if (!isPortAllowed(port, purpose)) return refuse('EGRESS_PORT', target)
    if (read.kind === 'address') return judgeAddresses({ ...target, host: read.address }, [read.address], deps.policy)
    const { addresses, status } = await lookup(read.name, deps)
    const named = { ...target, host: read.name }
    return addresses.length === 0
      ? refuse('EGRESS_DNS', named, { dns: status })
      : judgeAddresses(named, addresses, deps.policy)
  }
}

function chooseAddresses(vetted: Vetted & { ok: true }, request: OpenRequest): VettedAddress[] {
  if (request.address === undefined) return vetted.addresses
  const wanted = request.address.toLowerCase()
  const chosen = vetted.addresses.filter((entry) => entry.address === wanted)
  if (chosen.length > 0) return chosen
  throw new EgressDenied({ code: 'EGRESS_PIN', host: vetted.host, port: request.port, address: wanted })
}

type Wanted = { host: string; signals: readonly AbortSignal[]; turn: Release | undefined }

async function takePlace({ host, signals, turn }: Wanted, deps: GuardDeps): Promise<Release> {
  const linked = linkSignal(signals)
  try {
    const held = turn ?? (await deps.limits.enter(host, linked.signal))
    deps.makeRoom?.(host)
    return await deps.limits.acquire(host, deps.runGate, linked.signal, held)
  } catch (cause) {
    throw new DialError({ code: 'aborted', address: '', cause })
  } finally {
    linked.release()
  }
}

/**
 * Builds `open`, the one function that opens connections to targets. The name is resolved once; only
 * vetted addresses are dialled, one after the other, and the peer of the finished connection must be
 * the one that was dialled.
 */
export function createOpen(deps: GuardDeps, vet: Vet): Open {
  return async (request) => {
    const started = performance.now()
    const vetted = await vet(request)
    if (!vetted.ok) throw new EgressDenied(vetted.refusal)
    const addresses = chooseAddresses(vetted, request)
    const dnsMs = performance.now() - started
    const signals = request.signal === undefined ? [deps.signal] : [deps.signal, request.signal]
    const waiting = performance.now()
    const release = await takePlace({ host: vetted.host, signals, turn: request.turn }, deps)
    const waitMs = performance.now() - waiting
    try {
      const opened = await connectTo({
        addresses,
        host: vetted.host,
        port: request.port,
        dialMap: deps.dialMap,
        timeoutMs: request.timeoutMs ?? CONNECT_LIMIT_MS,
        signals,
      })
      opened.socket.once('close', release)
      deps.onSocket?.(opened.socket)
      const { socket, address, family, connectMs } = opened
      return { socket, address, family, timing: { dnsMs, waitMs, connectMs } }
    } catch (error) {
      release()
      throw error
    }
  }
}
