import type { Config } from '../../config'
import type { AddressPolicy } from '../address'
import type { DialMap } from '../dial'
import type { Gate } from '../limits'
import { createGate } from '../limits'
import { confirmAbsent } from './absence'
import { createAuthority } from './authority'
import { createDirectProbe } from './direct'
import type { InquiryContext } from './inquire'
import { askInTurn, askTcpOnly, unasked } from './inquire'
import type { Question } from './message'
import { toWireName } from './name'
import { configuredResolvers, createResolverHealth } from './resolvers'
import type { DnsServer, DnsTiming } from './server'
import { DNS_TIMING } from './server'
import { askTransfer } from './transfer'
import type {
  AskOptions,
  Blocklist,
  DnsAnswer,
  DnsClient,
  DnsPurpose,
  DnsType,
  ResolveOptions,
  TransferAnswer,
} from './types'

export type DnsClientDeps = {
  config: Pick<Config, 'LR_DNS_RESOLVERS' | 'LR_DNS_AUTHORITY' | 'LR_DNS_BLOCKLISTS' | 'LR_TEST_NETWORK'>
  policy: AddressPolicy
  dialMap: DialMap
  signal: AbortSignal
  now: () => number
  timing?: DnsTiming
  budget?: number
}

/** The questions that make the core of the client; the rest is built from them. */
export type DnsCore = Pick<DnsClient, 'resolve' | 'resolveEach' | 'askServer' | 'direct' | 'transfer'>

const RUN_BUDGET = 600
const PURPOSE_BUDGET: Record<DnsPurpose, number> = { spf: 120, dkim: 90 }
const PARALLEL_PER_RUN = 24
const PARALLEL_PER_SERVER = 4

/** Shared by all runs of this process. */
const processGate = createGate({ limit: 200 })

type Budget = { take(purpose?: DnsPurpose): boolean; usage(): { asked: number; left: number } }

function createBudget(total: number): Budget {
  let asked = 0
  const byPurpose = new Map<DnsPurpose, number>()
  return {
    take(purpose) {
      const used = purpose === undefined ? 0 : (byPurpose.get(purpose) ?? 0)
      if (asked >= total || (purpose !== undefined && used >= PURPOSE_BUDGET[purpose])) return false
      asked += 1
      if (purpose !== undefined) byPurpose.set(purpose, used + 1)
      return true
    },
    usage: () => ({ asked, left: total - asked }),
  }
}

type Job = { group: string; question: Question; purpose?: DnsPurpose | undefined; fresh?: boolean | undefined }

/** Answers of one run: each question is asked once, also when several callers ask it at the same time. */
function createCache(ask: (job: Job, run: () => Promise<DnsAnswer>) => Promise<DnsAnswer>) {
  const answers = new Map<string, Promise<DnsAnswer>>()
  return (job: Job, run: () => Promise<DnsAnswer>): Promise<DnsAnswer> => {
    const { name, type, rd, cd, dnssec } = job.question
    const key = [job.group, name.toLowerCase(), type, rd, cd, dnssec].join('|')
    const known = answers.get(key)
    if (known !== undefined && job.fresh !== true) return known
    const answer = ask(job, run)
    answers.set(key, answer)
    // Our own exhausted budget is no knowledge about the name.
    void answer.then(({ status }) => status === 'budget' && answers.get(key) === answer && answers.delete(key))
    return answer
  }
}

async function throughGates(
  gates: readonly Gate[],
  signal: AbortSignal,
  run: () => Promise<DnsAnswer>,
): Promise<DnsAnswer> {
  const taken = []
  try {
    for (const gate of gates) taken.push(await gate.acquire(signal))
    return await run()
  } finally {
    for (const release of taken) release()
  }
}

function questionOf(name: string, type: DnsType, options: { rd: boolean; cd?: boolean; dnssec?: boolean }): Question {
  return { name, type, rd: options.rd, cd: options.cd ?? false, dnssec: options.dnssec ?? false }
}

/** Silent over UDP to the last try, and yet there over TCP. */
function isDeafToUdp({ transport, status, attempts }: DnsAnswer): boolean {
  const overUdp = attempts.filter((entry) => entry.transport === 'udp')
  const isSilent = overUdp.length > 0 && overUdp.every(({ outcome }) => outcome === 'timeout')
  return transport === 'tcp' && status !== 'timeout' && status !== 'network' && isSilent
}

function createCore(deps: DnsClientDeps, resolvers: readonly DnsServer[], budget: Budget): DnsCore {
  const context: InquiryContext = { timing: deps.timing ?? DNS_TIMING, signal: deps.signal, now: deps.now }
  const runGate = createGate({ limit: PARALLEL_PER_RUN })
  const serverGates = new Map<string, Gate>()
  /** Name servers that answer over TCP only; the waits over UDP are spent once. */
  const deaf = new Set<string>()
  const health = createResolverHealth(resolvers)

  const cached = createCache(async (job, run) => {
    if (deps.signal.aborted) return unasked(job.question, 'network', context, 'aborted')
    if (!budget.take(job.purpose)) return unasked(job.question, 'budget', context)
    const own = job.group.startsWith('server ') ? [serverGate(job.group)] : []
    return throughGates([...own, runGate, processGate], deps.signal, run).catch((error: unknown) => {
      if (deps.signal.aborted) return unasked(job.question, 'network', context, 'aborted')
      throw error
    })
  })

  function serverGate(group: string): Gate {
    const gate = serverGates.get(group) ?? createGate({ limit: PARALLEL_PER_SERVER })
    serverGates.set(group, gate)
    return gate
  }

  function recursive(
    group: string,
    servers: () => readonly DnsServer[],
    name: string,
    type: DnsType,
    options: ResolveOptions,
  ) {
    const wire = toWireName(name, { spaces: options.purpose === 'spf' })
    const question = questionOf(wire ?? name, type, { ...options, rd: true })
    if (wire === undefined) return Promise.resolve(unasked(question, 'badname', context))
    const job = { group, question, purpose: options.purpose, fresh: options.fresh }
    return cached(job, () => askInTurn(question, servers(), context, health))
  }

  async function askServer(address: string, name: string, type: DnsType, options: AskOptions = {}): Promise<DnsAnswer> {
    const wire = toWireName(name)
    const { fresh, ...asked } = options
    const question = questionOf(wire ?? name, type, { rd: false, ...asked })
    if (wire === undefined) return unasked(question, 'badname', context)
    const to = deps.policy.refusedClass(address, 53) === 'public' ? deps.dialMap(address, 53) : undefined
    if (to === undefined) return { ...unasked(question, 'network', context, 'EGRESS_ADDRESS'), server: address }
    const server = { label: address, to }
    const group = `server ${address}${options.tcp === true ? ' tcp' : ''}`
    const run = async (): Promise<DnsAnswer> => {
      if (options.tcp === true) return askTcpOnly(question, server, context)
      const known = deaf.has(address) ? await askTcpOnly(question, server, context) : undefined
      if (known !== undefined && known.status !== 'timeout' && known.status !== 'network') return known
      const answer = await askInTurn(question, [server], context)
      if (isDeafToUdp(answer)) deaf.add(address)
      return answer
    }
    return cached({ group, question, fresh }, run)
  }

  async function transfer(address: string, zone: string): Promise<TransferAnswer> {
    const wire = toWireName(zone)
    const to = deps.policy.refusedClass(address, 53) === 'public' ? deps.dialMap(address, 53) : undefined
    if (wire === undefined || to === undefined) return { outcome: 'network', records: [] }
    if (!budget.take()) return { outcome: 'budget', records: [] }
    const taken = []
    try {
      const gates = [serverGate(`server ${address}`), runGate, processGate]
      for (const gate of gates) taken.push(await gate.acquire(deps.signal))
      return await askTransfer({ to, zone: wire, timeoutMs: context.timing.questionMs, signal: deps.signal })
    } catch (error) {
      if (deps.signal.aborted) return { outcome: 'network', records: [] }
      throw error
    } finally {
      for (const release of taken) release()
    }
  }

  const core: Omit<DnsCore, 'direct'> = {
    transfer,
    resolve: (name, type, options = {}) => recursive('resolvers', health.order, name, type, options),
    resolveEach: (name, type, options = {}) =>
      Promise.all(
        // A single resolver has been asked already whatever `resolve` asked.
        resolvers.map((server) =>
          resolvers.length === 1
            ? recursive('resolvers', health.order, name, type, options)
            : recursive(`resolver ${server.label}`, () => [server], name, type, options),
        ),
      ),
    askServer,
  }
  return { ...core, direct: createDirectProbe(deps.config, core, deps.signal) }
}

function configuredBlocklists(entries: readonly string[]): Blocklist[] {
  return entries.map((entry) => {
    const split = entry.indexOf(':')
    const kind = entry.slice(0, split).toLowerCase() === 'ip' ? 'ip' : 'domain'
    return { kind, zone: entry.slice(split + 1).toLowerCase() }
  })
}

/**
 * The DNS client of one run: own wire format on UDP and TCP, EDNS, budget of 600 questions, cache and
 * de-duplication. Nothing it is told by DNS makes it throw. Throws `ConfigError` for unreadable resolvers.
 */
export function createDnsClient(deps: DnsClientDeps): DnsClient {
  const resolvers = configuredResolvers(deps.config.LR_DNS_RESOLVERS)
  const budget = createBudget(deps.budget ?? RUN_BUDGET)
  const core = createCore(deps, resolvers, budget)
  const authority = createAuthority(core, (address) => deps.policy.refusedClass(address, 53))
  return {
    resolvers: resolvers.map((server) => server.label),
    blocklists: configuredBlocklists(deps.config.LR_DNS_BLOCKLISTS),
    settleMs: (deps.timing ?? DNS_TIMING).settleMs,
    ...core,
    ...authority,
    confirmAbsent: (name, type) =>
      confirmAbsent({ core, serversOf: authority.serversOf, resolverCount: resolvers.length }, name, type),
    usage: budget.usage,
  }
}
