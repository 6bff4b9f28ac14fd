import type { Exhibit } from '../../engine/finding'
import type { Immutable } from '../../engine/immutable'
import type { Target } from '../../engine/target'
import type { WebChain } from '../../evidence/web-chain'
import type { WebEdge } from '../../evidence/web-edge'
import type { WebEntry, WebEntryRow } from '../../evidence/web-entry'
import type { WebTls } from '../../evidence/web-tls'
import { detectEdges } from './edge/detect'
import { plainHost } from './web-hosts'

type Row = Immutable<WebEntryRow>

export type MapSources = {
  entry: Immutable<WebEntry>
  edge: Immutable<WebEdge> | undefined
  tls: Immutable<WebTls> | undefined
}

/** One line of the map; `inferred` names the facts that follow from signs instead of proof. */
export type MapLine = {
  host: string
  roles: string
  leads: string
  edge: string
  certificate: string
  ends: string
  caching: string
  inferred: string[]
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? ''
}

function endOf(host: string, chain: Immutable<WebChain> | null): string {
  if (chain === null) return 'not looked at'
  const last = chain.hops.at(-1)
  if (last?.wall) return 'a bot wall'
  if (chain.end === 'loop') return 'nowhere: a loop'
  if (last === undefined || last.status === null) return 'no answer'
  const name = hostOf(chain.finalUrl)
  return name === host ? `its own page (${last.status})` : `redirect to ${name}`
}

function cachingOf({ https }: Row): string {
  const last = https?.hops.at(-1)
  const values = last?.headers.filter(([name]) => name?.toLowerCase() === 'cache-control').map(([, value]) => value)
  return values === undefined || values.length === 0 ? 'says nothing' : values.join(', ').slice(0, 100)
}

function certificateOf(host: string, tls: Immutable<WebTls> | undefined): string {
  const row = tls?.hosts.find((one) => one.host === host)
  const first = row?.addresses.map((address) => address.first).find((handshake) => handshake?.ok === true)
  const leaf = first?.ok === true ? tls?.certificates[first.leaf] : undefined
  if (leaf === undefined) return 'none seen'
  return `${leaf.issuer.organization || leaf.issuer.commonName}, until ${leaf.notAfter.slice(0, 10)}`
}

/** The hosts of a project with what is known of each, in the order they were looked at. */
export function hostMap({ entry, edge, tls }: MapSources, target: Target): MapLine[] {
  return entry.hosts
    .filter(({ state }) => state !== 'no-address')
    .map((row): MapLine => {
      const { host } = row
      const seen = edge?.hosts.find((one) => one.host === host)
      const edges = seen === undefined ? [] : detectEdges(seen)
      const [first] = edges
      const roles = target.hosts.filter(({ name }) => plainHost(name) === host).map(({ role }) => role)
      const aliases = seen?.aliases.slice(1) ?? []
      const inferred = [
        ...(first !== undefined && first.confidence !== 'confirmed' ? ['network in front'] : []),
        ...(roles.length === 0 ? ['role'] : []),
      ]
      return {
        host,
        roles: roles.join(', ') || 'not registered',
        leads: aliases.at(-1) ?? [...(seen?.addresses ?? [])].sort().slice(0, 3).join(', '),
        edge: first === undefined ? 'none seen: the server itself' : first.provider.name,
        certificate: certificateOf(host, tls),
        ends: endOf(host, row.https ?? row.http),
        caching: cachingOf(row),
        inferred,
      }
    })
}

/** The map as a table. */
export function mapExhibit(lines: readonly MapLine[]): Exhibit {
  return {
    kind: 'table',
    title: 'Where production lives',
    columns: [
      'Host',
      'Role',
      'DNS leads to',
      'Network in front',
      'Certificate',
      'Visitors get',
      'Caching of the first page',
      'Inferred',
    ],
    rows: lines.map((line) => [
      line.host,
      line.roles,
      line.leads,
      line.edge,
      line.certificate,
      line.ends,
      line.caching,
      line.inferred.join(', '),
    ]),
  }
}

/** What to look at first when something is down, layer by layer. */
export function firstLooks(lines: readonly MapLine[], domain: string): Exhibit {
  const edges = [...new Set(lines.map(({ edge }) => edge))].join(', ')
  return {
    kind: 'table',
    title: 'When something is down: what to check first',
    columns: ['Layer', 'It is this layer when', 'Look here'],
    rows: [
      [
        'DNS',
        `the name has no address: dig +short ${domain}`,
        'the panel of your DNS host and the date your domain is paid until',
      ],
      [
        'Certificate',
        `browsers warn: curl -sSI https://${domain}/ says "certificate"`,
        'the place that issues the certificate',
      ],
      [
        'Network in front',
        'answers 520 to 530, or a page of the network itself',
        `the status page of ${edges || 'your network'}`,
      ],
      [
        'Server or platform',
        'answers 500 to 504, or the health address fails',
        'deployments and logs of your platform',
      ],
      [
        'Database and jobs',
        'pages load, but data is missing or forms fail',
        'errors in the log of the app, then the database',
      ],
      ['Email', 'only messages do not arrive', 'the activity log of your mail provider'],
    ],
  }
}
