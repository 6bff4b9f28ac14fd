import type { Outcome } from '../engine/evidence'
import type { Exhibit, Finding } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { host as hostSubject } from '../engine/subject'
import type { Target } from '../engine/target'
import { type TlsStranger, type TlsStrangers, tlsStrangers } from '../evidence/tls-strangers'
import { type WebEntry, webEntry } from '../evidence/web-entry'
import { webTls } from '../evidence/web-tls'
import { type WebUrls, webUrls } from '../evidence/web-urls'
import { dateVerdict, daysLeft, spanWords } from './shared/certificate-dates'
import { isUnjudged } from './shared/chain-verdict'
import { clockIsOff } from './shared/clock-skew'
import { defineCheck } from './shared/define'
import { problemsOf, type Served, type ServedProblem, servedBy, unseenCertificate } from './shared/tls-look'
import { attachHostFix, certificateFix } from './shared/web-fixes'
import { hostOfUrl, isOwnDomain, isOwnHost } from './shared/web-hosts'

const PROBLEMS: Readonly<Record<ServedProblem, string>> = {
  expired: 'it has expired',
  notYet: 'it is not valid yet',
  name: 'it is made for another name',
  chain: 'browsers do not trust its chain',
}

type Row = { host: string; served: Served[]; verdict: string }

type Seen = { served: readonly Served[]; problems: readonly ServedProblem[]; unjudged: boolean; without: string[] }

function verdictWords({ served, problems, unjudged, without }: Seen): string {
  const at = without.length === 0 ? [] : [`none at ${without.join(', ')}`]
  const words = [...problems.map((one) => PROBLEMS[one]), ...at, ...(unjudged ? ['not judged'] : [])]
  return words.join(', ') || (served.length === 0 ? 'not seen' : 'valid')
}

function tableOf(rows: readonly Row[]): Exhibit {
  return {
    kind: 'table',
    title: 'Hosts and their certificates',
    columns: ['Host', 'Names', 'Issuer', 'Expires', 'Verdict'],
    rows: rows.map(({ host, served, verdict }) => {
      const leaf = served[0]?.leaf
      return [
        host,
        leaf?.dnsNames.slice(0, 4).join(', ') ?? '',
        leaf?.issuer.text ?? '',
        leaf?.notAfter.slice(0, 10) ?? '',
        verdict,
      ]
    }),
  }
}

type Stranger = { host: string; where: string; ref: string; validity: string }

const SOURCES: Readonly<Record<TlsStranger['source'], string>> = {
  redirect: 'a redirect leads there',
  canonical: 'a page names it as its address',
  link: 'a page links to it',
  certificate: 'a certificate names it',
}

/** Hosts of the domain that answered on the way somewhere without being part of the project. */
function metOnTheWay(entry: Immutable<WebEntry>, urls: Immutable<WebUrls>, target: Target): string[] {
  const chains = [...entry.hosts.flatMap(({ http, https }) => [http, https]), ...urls.urls.map(({ chain }) => chain)]
  const answered = chains.flatMap((chain) => chain?.hops ?? []).filter(({ status }) => status !== null)
  const hosts = new Set(answered.map(({ url }) => hostOfUrl(url)))
  return [...hosts].filter((host) => host !== '' && isOwnDomain(target, host) && !isOwnHost(target, host))
}

type Found = { entry: Immutable<WebEntry>; urls: Immutable<WebUrls>; found: Immutable<Outcome<TlsStrangers>> }

/** Live hosts of the domain that the project does not name, each once. */
function strangersOf({ entry, urls, found }: Found, target: Target): Stranger[] {
  const looked = found.status === 'ok' ? found.value.hosts : []
  const live = looked.flatMap(({ host, source, state, authorized }, index): Stranger[] => {
    if (state !== 'live') return []
    const validity = authorized === null ? 'not seen' : authorized ? 'valid' : 'browsers warn'
    return [{ host, where: SOURCES[source], ref: `tls.strangers#/hosts/${index}`, validity }]
  })
  const met = metOnTheWay(entry, urls, target)
    .filter((host) => live.every((one) => one.host !== host))
    .map((host) => ({ host, where: SOURCES.redirect, ref: 'web.entry#/hosts', validity: 'not seen' }))
  return [...live, ...met].sort((one, other) => one.host.localeCompare(other.host, 'en')).slice(0, 20)
}

export default defineCheck({
  id: 'tls-hostname-coverage',
  version: 3,
  kind: 'automatic',
  title: 'Certificates cover all live hosts',
  impact: 'blocker',
  why: 'Visitors of a host without a valid certificate see a full-page warning instead of your product.',
  covers: { 'tls-covers-all-hosts': 'supporting' },
  dependsOn: [
    'domain-resolves',
    'host-apex',
    'host-www',
    'host-roles',
    'https-reachable',
    'tls-cert-name',
    'tls-cert-chain',
    'tls-cert-expiry',
  ],
  needs: { tls: webTls, entry: webEntry, urls: webUrls, found: outcomeOf(tlsStrangers) },
  messages: {
    ok: 'The certificate of {host} is valid for its visitors',
    invalid: 'The certificate of {host} does not cover its visitors: {problem}',
    late: 'The certificate of {host} covers its visitors for {span} more',
    refused: '{host} has no certificate: the server does not know this name',
    partly: 'Some visitors of {host} meet no certificate: the server at {address} does not know it',
    unjudged: 'We cannot judge the issuer of {host}: our list of roots may be too old',
    stranger: 'Nobody watches the certificate of {host}: it is live, but not in this project',
    clock: 'The clock of our checker seems wrong, so dates of {host} prove nothing',
    unseen: 'We could not see the certificate of {host}: {reason}',
    noAddress: '{host} has no address, so it needs no certificate',
  },
  sources: [{ label: 'RFC 9525 section 6', url: 'https://www.rfc-editor.org/rfc/rfc9525#section-6' }],
  judge({ tls, entry, urls, found }, say, { now, target }) {
    const strangers = strangersOf({ entry, urls, found }, target)
    const clockOff = clockIsOff(entry)
    const rows = tls.hosts.map((row, index) => {
      const served = servedBy(tls, index)
      const problems = [...new Set(served.flatMap((one) => problemsOf(one, now)))]
      const late = served.find(({ leaf }) => dateVerdict(leaf, now) === 'late')
      const unjudged = served.some((one) => isUnjudged(one, now))
      const without = row.addresses.filter(({ first }) => first?.ok === false && first.error.alert === 112)
      return { row, index, served, problems, late, unjudged, without: without.map(({ address }) => address) }
    })
    const table = tableOf([
      ...rows.map(({ row, served, problems, unjudged, without }) => ({
        host: row.host,
        served,
        verdict: verdictWords({ served, problems, unjudged, without }),
      })),
      ...strangers.map(({ host, validity }) => ({ host, served: [], verdict: `not in this project, ${validity}` })),
    ])
    const ofHosts = rows.map(({ row, index, served, problems, late, unjudged, without }): Finding => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`web.tls#/hosts/${index}`], exhibits: [table] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      const isDated = late !== undefined || problems.includes('expired') || problems.includes('notYet')
      if (clockOff && isDated) return say.unknown('clock', { host }, at)
      if (problems.length > 0) {
        const problem = problems.map((one) => PROBLEMS[one]).join(', ')
        return say.fail('invalid', { host, problem }, { ...at, fix: certificateFix(host, []) })
      }
      if (late !== undefined) {
        const span = spanWords(daysLeft(late.leaf, now))
        return say.fail('late', { host, span }, { ...at, fix: certificateFix(host, []) })
      }
      const [address] = without
      const fixed = { ...at, fix: attachHostFix(host) }
      if (address !== undefined && served.length > 0) return say.warn('partly', { host, address }, fixed)
      if (address !== undefined && without.length === row.addresses.length) return say.fail('refused', { host }, fixed)
      if (unjudged) return say.unknown('unjudged', { host }, at)
      if (served.length === 0) return say.unknown('unseen', { host, reason: unseenCertificate(row) }, at)
      return say.pass('ok', { host }, at)
    })
    const ofStrangers = strangers.map(({ host, where, ref }) => {
      const steps = [
        `Add ${host} to the hosts of this project, with its role: ${where}.`,
        'Or switch it off and delete its DNS records if nobody needs it.',
      ]
      return say.warn(
        'stranger',
        { host },
        { subject: hostSubject(host), refs: [ref], exhibits: [table], impact: 'medium', fix: { effort: 'S', steps } },
      )
    })
    return [...ofHosts, ...ofStrangers]
  },
})
