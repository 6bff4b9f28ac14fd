import type { Exhibit, Finding, Fix } from '../engine/finding'
import { record } from '../engine/subject'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsHosts } from '../evidence/dns-hosts'
import { dnsRecords } from '../evidence/dns-records'
import { defineCheck } from './shared/define'
import { daysToLaunch } from './shared/launch'
import { isWithin } from './shared/public-suffix'

const DAY = 86_400
const HOUR = 3600
const FIVE_MINUTES = 300

type Row = { name: string; type: string; ttl: number; value: string; ref: string; by?: string }

function timeWords(seconds: number): string {
  if (seconds < 2 * 60) return `${seconds} seconds`
  if (seconds < 2 * HOUR) return `${Math.round(seconds / 60)} minutes`
  return seconds <= 2 * DAY ? `${Math.round(seconds / HOUR)} hours` : `${Math.round(seconds / DAY)} days`
}

function exhibitOf({ name, type, ttl, value }: Row, by: string): Exhibit {
  return {
    kind: 'dns',
    title: `Lifetime of ${type} ${name}`,
    question: { name, type },
    status: 'answer',
    records: [`${name} ${ttl} ${type} ${value}`],
    note: by,
  }
}

function lowerFix(rows: readonly Row[]): Fix {
  const longest = Math.max(...rows.map(({ ttl }) => ttl))
  return {
    effort: 'S',
    steps: [
      `At least ${timeWords(longest)} before the switch, set the TTL to 300 on: ${rows.map(({ type, name }) => `${type} ${name}`).join(', ')}.`,
      'Raise it to 3600 when everything is stable.',
    ],
    records: rows.map(({ type, name, value }) => ({ type, name, value, ttl: FIVE_MINUTES })),
  }
}

function raiseFix({ type, name }: Row, ttl: number): Fix {
  return { effort: 'S', steps: [`Set the TTL of ${type} ${name} to ${ttl} at your DNS host.`] }
}

export default defineCheck({
  id: 'dns-ttl-launch',
  version: 1,
  kind: 'automatic',
  title: 'Records can be changed quickly on launch day',
  impact: 'medium',
  why: 'Resolvers keep an answer as long as its TTL says. With a long TTL part of your visitors keep hitting the old server after a move.',
  covers: { 'dns-apex-resolves': 'supporting' },
  dependsOn: ['domain-resolves'],
  needs: { dns: dnsRecords, seen: dnsHosts, whole: dnsDomain },
  messages: {
    ok: 'A change of {name} reaches everybody within {time}',
    tooLong: 'If {name} must move, part of your visitors keep hitting the old place for {time}',
    tooLongForLaunch:
      'You launch in {days:day|days}; if {name} must move, part of your visitors stay behind for {time}',
    zero: 'Every visit looks {name} up again, because its TTL is 0: slower, and no help in an outage',
    mailTooShort: 'The mail servers of {name} are looked up too often: their TTL is only {ttl} seconds',
    serversTooShort: 'The name servers of {name} are looked up too often: their TTL is only {ttl} seconds',
    onlyResolver:
      'The name servers did not tell how long {name} is kept; a resolver keeps it for at least {ttl} more seconds',
    unasked: 'We read how long records are kept of the first hosts only, not of {count:more host|more hosts}',
    unread: 'We could not read how long {name} is kept: the name servers did not answer',
    none: 'No record of the project has an address yet',
    waiting: 'The lifetimes wait for the domain itself, which does not resolve',
    platform: 'The name belongs to {platform}, which sets the lifetimes',
  },
  sources: [
    { label: 'RFC 1035 section 3.2.1', url: 'https://www.rfc-editor.org/rfc/rfc1035#section-3.2.1' },
    { label: 'RFC 2181 section 8', url: 'https://www.rfc-editor.org/rfc/rfc2181#section-8' },
    { label: 'RFC 1912 section 2.2', url: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.2' },
  ],
  judge({ dns, seen, whole }, say, context) {
    const subject = record('A', dns.domain)
    if (whole.platform !== undefined) return say.notApplicable('platform', { platform: whole.platform }, { subject })
    if (whole.status === 'nxdomain' || whole.status === 'servfail') return say.unknown('waiting', {}, { subject })
    const days = daysToLaunch(context)
    const serverIndex = dns.servers.findIndex((server) => server.sets.length > 0)
    const server = dns.servers[serverIndex]
    const limit = days === undefined ? DAY : HOUR
    const at = (row: Row, by: string) => ({
      subject: record(row.type, row.name),
      refs: [row.ref],
      exhibits: [exhibitOf(row, by)],
    })
    const judgeWeb = (row: Row, long: readonly Row[], by: string): Finding => {
      const where = at(row, by)
      const time = timeWords(row.ttl)
      if (row.ttl === 0) return say.warn('zero', { name: row.name }, { ...where, fix: raiseFix(row, FIVE_MINUTES) })
      if (row.ttl > DAY) return say.warn('tooLong', { name: row.name, time }, { ...where, fix: lowerFix(long) })
      if (row.ttl > limit && days !== undefined)
        return say.warn('tooLongForLaunch', { name: row.name, days, time }, { ...where, fix: lowerFix(long) })
      return say.pass('ok', { name: row.name, time }, where)
    }
    const sets = dns.servers.flatMap((entry, at) => entry.sets.map((set, index) => ({ set, at, index })))
    const told = sets.flatMap(({ set, at: tellsAt, index }): Row[] => {
      const [value] = set.values
      if (set.ttl === undefined || value === undefined) return []
      const alias = value.startsWith('CNAME ')
      const ref = `dns.records#/servers/${tellsAt}/sets/${index}`
      return [
        {
          name: set.name,
          type: alias ? 'CNAME' : set.type,
          ttl: set.ttl,
          value: value.replace('CNAME ', ''),
          ref,
          by: `as ${dns.servers[tellsAt]?.ns ?? ''} tells it`,
        },
      ]
    })
    const isWeb = ({ type, name }: Row) => ['A', 'AAAA', 'CNAME'].includes(type) && !name.startsWith('_')
    const web = told.filter(
      (row, index) =>
        isWeb(row) && told.findIndex((other) => other.name === row.name && other.type === row.type) === index,
    )
    const long = web.filter(({ ttl }) => ttl > limit)
    const byServer = `as ${server?.ns ?? ''} tells it`
    const known = new Set(web.map(({ name }) => name))
    const remembered = seen.hosts.flatMap((entry, index): Row[] => {
      const alias = entry.chain[0]
      const address = entry.v4.addresses[0] ?? entry.v6.addresses[0]
      const ref = `dns.hosts#/hosts/${index}`
      if (known.has(entry.name)) return []
      if (alias !== undefined) return [{ name: entry.name, type: 'CNAME', ttl: alias.ttl, value: alias.to, ref }]
      if (address === undefined) return []
      const type = address.address.includes(':') ? 'AAAA' : 'A'
      return [{ name: entry.name, type, ttl: address.ttl, value: address.address, ref }]
    })
    const unread = seen.hosts.flatMap((entry, index) =>
      entry.chainEnd === 'unknown' && entry.chain.length === 0 && !known.has(entry.name) && entry.registered
        ? [
            say.unknown(
              'unread',
              { name: entry.name },
              { subject: record('A', entry.name), refs: [`dns.hosts#/hosts/${index}`] },
            ),
          ]
        : [],
    )
    const byResolver = 'as a resolver tells it, which counts down'
    const asked = new Set(sets.map(({ set }) => set.name))
    const short = remembered.filter(({ ttl }) => ttl <= limit)
    const unasked = short.filter(({ name }) => server !== undefined && !asked.has(name) && isWithin(name, dns.domain))
    const ofResolver = [
      ...remembered.filter(({ ttl }) => ttl > limit).map((row) => judgeWeb(row, [row], byResolver)),
      ...short
        .filter((row) => !unasked.includes(row))
        .map((row) => say.unknown('onlyResolver', { name: row.name, ttl: row.ttl }, at(row, byResolver))),
      ...(unasked.length === 0
        ? []
        : [say.unknown('unasked', { count: unasked.length }, { subject, refs: ['dns.hosts#/hosts'] })]),
    ]
    const mail = told.find(({ type }) => type === 'MX')
    const ofMail =
      mail === undefined || mail.ttl >= FIVE_MINUTES
        ? []
        : [
            say.warn(
              'mailTooShort',
              { name: mail.name, ttl: mail.ttl },
              { ...at(mail, byServer), fix: raiseFix(mail, HOUR) },
            ),
          ]
    const nsTtl = server?.nsTtl
    const nsRow = {
      name: dns.zone,
      type: 'NS',
      ttl: nsTtl ?? 0,
      value: server?.ns ?? '',
      ref: `dns.records#/servers/${serverIndex}`,
    }
    const ofServers =
      nsTtl === undefined || nsTtl >= FIVE_MINUTES
        ? []
        : [
            say.warn(
              'serversTooShort',
              { name: dns.zone, ttl: nsTtl },
              { ...at(nsRow, byServer), fix: raiseFix(nsRow, DAY) },
            ),
          ]
    const findings = [
      ...web.map((row) => judgeWeb(row, long, row.by ?? byServer)),
      ...ofResolver,
      ...unread,
      ...ofMail,
      ...ofServers,
    ]
    return findings.length > 0 ? findings : say.notApplicable('none', {}, { subject })
  },
})
