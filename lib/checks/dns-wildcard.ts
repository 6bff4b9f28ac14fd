import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { record } from '../engine/subject'
import type { Target } from '../engine/target'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsWildcard, type WildcardProbe } from '../evidence/dns-wildcard'
import { defineCheck } from './shared/define'
import { isUndecided } from './shared/dns-facts'

type Probe = Immutable<WildcardProbe>

/** Values that only forbid mail: no sender (RFC 7208), a revoked key (RFC 6376), no mail server (RFC 7505). */
const LOCKS: Partial<Record<Probe['type'], RegExp>> = {
  TXT: /^\s*(v=spf1\s+-all\s*|v=DKIM1\s*;(.*;)?\s*p=\s*(;.*)?)$/i,
  MX: /^\d+ \.$/,
}

function isLock({ type, answers }: Probe): boolean {
  const values = answers.flatMap((answer) => answer.values)
  return values.length > 0 && values.every((value) => LOCKS[type]?.test(value) === true)
}

function isWildcard(probe: Probe): boolean {
  const { answers } = probe
  return answers.length > 0 && answers.every(({ values }) => values.length > 0) && !isLock(probe)
}

function isOpen({ answers }: Probe): boolean {
  return answers.some(({ status }) => isUndecided(status))
}

function isMixed({ answers }: Probe): boolean {
  return new Set(answers.map(({ values }) => values.length > 0)).size > 1
}

function exhibitOf(domain: string, probes: readonly Probe[]): Exhibit {
  return {
    kind: 'table',
    title: `What names answer that nobody configured below ${domain}`,
    columns: ['Below', 'Type', 'First name', 'Second name'],
    rows: probes.map(({ below, type, answers }) => [
      below,
      type,
      ...answers.map(({ status, values }) => (values.length > 0 ? values.join(', ') : status)),
    ]),
  }
}

function removeFix({ domain, hosts, profile }: Target): Fix {
  const names = [...new Set(hosts.map(({ name }) => name))].filter((name) => name !== domain)
  const keep =
    profile.tenantSubdomains === true
      ? [`Keep the A or CNAME record *.${domain} for your customers, and replace its TXT and MX records.`]
      : [
          `Delete the record *.${domain} at your DNS host.`,
          names.length > 0
            ? `Create only the names you use: ${names.join(', ')}.`
            : `Create only the names you use, such as www.${domain}.`,
          `If customers need subdomains, keep the A or CNAME record of *.${domain} and say so in the settings of the project.`,
        ]
  return {
    effort: 'M',
    steps: [
      ...keep,
      'Add the records below, so that nobody can send mail in the name of an invented subdomain.',
      `Put sp=reject into the DMARC record of ${domain}.`,
    ],
    records: [
      { type: 'TXT', name: `*.${domain}`, value: 'v=spf1 -all' },
      { type: 'MX', name: `*.${domain}`, value: '0 .' },
    ],
  }
}

export default defineCheck({
  id: 'dns-wildcard',
  version: 1,
  kind: 'automatic',
  title: 'No catch-all record hides mistakes',
  impact: 'medium',
  why: 'With a catch-all record any typo or forgotten subdomain shows your site, so broken links and fake addresses look real.',
  covers: { 'dns-www-resolves': 'supporting' },
  dependsOn: ['domain-resolves'],
  needs: { dns: dnsWildcard, whole: dnsDomain },
  messages: {
    ok: 'A name nobody configured below {domain} does not exist',
    locked: 'The catch-all records of {domain} only forbid mail, so invented names gain nothing',
    found: 'Any typo below {domain} looks real: a catch-all record answers with {types}',
    tenants: 'Customers have their own subdomains of {domain}, so its catch-all record is wanted',
    mail: 'Every invented subdomain of {domain} has {types} records, so fake senders look real',
    unsteady: 'One of two invented names below {domain} has an answer and the other has none',
    undecided: 'We could not tell whether {domain} has a catch-all record: the name servers did not answer',
    invents: 'Our resolver answers names that do not exist, so it proves nothing about {domain}',
    waiting: 'The question waits for the domain itself, which does not resolve',
    platform: 'The name belongs to {platform}, where every name answers',
  },
  sources: [
    { label: 'RFC 4592 (wildcards)', url: 'https://www.rfc-editor.org/rfc/rfc4592' },
    { label: 'RFC 1912 section 2.7', url: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.7' },
  ],
  judge({ dns, whole }, say, { target }) {
    const { domain } = dns
    const subject = record('A', `*.${domain}`)
    if (whole.platform !== undefined) return say.notApplicable('platform', { platform: whole.platform }, { subject })
    if (whole.status === 'nxdomain' || whole.status === 'servfail') return say.unknown('waiting', {}, { subject })
    const at = { subject, refs: ['dns.wildcard#/probes'], exhibits: [exhibitOf(domain, dns.probes)] }
    if (whole.resolverInvents) return say.unknown('invents', { domain }, at)
    const found = dns.probes.filter(isWildcard)
    const types = (probes: readonly Probe[]) => [...new Set(probes.map(({ type }) => type))].join(', ')
    const fix = removeFix(target)
    if (target.profile.tenantSubdomains === true) {
      const mail = found.filter(({ type }) => type === 'TXT' || type === 'MX')
      if (mail.length > 0) return say.warn('mail', { domain, types: types(mail) }, { ...at, fix })
      if (found.length > 0) return say.notApplicable('tenants', { domain }, at)
    }
    if (found.length > 0) return say.warn('found', { domain, types: types(found) }, { ...at, fix })
    if (dns.probes.some(isOpen)) return say.unknown('undecided', { domain }, at)
    if (dns.probes.some(isMixed)) return say.unknown('unsteady', { domain }, at)
    return say.pass(dns.probes.some(isLock) ? 'locked' : 'ok', { domain }, at)
  },
})
