import { z } from 'zod'
import { parseAddress } from '../checks/shared/address'
import { detectEdges, providerOfAddress } from '../checks/shared/edge/detect'
import { Absent } from '../engine/collector'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { mailSpf } from '../evidence/mail-spf'
import { type EdgeHost, type WebEdge, webEdge } from '../evidence/web-edge'
import { webEntry } from '../evidence/web-entry'
import { NAMED_SOURCE, type WebOriginPlan, webOriginPlan } from '../evidence/web-origin'
import { defineCollector } from './shared/define'
import { homeOf, mainSites } from './shared/main-hosts'
import type { Ports } from './shared/ports'
import { servedSites } from './shared/served-site'

const MAX_CANDIDATES = 5
const QUESTION = 'origin-address'

type Candidate = WebOriginPlan['candidates'][number]

/** The network that was put in front of a host; a platform brings its own and has no server to reach. */
function chosenNetwork(host: Immutable<EdgeHost> | undefined): string | undefined {
  if (host === undefined) return undefined
  return detectEdges(host).find(({ provider, confidence }) => provider.kind === 'cdn' && confidence !== 'hint')
    ?.provider.id
}

function ofHosts(edge: Immutable<WebEdge>): Candidate[] {
  return edge.hosts
    .filter((host) => detectEdges(host).every(({ confidence }) => confidence === 'hint'))
    .flatMap(({ host, addresses }) => addresses.map((address) => ({ address, source: host })))
}

const namedSchema = z.object({ addresses: z.array(z.string().max(45)).max(MAX_CANDIDATES) })

/** Addresses the owner of the project named. */
function named(ports: Ports): Candidate[] {
  const parsed = namedSchema.safeParse(ports.input(QUESTION)?.value)
  return parsed.success ? parsed.data.addresses.map((address) => ({ address, source: NAMED_SOURCE })) : []
}

/** Single addresses that the SPF record names: often the very server that sends mail. */
function ofSpf(terms: readonly { term: string; owner: string }[]): Candidate[] {
  return terms.flatMap(({ term, owner }) => {
    const address = /^[+?~-]?ip[46]:([0-9a-f.:]+)(?:\/(?:32|128))?$/i.exec(term.trim())?.[1]
    return address === undefined ? [] : [{ address, source: `SPF record of ${owner}` }]
  })
}

export default defineCollector(webOriginPlan, {
  needs: { entry: webEntry, edge: webEdge, spf: outcomeOf(mailSpf) },
  lane: 'local',
  timeoutMs: 5_000,
  asks: [QUESTION],
  async collect({ entry, edge, spf }, { net, target, ports }) {
    const hosts = mainSites(servedSites(entry), target).flatMap((site) => {
      const provider = chosenNetwork(edge.hosts.find(({ host }) => host === site.host))
      return provider === undefined ? [] : [{ host: site.host, url: homeOf(site), provider }]
    })
    if (hosts.length === 0) throw new Absent('not-relevant')
    const rows = spf.status === 'ok' ? spf.value.domains.flatMap(({ audit }) => audit?.rows ?? []) : []
    const all = [...named(ports), ...ofHosts(edge), ...ofSpf(rows.filter(({ depth }) => depth === 0))]
    const usable = all.filter(
      ({ address }) =>
        parseAddress(address) !== undefined &&
        net.addressClass(address) === 'public' &&
        providerOfAddress(address) === undefined,
    )
    const candidates = [...new Map(usable.toReversed().map((one) => [one.address, one])).values()]
    return { hosts, candidates: candidates.toReversed().slice(0, MAX_CANDIDATES) }
  },
})
