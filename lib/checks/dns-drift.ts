import type { Exhibit, Finding, Fix, FixRecord } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { Say } from '../engine/say'
import { host, project, record } from '../engine/subject'
import type { Target } from '../engine/target'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsDrift } from '../evidence/dns-drift'
import { defineCheck } from './shared/define'
import { statusWords } from './shared/dns-facts'
import { type CurrentSet, compareSets, type Drift, type DriftType } from './shared/drift'

type Sets = Immutable<CurrentSet[]>

const WORDS: Readonly<Record<DriftType, string>> = {
  ADDRESS: 'addresses',
  MX: 'mail servers',
  NS: 'name servers',
  SPF: 'SPF record',
  DMARC: 'DMARC record',
  DKIM: 'DKIM key',
  CAA: 'CAA records',
}

/** Hosts without which the product stops; other names going away are worth a look. */
const ESSENTIAL_ROLES: ReadonlySet<string> = new Set(['apex', 'www', 'app', 'api'])

const MESSAGES = {
  ok: 'All {count} record sets of {domain} are as confirmed on {date}',
  rotated: 'The addresses of {name} changed within the same network, as it does on purpose',
  gone: 'The {what} of {name} disappeared since they were confirmed on {date}',
  changed: 'Somebody changed the {what} of {name} since they were confirmed on {date}',
  appeared: '{name} has {what} that were not there when the records were confirmed on {date}',
  servers: 'The name servers of {name} changed since {date}: whoever runs them controls website and email',
  unsettled: 'Servers disagree on the {what} of {name}; a change may be on its way',
  undecided: 'We could not compare the {what} of {name}: the name server {problem}',
  unconfirmed: 'The {what} of {name} were never confirmed',
  confirm: 'We need one thing: confirm that the records of {domain} are right as they are now',
  unreadable: 'We could not read the records of {domain} to have them confirmed: the name server {problem}',
  waiting: 'The comparison waits for the domain itself, which does not resolve',
} as const

function typeOf(type: DriftType): string {
  if (type === 'ADDRESS') return 'A'
  return type === 'SPF' || type === 'DMARC' || type === 'DKIM' ? 'TXT' : type
}

function shown(values: readonly string[]): string {
  return values.length === 0 ? 'nothing' : values.join(', ')
}

function compareExhibit({ now, before }: Extract<Drift, { before: unknown }>): Exhibit {
  const second = now.second === undefined ? [] : [['Now, second server', shown(now.second.values)]]
  return {
    kind: 'table',
    title: `${WORDS[now.type]} of ${now.name}`,
    columns: ['When', 'Value'],
    rows: [['Confirmed', shown(before.values)], ['Now', shown(now.values)], ...second],
  }
}

function allExhibit(sets: Sets): Exhibit {
  return {
    kind: 'table',
    title: 'What is there now',
    columns: ['Name', 'What', 'Value'],
    rows: sets.map(({ name, type, values, status }) => [
      name,
      WORDS[type],
      status === 'answer' || values.length > 0 ? shown(values) : statusWords(status),
    ]),
  }
}

function recordsOf(name: string, type: DriftType, values: readonly string[]): FixRecord[] {
  return values.flatMap((value): FixRecord[] => {
    if (value.startsWith('CNAME ')) return [{ type: 'CNAME', name, value: value.slice('CNAME '.length) }]
    if (type === 'ADDRESS') return [{ type: value.includes(':') ? 'AAAA' : 'A', name, value }]
    // Of a key only its fingerprint is kept.
    return type === 'DKIM' ? [] : [{ type: typeOf(type), name, value }]
  })
}

function driftFix({ now, before }: Extract<Drift, { before: unknown }>, approver: string | undefined): Fix {
  const who = approver ?? 'the person who approves DNS changes'
  const what = `the ${WORDS[now.type]} of ${now.name}`
  const records = recordsOf(now.name, now.type, before.values)
  const restore =
    before.values.length === 0
      ? `If it was not meant, remove ${what}.`
      : `If it was not meant, put ${what} back as below and change the password of your DNS account.`
  return {
    effort: 'S',
    steps: [
      `Ask ${who} whether the change of ${what} was meant.`,
      'If it was, confirm the records again and write down why.',
      restore,
      ...(now.type === 'DKIM' ? ['Copy the key from the settings of your mail service.'] : []),
    ],
    ...(records.length > 0 ? { records } : {}),
  }
}

function isEssential({ name, type }: Immutable<CurrentSet>, target: Target): boolean {
  if (type !== 'ADDRESS') return type !== 'CAA'
  const own = target.hosts.find((entry) => entry.name.toLowerCase() === name)
  return name === target.domain || (own !== undefined && ESSENTIAL_ROLES.has(own.role))
}

type Case = { drift: Drift; index: number; date: string; target: Target }

function judgeDrift(say: Say<typeof MESSAGES>, { drift, index, date, target }: Case): Finding[] {
  const { now } = drift
  const { name, type } = now
  const base = { subject: record(typeOf(type), name), refs: [`dns.drift#/sets/${index}`] }
  const params = { name, what: WORDS[type] }
  if (drift.kind === 'same') return []
  if (drift.kind === 'unconfirmed') return [say.unknown('unconfirmed', params, base)]
  const at = { ...base, exhibits: [compareExhibit(drift)] }
  if (drift.kind === 'rotated') return [say.pass('rotated', { name }, at)]
  if (drift.kind === 'unsettled') return [say.pass('unsettled', params, at)]
  if (drift.kind === 'undecided') {
    const { status } = now.values.length > 0 || now.status === 'answer' ? (now.second ?? now) : now
    return [say.unknown('undecided', { ...params, problem: statusWords(status) }, at)]
  }
  const there = { ...at, fix: driftFix(drift, target.profile.dnsApprover) }
  if (type === 'NS') return [say.fail('servers', { name, date }, there)]
  if (drift.kind === 'gone' && isEssential(now, target)) return [say.fail('gone', { ...params, date }, there)]
  return [say.warn(drift.kind, { ...params, date }, there)]
}

export default defineCheck({
  id: 'dns-drift',
  version: 1,
  kind: 'assisted',
  title: 'Nobody changed your records since you confirmed them',
  impact: 'high',
  why: 'A changed record moves your website or email to another machine, by accident or by theft, and nobody notices for days.',
  covers: { 'no-dangling-dns': 'supporting', 'domains-documented': 'supporting' },
  raises: ['every-change-a-ticket'],
  dependsOn: ['domain-resolves', 'dns-delegation'],
  ask: {
    id: 'dns-confirmed',
    question: 'Are these records right as they are now? Confirm them, and we tell you when one changes.',
    who: 'developer',
    minutes: 3,
  },
  needs: { drift: dnsDrift, whole: dnsDomain },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 2181 section 5 (record sets)', url: 'https://www.rfc-editor.org/rfc/rfc2181#section-5' },
    {
      label: 'CISA: protecting DNS against tampering',
      url: 'https://www.cisa.gov/news-events/directives/ed-19-01-mitigate-dns-infrastructure-tampering',
    },
  ],
  judge({ drift, whole }, say, { target }) {
    const { domain, sets, confirmed } = drift
    if (whole.status === 'nxdomain' || whole.status === 'servfail')
      return say.unknown('waiting', {}, { subject: host(domain) })
    if (confirmed === undefined) {
      const at = { subject: project(), refs: ['dns.drift#/sets'], exhibits: [allExhibit(sets)] }
      const unread = sets.find(({ status }) => !['answer', 'nodata', 'nxdomain'].includes(status))
      return unread === undefined
        ? say.unknown('confirm', { domain }, at)
        : say.unknown('unreadable', { domain, problem: statusWords(unread.status) }, at)
    }
    const date = new Date(confirmed.at).toISOString().slice(0, 10)
    const findings = compareSets(sets, confirmed).flatMap((entry, index) =>
      judgeDrift(say, { drift: entry, index, date, target }),
    )
    if (findings.some(({ verdict }) => verdict !== 'pass')) return findings
    const at = { subject: host(domain), refs: ['dns.drift#/sets'], exhibits: [allExhibit(sets)] }
    return [say.pass('ok', { domain, date, count: sets.length }, at), ...findings]
  },
})
