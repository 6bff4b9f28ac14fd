import { randomBytes } from 'node:crypto'
import { platformOf, suffixOf } from '../checks/shared/public-suffix'
import { dnsDomain } from '../evidence/dns-domain'
import type { DnsAnswer, DnsClient, DnsStatus } from '../net/dns/types'
import type { Net } from '../net/types'
import { defineCollector } from './shared/define'
import { parentView } from './shared/parent-view'

/** A domain only counts as broken when it is broken twice, this far apart. */
const SECOND_ROUND_AFTER_MS = 20_000

type Round = { server: string; status: DnsStatus; ede?: string; ms: number }[]

function roundOf(answers: readonly DnsAnswer[]): Round {
  return answers.map(({ server, status, ede, ms }) => {
    const words = ede.map((entry) => `${entry.code} ${entry.text}`.trim()).join('; ')
    return { server, status, ms, ...(words === '' ? {} : { ede: words.slice(0, 300) }) }
  })
}

function exists(answers: readonly DnsAnswer[]): boolean {
  return answers.some(({ status }) => status === 'answer' || status === 'nodata')
}

function isNegative({ status }: DnsAnswer): boolean {
  return status === 'nxdomain'
}

/** How long resolvers remember that the name did not exist (RFC 2308 section 5), seconds. */
function rememberedFor(answers: readonly DnsAnswer[]): { retryIn?: number } {
  const times = answers.flatMap(({ status, soa }) =>
    status === 'nxdomain' && soa !== undefined ? [Math.min(soa.ttl, soa.minimum)] : [],
  )
  return times.length === 0 ? {} : { retryIn: Math.max(...times) }
}

function allBroken(answers: readonly DnsAnswer[]): boolean {
  return answers.length > 0 && answers.every(({ status }) => status === 'servfail' || status === 'refused')
}

async function inventsNames(dns: DnsClient, domain: string): Promise<boolean> {
  const answer = await dns.resolve(`lr-${randomBytes(8).toString('hex')}.${suffixOf(domain)}`, 'A')
  return answer.status === 'answer'
}

/** Other questions about the same name, and the first one again: a single failure is none of the domain's. */
async function othersAnswer(dns: DnsClient, domain: string): Promise<boolean> {
  const answers = await Promise.all([
    dns.resolveEach(domain, 'NS'),
    dns.resolveEach(domain, 'A'),
    dns.resolveEach(domain, 'SOA', { fresh: true }),
  ])
  return exists(answers.flat()) || answers.some((list) => !allBroken(list))
}

/** Whether the resolver may be what is broken: a name server answers, or none of them was found to be asked. */
async function mayBeOurs(dns: DnsClient, domain: string): Promise<boolean> {
  if (!(await dns.direct())) return false
  const { status, servers, withoutAddress } = await dns.authority(domain)
  if (status !== 'found' || servers.length + withoutAddress.length === 0) return true
  return servers.some(({ soa }) => soa?.aa === true && soa.status === 'answer')
}

async function judgeBroken({ dns, pause }: Pick<Net, 'dns' | 'pause'>, domain: string, signal: AbortSignal) {
  const unvalidated = await dns.resolve(domain, 'SOA', { cd: true })
  const answersWithoutValidation = unvalidated.status === 'answer' || unvalidated.status === 'nodata'
  if (answersWithoutValidation) return { second: [], answersWithoutValidation, isOurs: false }
  // Name servers that answer us for the domain are not what is broken.
  if (await mayBeOurs(dns, domain)) return { second: [], answersWithoutValidation, isOurs: true }
  await pause(SECOND_ROUND_AFTER_MS, signal)
  return { second: await dns.resolveEach(domain, 'SOA', { fresh: true }), answersWithoutValidation, isOurs: false }
}

export default defineCollector(dnsDomain, {
  needs: {},
  lane: 'dns',
  timeoutMs: 45_000,
  async collect(_needs, { target, net, signal }) {
    const { dns } = net
    const { domain } = target
    const platform = platformOf(domain)
    const about = { domain, ...(platform === undefined ? {} : { platform }) }
    const [first, resolverInvents] = await Promise.all([dns.resolveEach(domain, 'SOA'), inventsNames(dns, domain)])
    const rounds = [roundOf(first)]
    // One that denies the name and one that has it: neither is to be believed.
    if (exists(first) && !first.some(isNegative))
      return { ...about, status: 'exists' as const, rounds, resolverInvents }
    if (first.some(isNegative)) {
      const parent = await parentView(dns, domain)
      const isGone =
        parent === undefined
          ? first.every(isNegative) && first.length > 1
          : parent.status === 'nxdomain' && !exists(first)
      return {
        ...about,
        status: isGone ? ('nxdomain' as const) : ('unknown' as const),
        rounds,
        resolverInvents,
        ...(parent === undefined ? {} : { parent: { ...parent, ...rememberedFor(first) } }),
      }
    }
    if (!allBroken(first)) return { ...about, status: 'unknown' as const, rounds, resolverInvents }
    if (await othersAnswer(dns, domain)) return { ...about, status: 'unknown' as const, rounds, resolverInvents }
    const { second, answersWithoutValidation, isOurs } = await judgeBroken(net, domain, signal)
    if (isOurs) return { ...about, status: 'unknown' as const, rounds, resolverInvents }
    const isBroken = answersWithoutValidation || allBroken(second)
    return {
      ...about,
      status: exists(second) ? ('exists' as const) : isBroken ? ('servfail' as const) : ('unknown' as const),
      rounds: second.length === 0 ? rounds : [...rounds, roundOf(second)],
      answersWithoutValidation,
      resolverInvents,
    }
  },
})
