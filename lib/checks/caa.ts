import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import type { Say } from '../engine/say'
import { host as hostSubject } from '../engine/subject'
import { type CaaHost, type CaaLevel, dnsCaa } from '../evidence/dns-caa'
import { dnsDomain } from '../evidence/dns-domain'
import { type WebTls, webTls } from '../evidence/web-tls'
import {
  type Authority,
  allowsMethod,
  authorityByText,
  caaRules,
  isAutomatic,
  relevantLevel,
  rulesFor,
} from './shared/caa'
import { defineCheck } from './shared/define'
import { statusWords } from './shared/dns-facts'

const MESSAGES = {
  ok: '{ca} may issue certificates for {host}',
  okUnknown: 'Certificates for {host} may come from {list}',
  reportsOnly: 'Every certificate authority may issue for {host}; the CAA records name none',
  open: 'No CAA record restricts who may issue certificates for {host}',
  blocked: 'The certificate of {host} cannot be renewed: its CAA records do not allow {ca}',
  nobody: 'No certificate for {host} can be issued: its CAA records forbid every authority',
  critical: 'No certificate for {host} can be issued: a CAA record demands the unknown property "{tag}"',
  method: 'The certificate of {host} cannot be renewed by {method}: its CAA record for {ca} does not allow that method',
  unusual: 'Certificates for {host} may only come from {list}, none of which usually renews by itself',
  broken: 'A CAA record of {host} cannot be read: {value}',
  badReport: 'Reports on refused certificates of {host} reach nobody: "{value}" is no mailto or web address',
  undecided: 'The certificate of {host} may not be renewable: {name} {problem}, and authorities must then refuse',
  waiting: 'The certificates of {host} wait for the domain itself, which does not resolve',
} as const

type Used = { authority: Authority | undefined; isWildcard: boolean; expiry: string | undefined }

function covers(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') && pattern.slice(2) === host.slice(host.indexOf('.') + 1)
}

/** The authority in use: that of the certificate the host serves, or else the one a person named. */
function usedBy(host: string, tls: Immutable<WebTls> | undefined, named: string | undefined): Used {
  const row = tls?.hosts.find((entry) => entry.host === host)
  const leaf = row?.addresses.flatMap(({ first }) =>
    first?.ok === true && first.name === 'match' ? [first.leaf] : [],
  )[0]
  const certificate = leaf === undefined ? undefined : tls?.certificates[leaf]
  const seen =
    certificate === undefined
      ? undefined
      : authorityByText(`${certificate.issuer.organization} ${certificate.issuer.commonName}`)
  const names = certificate?.dnsNames ?? []
  return {
    authority: seen ?? authorityByText(named),
    isWildcard: !names.includes(host) && names.some((name) => covers(name, host)),
    expiry: certificate?.notAfter.slice(0, 10),
  }
}

function exhibitOf(level: Immutable<CaaLevel>): Exhibit {
  return {
    kind: 'dns',
    title: `CAA records of ${level.name}`,
    question: { name: level.name, type: 'CAA' },
    status: level.status,
    records: level.records.map(({ critical, tag, value }) => `${critical ? 128 : 0} ${tag} "${value}"`),
    ...(level.alias === undefined
      ? {}
      : { note: `They are those of ${level.alias}, which ${level.name} is an alias of.` }),
  }
}

function allowFix(level: string, used: Used, domain: string): Fix {
  const id = used.authority?.ids[0] ?? 'letsencrypt.org'
  const tag = used.isWildcard ? 'issuewild' : 'issue'
  const until =
    used.expiry === undefined ? '' : ` The certificate in use ends on ${used.expiry}; browsers warn from then on.`
  return {
    effort: 'S',
    steps: [
      `Add the record below to the zone ${domain}, beside the CAA records that name other authorities you use.${until}`,
      'Remove records that forbid everything (a value of ";") and properties nobody knows.',
    ],
    variants: [
      {
        provider: 'Cloudflare',
        steps: [
          `With certificates from Cloudflare, allow every authority it uses: letsencrypt.org, pki.goog, ssl.com, sectigo.com and digicert.com, each in a record of its own at ${level}.`,
        ],
      },
    ],
    records: [{ type: 'CAA', name: level, value: `0 ${tag} "${id}"` }],
  }
}

type Case = { row: Immutable<CaaHost>; index: number; used: Used; domain: string; method: string | undefined }

function judgeHost(say: Say<typeof MESSAGES>, { row, index, used, domain, method }: Case): Finding[] {
  const { host } = row
  const subject = hostSubject(host)
  const found = relevantLevel(row, used.isWildcard)
  const base = { subject, refs: [`dns.caa#/hosts/${index}`] }
  if (found.kind === 'none') return [say.notApplicable('open', { host }, base)]
  const at = { ...base, exhibits: [exhibitOf(found.level)] }
  if (found.kind === 'open') {
    const { name, status } = found.level
    return [say.unknown('undecided', { host, name, problem: statusWords(status) }, { ...at, impact: 'high' })]
  }
  const rules = caaRules(found.level.records)
  const fix = allowFix(found.level.name, used, domain)
  const [tag] = rules.unknownCritical
  if (tag !== undefined) return [say.fail('critical', { host, tag }, { ...at, fix })]
  const weak = { ...at, fix, impact: 'medium' as const }
  const notes = [
    ...rules.broken.map((value) => say.warn('broken', { host, value }, weak)),
    ...rules.badReports.map((value) => say.warn('badReport', { host, value }, { ...weak, impact: 'low' })),
  ]
  const applying = rulesFor(rules, used.isWildcard)
  if (applying.length === 0) return [...notes, say.pass('reportsOnly', { host }, at)]
  const allowed = [...new Set(applying.map(({ issuer }) => issuer).filter((issuer) => issuer !== ''))]
  if (allowed.length === 0) return [say.fail('nobody', { host }, { ...at, fix }), ...notes]
  const { authority } = used
  if (authority !== undefined) {
    const isAllowed = authority.ids.some((id) => allowed.includes(id))
    const own = applying.filter(({ issuer }) => authority.ids.includes(issuer))
    if (isAllowed && method !== undefined && !allowsMethod(own, method)) {
      const steps = [
        `Add ${method} to the validationmethods of the CAA record of ${found.level.name} that names ${authority.name}, or prove the domain by a method it lists.`,
      ]
      const there = { ...at, fix: { effort: 'S' as const, steps }, impact: 'high' as const }
      return [say.warn('method', { host, method, ca: authority.name }, there), ...notes]
    }
    const said = isAllowed
      ? say.pass('ok', { host, ca: authority.name }, at)
      : say.fail('blocked', { host, ca: authority.name }, { ...at, fix })
    return [said, ...notes]
  }
  const list = allowed.join(', ')
  const said = allowed.some(isAutomatic)
    ? say.pass('okUnknown', { host, list }, at)
    : say.warn('unusual', { host, list }, { ...at, fix, impact: 'medium' })
  return [said, ...notes]
}

export default defineCheck({
  id: 'caa',
  version: 1,
  kind: 'automatic',
  title: 'Your certificate authority is allowed to issue',
  impact: 'blocker',
  why: 'CAA records name who may issue certificates. If yours is not among them the next renewal fails and browsers show a warning.',
  covers: { 'dns-delegation-healthy': 'supporting', 'tls-auto-renews': 'supporting' },
  raises: ['certificate-warnings'],
  dependsOn: ['domain-resolves'],
  needs: { dns: dnsCaa, whole: dnsDomain, tls: outcomeOf(webTls) },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 8659 (CAA)', url: 'https://www.rfc-editor.org/rfc/rfc8659' },
    { label: 'RFC 8657 (parameters of CAA)', url: 'https://www.rfc-editor.org/rfc/rfc8657' },
    { label: 'RFC 9495 (CAA for mail certificates)', url: 'https://www.rfc-editor.org/rfc/rfc9495' },
    {
      label: 'CA/Browser Forum baseline requirements',
      url: 'https://cabforum.org/working-groups/server/baseline-requirements/',
    },
  ],
  judge({ dns, whole, tls }, say, { target }) {
    const certificates = tls.status === 'ok' ? tls.value : undefined
    return dns.hosts.flatMap((row, index) => {
      if (whole.status === 'nxdomain' || whole.status === 'servfail')
        return [say.unknown('waiting', { host: row.host }, { subject: hostSubject(row.host) })]
      const used = usedBy(row.host, certificates, target.profile.certificateAuthority)
      return judgeHost(say, { row, index, used, domain: dns.domain, method: target.profile.certificateMethod })
    })
  },
})
