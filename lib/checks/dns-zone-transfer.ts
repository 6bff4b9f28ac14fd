import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { ifPresent } from '../engine/need'
import { host, record } from '../engine/subject'
import { type DnsTransfer, dnsTransfer } from '../evidence/dns-transfer'
import { defineCheck } from './shared/define'

type Row = Immutable<DnsTransfer['servers'][number]>

const WORDS: Readonly<Record<Row['outcome'], string>> = {
  records: 'sent records',
  'only-soa': 'sent nothing but the start of the zone',
  refused: 'refused',
  closed: 'closed the connection',
  timeout: 'did not answer in time',
  network: 'could not be reached',
  budget: 'was not asked any more',
}

function exhibitOf({ ns, address, outcome, rcode, records }: Row, zone: string): Exhibit {
  return {
    kind: 'dns',
    title: `Request for the whole zone ${zone} at ${ns}`,
    question: { name: zone, type: 'AXFR', server: address },
    status: rcode ?? outcome,
    records: records.map(({ name, type }) => `${name} ${type}`),
    note: 'We stop after two records and keep their names only.',
  }
}

function restrictFix(zone: string, ns: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Let ${ns} hand out ${zone} to your secondary name servers only.`,
      'With a hosted DNS service, switch zone transfers (AXFR) off or enter the addresses of your secondaries.',
      'If the zone is public on purpose, set this finding aside with that reason.',
    ],
    variants: [
      {
        provider: 'BIND',
        steps: ['Put this into the zone block and reload.'],
        snippet: { lang: 'text', file: 'named.conf', code: 'allow-transfer { key "transfer-key"; };' },
      },
      {
        provider: 'Knot DNS',
        steps: ['Name the secondaries in an acl with the action transfer and give only that acl to the zone.'],
      },
      {
        provider: 'PowerDNS',
        steps: ['List the secondaries and nothing else.'],
        snippet: { lang: 'text', file: 'pdns.conf', code: 'allow-axfr-ips=127.0.0.0/8' },
      },
    ],
  }
}

export default defineCheck({
  id: 'dns-zone-transfer',
  version: 1,
  kind: 'automatic',
  title: 'Strangers cannot download your whole zone',
  impact: 'medium',
  why: 'Whoever may download the zone has a list of all your hosts, including staging and admin, in a second.',
  covers: {},
  dependsOn: ['domain-resolves', 'dns-delegation'],
  needs: { transfer: ifPresent(dnsTransfer) },
  messages: {
    ok: '{ns} does not hand out the zone {zone} to strangers',
    open: 'Anyone can list all your hosts, staging included: {ns} hands out {zone}',
    undecided: 'We could not tell whether {ns} hands out {zone}: it {problem}',
    nobody: 'No name server of {zone} could be asked',
    notAllowed: 'We ask for a whole zone only after you proved that the domain is yours and allowed it for this run',
  },
  sources: [
    { label: 'RFC 5936 section 5 (who may transfer)', url: 'https://www.rfc-editor.org/rfc/rfc5936#section-5' },
    { label: 'RFC 9103 (transfer over TLS)', url: 'https://www.rfc-editor.org/rfc/rfc9103' },
  ],
  judge({ transfer }, say, { target }) {
    if (transfer === undefined) return say.notApplicable('notAllowed', {}, { subject: host(target.domain) })
    const { zone, servers } = transfer
    if (servers.length === 0)
      return say.unknown('nobody', { zone }, { subject: host(zone), refs: ['dns.transfer#/servers'] })
    return servers.map((row, index) => {
      const { ns, outcome } = row
      const at = {
        subject: record('NS', ns),
        refs: [`dns.transfer#/servers/${index}`],
        exhibits: [exhibitOf(row, zone)],
      }
      if (outcome === 'records') return say.warn('open', { ns, zone }, { ...at, fix: restrictFix(zone, ns) })
      const isClosed = outcome === 'refused' || outcome === 'closed' || outcome === 'only-soa'
      return isClosed
        ? say.pass('ok', { ns, zone }, at)
        : say.unknown('undecided', { ns, zone, problem: WORDS[outcome] }, at)
    })
  },
})
