import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { Say } from '../engine/say'
import { record } from '../engine/subject'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsRecords } from '../evidence/dns-records'
import { defineCheck } from './shared/define'
import { anycastDnsHost } from './shared/dns-hosts-known'
import { daysToLaunch } from './shared/launch'
import type { ZoneSoa } from './shared/zone-facts'

const WEEK = 604_800
const DAY = 86_400
const HOUR = 3600
/** The last label of a host name is never all digits, or it could be an address (RFC 1123 section 2.1). */
const HOST_NAME = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+(?=[0-9-]*[a-z])[a-z0-9-]{2,63}$/i

function hoursOf(seconds: number): string {
  if (seconds < 2 * HOUR) return `${Math.round(seconds / 60)} minutes`
  return seconds < 2 * DAY ? `${Math.round(seconds / HOUR)} hours` : `${Math.round(seconds / DAY)} days`
}

function exhibitOf(zone: string, soa: Immutable<ZoneSoa>): Exhibit {
  const { mname, rname, serial, refresh, retry, expire, minimum, ttl } = soa
  return {
    kind: 'dns',
    title: `Start of authority of ${zone}`,
    question: { name: zone, type: 'SOA' },
    status: 'answer',
    records: [`${zone} ${ttl} SOA ${mname} ${rname} ${serial} ${refresh} ${retry} ${expire} ${minimum}`],
  }
}

function timersFix(zone: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Open the SOA record of ${zone} at your DNS host.`,
      `Set refresh 7200, retry 3600, expire 1209600, minimum between 300 and 3600, and the contact hostmaster.${zone}.`,
      'Some DNS hosts fix these values; then there is nothing to do.',
    ],
  }
}

const MESSAGES = {
  ok: 'The timers of {zone} are sane',
  managed: '{host} runs {zone} and sets the timers itself',
  retry: 'A second name server of {zone} asks again too late: retry {retry} is not below refresh {refresh}',
  expire: 'A second name server of {zone} gives up after {time} without the first',
  negative: 'New records of {zone} stay invisible for up to {time} to whoever looked too early',
  negativeLaunch: 'You launch in {days:day|days}, but a record of {zone} added late stays invisible for up to {time}',
  contact: 'Nobody can be told about trouble with {zone}: its contact "{rname}" is no valid address',
  primary: 'The zone {zone} names "{mname}" as its main server, which is no host name',
  noAnswer: 'No name server of {zone} told us its timers',
  noDirect: 'Our server cannot reach name servers directly; run it from a network that allows outgoing port 53',
  waiting: 'The timers wait for the domain itself, which does not resolve',
  platform: 'The name belongs to {platform}, which runs its zone',
} as const

type Told = { soa: Immutable<ZoneSoa>; index: number }

/** What the servers say about the zone, each version once; the serial alone makes no other version. */
function distinctSoas(servers: Immutable<{ soa?: ZoneSoa | undefined }[]>): Told[] {
  const keyOf = ({ serial: _serial, ...timers }: Immutable<ZoneSoa>) => JSON.stringify(timers)
  const told = servers.flatMap(({ soa }, index) => (soa === undefined ? [] : [{ soa, index }]))
  return told.filter(({ soa }, at) => told.findIndex((other) => keyOf(other.soa) === keyOf(soa)) === at)
}

function placeOf(zone: string, { soa, index }: Told) {
  return {
    subject: record('SOA', zone),
    refs: [`dns.records#/servers/${index}/soa`],
    exhibits: [exhibitOf(zone, soa)],
  }
}

/** What is wrong with the timers one server tells. */
function judgeTimers(
  say: Say<typeof MESSAGES>,
  { zone, days, ...told }: Told & { zone: string; days: number | undefined },
): Finding[] {
  const { soa } = told
  const bad = { ...placeOf(zone, told), fix: timersFix(zone) }
  const { refresh, retry, expire } = soa
  const negative = Math.min(soa.ttl, soa.minimum)
  const isContactBad = soa.rname === '' || soa.rname === '.' || soa.rname.includes('@')
  return [
    ...(retry >= refresh ? [say.warn('retry', { zone, retry, refresh }, bad)] : []),
    ...(expire < WEEK || expire < refresh + retry ? [say.warn('expire', { zone, time: hoursOf(expire) }, bad)] : []),
    ...(negative > DAY ? [say.warn('negative', { zone, time: hoursOf(negative) }, bad)] : []),
    ...(negative <= DAY && negative > HOUR && days !== undefined
      ? [say.warn('negativeLaunch', { zone, days, time: hoursOf(negative) }, bad)]
      : []),
    ...(isContactBad ? [say.warn('contact', { zone, rname: soa.rname }, bad)] : []),
    ...(HOST_NAME.test(soa.mname) ? [] : [say.warn('primary', { zone, mname: soa.mname }, bad)]),
  ]
}

export default defineCheck({
  id: 'dns-soa',
  version: 1,
  kind: 'automatic',
  title: 'The timers of your DNS zone are sane',
  impact: 'low',
  why: 'The timers decide how long a missing record stays missing and how long a second name server survives without the first.',
  covers: { 'dns-delegation-healthy': 'supporting' },
  dependsOn: ['domain-resolves', 'dns-delegation'],
  needs: { dns: dnsRecords, whole: dnsDomain },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 1035 section 3.3.13', url: 'https://www.rfc-editor.org/rfc/rfc1035#section-3.3.13' },
    { label: 'RFC 1912 section 2.2', url: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.2' },
    { label: 'RFC 2308 section 5', url: 'https://www.rfc-editor.org/rfc/rfc2308#section-5' },
  ],
  judge({ dns, whole }, say, context) {
    const zone = dns.zone === '' ? dns.domain : dns.zone
    const subject = record('SOA', zone)
    if (whole.platform !== undefined) return say.notApplicable('platform', { platform: whole.platform }, { subject })
    if (whole.status === 'nxdomain' || whole.status === 'servfail') return say.unknown('waiting', {}, { subject })
    if (dns.status === 'no-direct-access') return say.unknown('noDirect', {}, { subject })
    const told = distinctSoas(dns.servers)
    const [first] = told
    if (first === undefined) return say.unknown('noAnswer', { zone }, { subject })
    const managed = anycastDnsHost(dns.nameServers)
    if (managed !== undefined) return say.pass('managed', { zone, host: managed }, placeOf(zone, first))
    const days = daysToLaunch(context)
    const findings = told.flatMap((entry) => judgeTimers(say, { zone, days, ...entry }))
    // Servers that differ have most of their faults in common.
    const once = findings.filter(({ code }, index) => findings.findIndex((other) => other.code === code) === index)
    return once.length > 0 ? once : say.pass('ok', { zone }, placeOf(zone, first))
  },
})
