import { readPageFacts } from '../checks/shared/page-facts'
import { pageFingerprint } from '../checks/shared/page-fingerprint'
import { Absent } from '../engine/collector'
import type { Immutable } from '../engine/immutable'
import { type OriginAnswer, type WebOriginPlan, webOrigin, webOriginPlan } from '../evidence/web-origin'
import type { Exchange, HttpProber } from '../net/http-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { isProven } from './shared/ports'

const TOTAL_MS = 6000

type Host = Immutable<WebOriginPlan>['hosts'][number]
type Candidate = Immutable<WebOriginPlan>['candidates'][number]
type Facts = { fingerprint: string; title: string }

function factsOf(exchange: Exchange, host: string, url: string): Facts | undefined {
  if (!exchange.ok || exchange.response.status !== 200 || exchange.response.body.text === null) return undefined
  const { text } = exchange.response.body
  return { fingerprint: pageFingerprint(text, host), title: readPageFacts(text, url).title }
}

function isSame(direct: Facts | undefined, edge: Facts | undefined, certificate: boolean): boolean {
  if (direct === undefined || edge === undefined) return false
  if (direct.fingerprint === edge.fingerprint) return true
  // A page that changes on every visit is known by its title and the certificate together.
  return certificate && direct.title !== '' && direct.title === edge.title
}

type Asking = { http: HttpProber; softDeadline: AbortSignal }

async function knock(
  host: Host,
  { address, source }: Candidate,
  edge: Facts | undefined,
  { http, softDeadline }: Asking,
) {
  const ask = (url: string): Promise<Exchange | null> =>
    byDeadline(softDeadline, http.fetch({ url, via: address, active: true, totalMs: TOTAL_MS }), null)
  const base = { host: host.host, provider: host.provider, address, source }
  const read = (url: string, exchange: Exchange | null): OriginAnswer => {
    const blank = { ...base, url, status: null, same: false, certificate: false, title: '' }
    if (exchange === null) return { ...blank, outcome: 'not-looked' }
    if (!exchange.ok) return { ...blank, outcome: exchange.error.fault === 'target' ? 'closed' : 'not-looked' }
    const certificate = exchange.tls?.authorized ?? false
    const direct = factsOf(exchange, host.host, url)
    return {
      ...blank,
      outcome: 'answer',
      status: exchange.response.status,
      same: isSame(direct, edge, certificate),
      certificate,
      title: direct?.title ?? '',
    }
  }
  const secure = read(host.url, await ask(host.url))
  if (secure.outcome !== 'closed' || !host.url.startsWith('https:')) return secure
  // A server that leaves encryption to the network in front speaks http only.
  const plain = host.url.replace(/^https:/, 'http:')
  const open = read(plain, await ask(plain))
  return open.outcome === 'answer' ? open : secure
}

export default defineCollector(webOrigin, {
  needs: { plan: webOriginPlan },
  lane: 'http',
  timeoutMs: 40_000,
  async collect({ plan }, { net, ports, softDeadline }) {
    const hosts = plan.hosts.filter(({ host }) => isProven(ports, host))
    if (hosts.length === 0) throw new Absent('needs-permission')
    const asking = { http: net.http, softDeadline }
    const asked = await Promise.all(
      hosts.map(async (host) => {
        // The run has this page already.
        const edge = await byDeadline(softDeadline, net.http.fetch({ url: host.url }), null)
        const facts = edge === null ? undefined : factsOf(edge, host.host, host.url)
        return Promise.all(plan.candidates.map((candidate) => knock(host, candidate, facts, asking)))
      }),
    )
    return { hosts: [...hosts], asked: asked.flat() }
  },
})
