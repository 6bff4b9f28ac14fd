import type { Immutable } from '../../engine/immutable'
import type { HostRole, Target } from '../../engine/target'
import type { DnsHost } from '../../evidence/dns-hosts'
import type { WebEntry } from '../../evidence/web-entry'
import type { WebTls } from '../../evidence/web-tls'
import { hostEnd } from './host-end'
import { operatorName, operatorOfAddress, operatorOfAlias } from './hosting-targets'

/** One line of the list of all names. Empty texts are what nobody knows or wrote down. */
export type MapRow = {
  host: string
  role: HostRole
  environment: 'production' | 'staging'
  records: { type: 'A' | 'AAAA' | 'CNAME'; value: string; ttl: number }[]
  provider: string
  owner: string
  /** Where visitors of `https://host/` end. */
  endsOn: string
  /** The last day of its certificate. */
  certificateUntil: string
}

export type MapFacts = {
  target: Target
  hosts: Immutable<DnsHost[]>
  entry: Immutable<WebEntry> | undefined
  tls: Immutable<WebTls> | undefined
}

function recordsOf(host: Immutable<DnsHost>): MapRow['records'] {
  const [alias] = host.chain
  if (alias !== undefined) return [{ type: 'CNAME', value: alias.to, ttl: alias.ttl }]
  return [
    ...host.v4.addresses.map(({ address, ttl }) => ({ type: 'A' as const, value: address, ttl })),
    ...host.v6.addresses.map(({ address, ttl }) => ({ type: 'AAAA' as const, value: address, ttl })),
  ].sort((a, b) => (a.value < b.value ? -1 : 1))
}

function providerOf(host: Immutable<DnsHost>): string {
  const byAlias = host.chain.flatMap(({ to }) => operatorOfAlias(to) ?? [])[0]
  const addresses = [...host.v4.addresses, ...host.v6.addresses].map(({ address }) => address)
  const operator = byAlias ?? addresses.flatMap((address) => operatorOfAddress(address) ?? [])[0]
  return operator === undefined ? '' : operatorName(operator)
}

function endOf(name: string, entry: MapFacts['entry']): string {
  const row = entry?.hosts.find(({ host }) => host === name)
  if (row === undefined) return ''
  const end = hostEnd(row)
  return end.kind === 'ends' ? `${end.host}${end.temporary ? ' (temporary redirect)' : ''}` : ''
}

function certificateOf(name: string, tls: MapFacts['tls']): string {
  const row = tls?.hosts.find(({ host }) => host === name)
  const leaf = row?.addresses.flatMap(({ first }) => (first?.ok === true ? [first.leaf] : []))[0]
  return leaf === undefined ? '' : (tls?.certificates[leaf]?.notAfter.slice(0, 10) ?? '')
}

/** The list of the names of a project in the order in which the project lists them. */
export function mapRows({ target, hosts, entry, tls }: MapFacts): MapRow[] {
  return target.hosts.map(({ name, role, owner }) => {
    const host = hosts.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
    return {
      host: name,
      role,
      environment: role === 'staging' ? 'staging' : 'production',
      records: host === undefined ? [] : recordsOf(host),
      provider: host === undefined ? '' : providerOf(host),
      owner: owner ?? '',
      endsOn: endOf(name, entry),
      certificateUntil: certificateOf(name, tls),
    }
  })
}

/** The rows that may be shown to everybody who has a public link: copies for tests stay out. */
export function publicRows(rows: readonly MapRow[]): MapRow[] {
  return rows.filter(({ environment }) => environment === 'production')
}

const COLUMNS = [
  'Host',
  'Role',
  'Environment',
  'Record',
  'TTL',
  'Provider',
  'Owner',
  'Visitors end on',
  'Certificate until',
] as const

function cells(row: MapRow): string[] {
  const { host, role, environment, records, provider, owner, endsOn, certificateUntil } = row
  const record = records.map(({ type, value }) => `${type} ${value}`).join(', ')
  const ttl = records[0] === undefined ? '' : String(records[0].ttl)
  return [host, role, environment, record, ttl, provider, owner, endsOn, certificateUntil]
}

/** The list as a table: headings and one row per host. */
export function mapTable(rows: readonly MapRow[]): { columns: string[]; rows: string[][] } {
  return { columns: [...COLUMNS], rows: rows.map(cells) }
}

/** The list as a Markdown table; text from DNS cannot leave its cell. */
export function mapMarkdown(rows: readonly MapRow[]): string {
  const safe = (cell: string): string => cell.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\|<>`*_[\]]/g, '\\$&')
  const line = (row: readonly string[]): string => `| ${row.map(safe).join(' | ')} |`
  return [line(COLUMNS), `|${COLUMNS.map(() => '---').join('|')}|`, ...rows.map((row) => line(cells(row)))].join('\n')
}

/** The list as CSV (RFC 4180); a cell that a spreadsheet would take for a formula is made text. */
export function mapCsv(rows: readonly MapRow[]): string {
  const quoted = (cell: string): string => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`
  return `${[[...COLUMNS], ...rows.map(cells)].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** The records of the list as lines of a zone file (RFC 1035 section 5). */
export function mapZone(rows: readonly MapRow[]): string {
  const lines = rows.flatMap(({ host, records }) =>
    records.map(({ type, value, ttl }) => `${host}. ${ttl} IN ${type} ${type === 'CNAME' ? `${value}.` : value}`),
  )
  return lines.map((line) => line.replaceAll(/[\r\n;"]/g, '')).join('\n')
}
