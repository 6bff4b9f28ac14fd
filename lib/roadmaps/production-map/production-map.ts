import { dnsDelegation } from '../../evidence/dns-delegation'
import { dnsRegistration } from '../../evidence/dns-registration'
import { dnsStaging } from '../../evidence/dns-staging'
import { mailDkim } from '../../evidence/mail-dkim'
import { mailMx } from '../../evidence/mail-mx'
import { mailProfile } from '../../evidence/mail-profile'
import { mailSpf } from '../../evidence/mail-spf'
import { webEdge } from '../../evidence/web-edge'
import { webEntry } from '../../evidence/web-entry'
import { webTls } from '../../evidence/web-tls'
import { addressNode, dnsNode, mainHost, registrarNode } from './domain-nodes'
import { mailInNode, mailOutNode } from './mail-nodes'
import { type Draft, draft, factOf, listed, MapReader, missing } from './read'
import { MAP_NODES, type MapLink, type MapNode, type MapNodeId, type MapView, type ProductionMap } from './types'
import { certificateNode, edgeNode, hostsNode, siteNode } from './web-nodes'

/** The evidence a map is drawn from. */
export const MAP_EVIDENCE: readonly string[] = [
  dnsDelegation,
  dnsRegistration,
  dnsStaging,
  mailDkim,
  mailMx,
  mailProfile,
  mailSpf,
  webEdge,
  webEntry,
  webTls,
].map(({ key }) => key)

const TITLES: Readonly<Record<MapNodeId, string>> = {
  address: 'Address',
  registrar: 'Registrar',
  dns: 'DNS provider',
  edge: 'Edge',
  certificate: 'Certificate issuer',
  site: 'Site hosting',
  app: 'App',
  api: 'API',
  database: 'Database',
  'mail-out': 'Outgoing mail',
  'mail-in': 'Incoming mail',
  staging: 'Staging',
}

/** What a place of the map is called. */
export function mapNodeTitle(id: MapNodeId): string {
  return TITLES[id]
}

const APP_PURPOSES: ReadonlySet<string> = new Set(['login', 'signup', 'dashboard'])

/** Hosts with a role, and hosts of key addresses that belong to it, without the main site. */
function hostsOf({ target }: MapView, role: 'app' | 'api', main: string): string[] {
  const byUrl = target.urls.flatMap(({ url, purpose }) =>
    (role === 'app' ? APP_PURPOSES.has(purpose) : purpose === 'api') ? [URL.parse(url)?.hostname ?? ''] : [],
  )
  const byRole = target.hosts.filter((host) => host.role === role).map(({ name }) => name)
  const other = new Set(target.hosts.filter((host) => host.role !== role).map(({ name }) => name))
  const names = [...new Set([...byRole, ...byUrl.filter((name) => !other.has(name))])]
  return names.filter((name) => name !== '' && name !== main && name !== target.domain)
}

function databaseNode(): Draft {
  return draft('database', null, {
    state: 'asked',
    sentence: 'Where your data lives cannot be seen from outside. Write it down here.',
  })
}

function stagingNode(view: MapView, reader: MapReader): Draft {
  const { hosts, profile } = view.target
  const listedHosts = hosts.filter(({ role }) => role === 'staging').map(({ name }) => name)
  if (listedHosts.length > 0)
    return hostsNode(view, reader, { id: 'staging', noun: 'The copy for tests is', hosts: listedHosts })
  const staging = reader.read(dnsStaging)
  if (!staging.ok) return missing('staging', staging)
  const { value, source } = staging
  const found = value.hosts.filter(({ registered }) => !registered)
  if (found.length > 0)
    return draft('staging', source, {
      state: 'guess',
      value: listed(
        found.map(({ name }) => name),
        2,
      ),
      sentence: `${listed(found.map(({ name }) => name))} ${found.length === 1 ? 'looks like a copy' : 'look like copies'} for tests, going by the name.`,
      because: found.map(({ name, addresses }) => `${name} ${addresses[0] ?? ''}`.trim()),
      fact: factOf(found.map(({ name }) => name)),
    })
  if (profile.hasStaging === false)
    return draft('staging', source, {
      state: 'said',
      value: 'None',
      sentence: 'There is no copy for tests, as your settings say.',
      fact: 'none',
    })
  if (value.unanswered.length > 0)
    return missing('staging', { why: 'The name servers did not answer about usual names of test copies', source })
  return draft('staging', source, {
    state: 'none',
    sentence: 'No copy for tests was found under a usual name.',
    fact: 'none',
  })
}

/** How visitors and mail travel between the places that are there. */
function linksOf(nodes: readonly MapNode[]): MapLink[] {
  const there = new Set<string>([...nodes.map(({ id }) => id), 'visitor', 'inbox', 'sender'])
  const all: MapLink[] = [
    { from: 'registrar', to: 'dns', label: 'delegates' },
    { from: 'dns', to: 'address', label: 'answers' },
    { from: 'visitor', to: 'address', label: 'types' },
    { from: 'address', to: 'edge', label: 'https' },
    { from: 'certificate', to: 'edge', label: 'vouches' },
    { from: 'edge', to: 'site', label: 'pages' },
    { from: 'edge', to: 'app', label: 'app' },
    { from: 'edge', to: 'api', label: 'calls' },
    { from: there.has('app') ? 'app' : 'site', to: 'database', label: 'data' },
    { from: there.has('app') ? 'app' : 'site', to: 'mail-out', label: 'sends' },
    { from: 'mail-out', to: 'inbox', label: 'delivers' },
    { from: 'sender', to: 'mail-in', label: 'writes' },
  ]
  return all.filter(({ from, to }) => there.has(from) && there.has(to))
}

function finish(row: Draft, corrections: MapView['corrections']): MapNode {
  const given = corrections?.[row.id]
  const title = TITLES[row.id]
  if (given === undefined) return { ...row, title, correction: null }
  const { fact, ...correction } = given
  const outdated = fact !== null && row.fact !== null && fact !== row.fact
  return { ...row, title, correction: { ...correction, outdated } }
}

/**
 * How users reach the product, from stored evidence, the target and what people corrected: at most twelve nodes in
 * reading order. A node without evidence says so; a node that is only hinted at says that it is a guess.
 */
export function productionMap(view: MapView): ProductionMap {
  const reader = new MapReader(view.rows)
  const main = mainHost(view, reader)
  const app = hostsOf(view, 'app', main)
  const api = hostsOf(view, 'api', main)
  const drafts: Draft[] = [
    addressNode(view, reader),
    registrarNode(view, reader),
    dnsNode(view, reader),
    edgeNode(view, reader, main),
    certificateNode(reader, main),
    siteNode(view, reader, main),
    ...(app.length > 0 ? [hostsNode(view, reader, { id: 'app', noun: 'The app is', hosts: app })] : []),
    ...(api.length > 0 ? [hostsNode(view, reader, { id: 'api', noun: 'The API is', hosts: api })] : []),
    databaseNode(),
    mailOutNode(view, reader),
    mailInNode(view, reader),
    stagingNode(view, reader),
  ]
  const order = (row: Draft): number => MAP_NODES.indexOf(row.id)
  const nodes = drafts.sort((left, right) => order(left) - order(right)).map((row) => finish(row, view.corrections))
  const times = nodes.flatMap(({ evidence }) => (evidence === null ? [] : [evidence.at]))
  return { nodes, links: linksOf(nodes), asOf: times.length === 0 ? null : Math.max(...times) }
}
