import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { ifPresent } from '../engine/need'
import { host, record } from '../engine/subject'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsRecheck } from '../evidence/dns-recheck'
import { dnsRecords } from '../evidence/dns-records'
import { defineCheck } from './shared/define'
import { isUndecided } from './shared/dns-facts'
import {
  areSerialsComparable,
  comparableServers,
  type Disagreement,
  disagreements,
  type RecordSet,
  wasAnsweredAgain,
} from './shared/zone-facts'

type OnSet = Exclude<Disagreement, { kind: 'serial' }>

const WORDS: Readonly<Record<RecordSet['type'], string>> = {
  A: 'IPv4 address',
  AAAA: 'IPv6 address',
  MX: 'mail servers',
  SPF: 'SPF record',
  DMARC: 'DMARC record',
}

function typeOf(type: RecordSet['type']): string {
  return type === 'SPF' || type === 'DMARC' ? 'TXT' : type
}

function exhibitOf({ name, type, holders }: OnSet): Exhibit {
  return {
    kind: 'table',
    title: `${WORDS[type]} of ${name}, server by server`,
    columns: ['Name server', 'Answer'],
    rows: holders.map(({ ns, values }) => [ns, values.length === 0 ? 'no such record' : values.join(', ')]),
  }
}

function reloadFix({ name, type, holders }: OnSet): Fix {
  const denying = holders.filter(({ values }) => values.length === 0).map(({ ns }) => ns)
  const values = holders.find((holder) => holder.values.length > 0)?.values ?? []
  const where = denying.length > 0 ? denying : holders.map(({ ns }) => ns)
  return {
    effort: 'S',
    steps: [
      `Force a zone transfer or reload on ${where.join(', ')}.`,
      denying.length > 0
        ? `If you use two DNS providers, publish the same records in both; missing on ${denying.join(', ')}: the record below.`
        : `If you use two DNS providers, publish the same ${WORDS[type]} of ${name} in both.`,
    ],
    records: values.map((value) =>
      value.startsWith('CNAME ') ? { type: 'CNAME', name, value: value.slice(6) } : { type: typeOf(type), name, value },
    ),
  }
}

/** What stayed different after the second look; a set that was not asked again is not repeated. */
function lasting(first: readonly Disagreement[], second: readonly Disagreement[]): Disagreement[] {
  const keyOf = (entry: Disagreement) => (entry.kind === 'serial' ? 'serial' : `${entry.type} ${entry.name}`)
  const again = new Set(second.map(keyOf))
  return [...second, ...first.filter((entry) => entry.kind === 'same-provider' && !again.has(keyOf(entry)))]
}

/** Records a resolver remembers that no name server holds any more. */
function remembered(
  servers: Immutable<{ sets: RecordSet[] }[]>,
  resolvers: Immutable<{ server: string; sets: RecordSet[] }[]>,
) {
  return resolvers.flatMap(({ server, sets }, resolver) =>
    sets.flatMap((set, index) => {
      const held = servers.flatMap((entry) =>
        entry.sets.filter(({ name, type, status }) => name === set.name && type === set.type && status !== 'timeout'),
      )
      const isOld =
        set.values.length > 0 &&
        held.length > 0 &&
        !held.some((entry) => entry.values.join('\n') === set.values.join('\n'))
      const isRotating =
        held.length > 0 &&
        set.type !== 'SPF' &&
        set.type !== 'DMARC' &&
        held.every((entry) => entry.values.length > 0 && (entry.ttl ?? 0) <= 60)
      return isOld && !isRotating ? [{ server, set, ref: `dns.records#/resolvers/${resolver}/sets/${index}` }] : []
    }),
  )
}

export default defineCheck({
  id: 'dns-answers-consistent',
  version: 1,
  kind: 'automatic',
  title: 'Everyone gets the same answer',
  impact: 'high',
  why: 'When two of your name servers disagree, the site works for some people and not for others, and nobody can reproduce it.',
  covers: { 'dns-delegation-healthy': 'supporting' },
  raises: ['dns-broken-after-traffic'],
  dependsOn: ['domain-resolves', 'dns-delegation'],
  needs: { dns: dnsRecords, again: ifPresent(dnsRecheck), whole: dnsDomain },
  messages: {
    ok: 'All {count} name servers of {zone} hold the same records',
    denied: 'Part of the world cannot see the {what} of {name}: {ns} does not know of any',
    partly: 'We could not compare {ns}: it did not answer for {names}',
    differs: 'Your name servers disagree on the {what} of {name}, so people end up in different places',
    serial: 'Your name servers hold different versions of {zone}: {serials}',
    sameProvider:
      'The name servers give different addresses for {name}, all of the same network, as it does on purpose',
    remembered: 'The resolver {server} still has the old {what} of {name}, for up to {ttl} more seconds',
    settling: 'Your name servers disagree at the moment; the second look did not finish',
    silent: 'We could not compare {ns}: it did not answer',
    single: 'A single name server answers for {zone}, so there is nothing to compare',
    noDirect: 'Our server cannot reach name servers directly; run it from a network that allows outgoing port 53',
    noAnswer: 'No name server of {zone} answered us',
    waiting: 'The comparison waits for the domain itself, which does not resolve',
    platform: 'The name belongs to {platform}, which runs its name servers',
  },
  sources: [
    { label: 'RFC 1034 section 4.3.5', url: 'https://www.rfc-editor.org/rfc/rfc1034#section-4.3.5' },
    { label: 'RFC 1996 (telling other servers of a change)', url: 'https://www.rfc-editor.org/rfc/rfc1996' },
    { label: 'Zonemaster: consistency', url: 'https://doc.zonemaster.net/latest/specifications/tests/Consistency-TP/' },
  ],
  judge({ dns, again, whole }, say, { target }) {
    const zone = dns.zone === '' ? dns.domain : dns.zone
    const subject = host(dns.domain)
    const at = { subject, refs: ['dns.records#/servers'] }
    if (whole.platform !== undefined) return say.notApplicable('platform', { platform: whole.platform }, { subject })
    if (whole.status === 'nxdomain' || whole.status === 'servfail') return say.unknown('waiting', {}, at)
    if (dns.status === 'no-direct-access') return say.unknown('noDirect', {}, at)
    const servers = comparableServers(dns.servers)
    if (servers.length === 0) return say.unknown('noAnswer', { zone }, at)
    const answering = new Set(servers.map(({ ns }) => ns.toLowerCase()))
    const silent = dns.nameServers.filter((ns) => !answering.has(ns))
    if (dns.nameServers.length === 1) return say.notApplicable('single', { zone }, at)
    const comparable = areSerialsComparable(dns.nameServers)
    const first = disagreements(servers, comparable)
    const isSerious = first.some(({ kind }) => kind !== 'same-provider')
    if (isSerious && (again === undefined || !wasAnsweredAgain(first, again.servers)))
      return say.unknown('settling', {}, at)
    const stayed = again === undefined ? first : lasting(first, disagreements(again.servers, comparable))
    const refs = again === undefined ? at.refs : [...at.refs, 'dns.recheck#/servers']
    const essential = new Set([dns.domain, ...target.hosts.map(({ name }) => name)])
    const found = stayed.map((entry) => {
      if (entry.kind === 'serial') {
        const serials = entry.serials.map(({ ns, serial }) => `${ns} ${serial}`).join(', ')
        const fix: Fix = {
          effort: 'S',
          steps: [`Force a zone transfer or reload of ${zone} on the server with the older number: ${serials}.`],
        }
        return say.warn('serial', { zone, serials }, { subject: record('SOA', zone), refs, fix })
      }
      const where = {
        subject: record(typeOf(entry.type), entry.name),
        refs,
        exhibits: [exhibitOf(entry)],
        fix: reloadFix(entry),
      }
      const params = { name: entry.name, what: WORDS[entry.type] }
      if (entry.kind === 'same-provider')
        return say.pass(
          'sameProvider',
          { name: entry.name },
          { subject: where.subject, refs, exhibits: where.exhibits },
        )
      if (entry.kind === 'differs') return say.warn('differs', params, where)
      const ns = entry.holders
        .filter(({ values }) => values.length === 0)
        .map((holder) => holder.ns)
        .join(', ')
      const isEssential =
        entry.type === 'SPF' || entry.type === 'DMARC' || (entry.type !== 'MX' && essential.has(entry.name))
      return isEssential ? say.fail('denied', { ...params, ns }, where) : say.warn('denied', { ...params, ns }, where)
    })
    const notes = remembered(dns.servers, isSerious ? [] : dns.resolvers).map(({ server, set, ref }) =>
      say.pass(
        'remembered',
        { server, what: WORDS[set.type], name: set.name, ttl: set.ttl ?? 0 },
        { subject: record(typeOf(set.type), set.name), refs: [ref] },
      ),
    )
    const unseen = silent.map((ns) => say.unknown('silent', { ns }, { subject: record('NS', ns), refs: at.refs }))
    const partly = dns.servers.flatMap(({ ns, soa, sets }, index) => {
      const names = sets.flatMap(({ name, type, status }) => (isUndecided(status) ? [`${typeOf(type)} ${name}`] : []))
      if (soa === undefined || names.length === 0) return []
      const where = { subject: record('NS', ns), refs: [`dns.records#/servers/${index}/sets`] }
      return [say.unknown('partly', { ns, names: [...new Set(names)].slice(0, 5).join(', ') }, where)]
    })
    const equal = answering.size > 1 && found.every(({ verdict }) => verdict === 'pass')
    return [
      ...found,
      ...notes,
      ...unseen,
      ...partly,
      ...(equal ? [say.pass('ok', { zone, count: answering.size }, at)] : []),
    ]
  },
})
