import type { z } from 'zod'
import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host, project, record } from '../engine/subject'
import { dnsDelegation } from '../evidence/dns-delegation'
import { dnsDomain } from '../evidence/dns-domain'
import { parseAddress } from './shared/address'
import { defineCheck } from './shared/define'

type Delegation = Immutable<z.infer<typeof dnsDelegation.schema>>

function sorted(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))].sort()
}

function missingFrom(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(sorted(others))
  return sorted(names).filter((name) => !known.has(name))
}

function exhibitOf(dns: Delegation): Exhibit {
  return {
    kind: 'table',
    title: `Name servers of ${dns.zone === '' ? dns.domain : dns.zone}`,
    columns: ['Name server', 'Address', 'Listed by', 'Result', 'Answer', 'TCP'],
    rows: dns.servers.map((server) => [
      server.ns,
      server.address,
      server.listedBy === 'both' ? 'registrar and zone' : server.listedBy === 'parent' ? 'registrar' : 'zone',
      server.verdict,
      server.status === undefined ? '' : `${server.status}${server.aa === true ? ', authoritative' : ''}`,
      server.tcp === undefined ? '' : server.tcp ? 'yes' : 'no',
    ]),
  }
}

function setServersFix(dns: Delegation): Fix {
  const names = sorted(dns.childNs)
  return {
    effort: 'S',
    steps: [
      `Sign in at the registrar of ${dns.domain} and open the name server settings.`,
      names.length > 0
        ? `Enter exactly these name servers: ${names.join(', ')}.`
        : 'Enter exactly the name servers your DNS host shows for this zone.',
      'The change can need up to two days to reach everybody, because resolvers keep the old list for a while.',
    ],
  }
}

export default defineCheck({
  id: 'dns-delegation',
  version: 1,
  kind: 'automatic',
  title: 'Every name server of your domain answers for it',
  impact: 'blocker',
  why: 'Each visitor asks one of your name servers. Where one of them does not know your domain, part of your visitors see random failures.',
  covers: { 'dns-delegation-healthy': 'required' },
  raises: ['dns-broken-after-traffic'],
  dependsOn: ['domain-resolves'],
  needs: { dns: dnsDelegation, whole: dnsDomain },
  messages: {
    ok: '{count:name server address answers|name server addresses answer} for {zone}, as the registrar lists them',
    noneAnswers: 'Nobody can look up {zone}: none of its name servers answers for it',
    noAddress: 'Part of the visitors cannot look up {zone}: its name server {ns} has no address',
    noName: 'Part of the visitors cannot look up {zone}: {ns} stands where the name of a name server must stand',
    lame: 'Part of the visitors cannot look up {zone}: {ns} does not answer for it',
    silent: 'Looking up {zone} is slow for some: {ns} does not answer at all',
    internal: 'Part of the visitors cannot look up {zone}: {ns} has an address of a private network',
    undelegated: 'New visitors cannot look up {zone}: the zone above lists no name servers for it',
    parentUnread: 'We could not read which name servers the registrar lists for {zone}',
    setsDiffer: 'Registrar and zone of {zone} disagree on the name servers: {difference}',
    staleGlue: 'The registrar of {zone} has an old address for {ns}',
    aliased: 'The name server {ns} of {zone} is an alias, which many resolvers refuse',
    noTcp: '{ns} does not answer over TCP, so large answers of {zone} get lost',
    allSilent: 'We could not reach the name servers of {zone} from here; your visitors may be fine',
    noDirect: 'Our server cannot reach name servers directly; run it from a network that allows outgoing port 53',
    undecided: 'We could not find out which name servers are responsible for {zone}',
    unread: 'We could not look at the name server {ns} of {zone}: nobody told us its address',
    unreached: 'We could not ask the name server {ns} of {zone}: {why}',
    waiting: 'The name servers wait for the domain itself, which does not resolve',
    platform: 'The name belongs to {platform}, which runs its name servers',
  },
  sources: [
    { label: 'RFC 1034 section 4.2.2', url: 'https://www.rfc-editor.org/rfc/rfc1034#section-4.2.2' },
    { label: 'RFC 1912 section 2.8', url: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.8' },
    { label: 'RFC 7766 (DNS over TCP)', url: 'https://www.rfc-editor.org/rfc/rfc7766' },
    { label: 'RFC 9471 (glue)', url: 'https://www.rfc-editor.org/rfc/rfc9471' },
  ],
  judge({ dns, whole }, say) {
    if (whole.platform !== undefined)
      return say.notApplicable('platform', { platform: whole.platform }, { subject: project() })
    const zone = dns.zone === '' ? dns.domain : dns.zone
    const at = { subject: host(dns.domain), refs: ['dns.delegation#/servers'], exhibits: [exhibitOf(dns)] }
    if (whole.status === 'nxdomain') return say.unknown('waiting', {}, at)
    if (dns.status === 'no-direct-access') return say.unknown('noDirect', {}, at)
    if (dns.status === 'unknown' || dns.servers.length + dns.withoutAddress.length === 0)
      return say.unknown('undecided', { zone }, at)
    const good = dns.servers.filter((server) => server.verdict === 'good')
    const fix = setServersFix(dns)
    const isUndelegated = dns.parentStatus === 'nodata' || dns.parentStatus === 'nxdomain'
    const seen = new Set([...dns.servers.map(({ ns }) => ns), ...dns.withoutAddress].map((ns) => ns.toLowerCase()))
    const listed = [...new Set([...dns.parentNs, ...dns.childNs].map((ns) => ns.toLowerCase()))]
    const unread = sorted(listed.filter((ns) => !seen.has(ns))).map((ns) =>
      say.unknown('unread', { zone, ns }, { ...at, subject: record('NS', ns) }),
    )
    const goodNames = new Set(good.map((server) => server.ns.toLowerCase()))
    const unreached = dns.servers
      .filter(({ ns, reason }) => (reason === 'no-route' || reason === 'budget') && !goodNames.has(ns.toLowerCase()))
      .map(({ ns, address, reason }) => {
        const why =
          reason === 'budget' ? 'the run had used up its questions' : `our own network has no way to ${address}`
        return say.unknown('unreached', { zone, ns, why }, { ...at, subject: record('NS', ns) })
      })
    // A server we were not told about may be the one that answers.
    if (good.length === 0 && unread.length > 0) return unread
    if (good.length === 0 && listed.length === 0 && dns.withoutAddress.length === 0)
      return say.unknown('undecided', { zone }, at)
    if (good.length === 0) {
      const isOurPath =
        dns.servers.length > 0 &&
        dns.servers.every((server) => server.verdict === 'silent' || server.verdict === 'not-contacted')
      if (isOurPath && (dns.resolverAnswers || dns.withoutAddress.length === 0))
        return say.unknown('allSilent', { zone }, at)
      return say.fail('noneAnswers', { zone }, { ...at, fix })
    }
    const about = (ns: string) => ({ ...at, subject: record('NS', ns) })
    const worstOf = (verdict: 'lame' | 'silent') =>
      sorted(dns.servers.filter((server) => server.verdict === verdict).map((server) => server.ns))
    const removeFix = (ns: string): Fix => ({
      effort: 'S',
      steps: [
        `Remove ${ns} from the name servers at the registrar of ${dns.domain}, or ask your DNS host to load the zone ${zone} on it.`,
      ],
    })
    const onlyParent = missingFrom(dns.parentNs, dns.childNs)
    const onlyChild = missingFrom(dns.childNs, dns.parentNs)
    const difference = [
      ...(onlyParent.length > 0 ? [`only the registrar lists ${onlyParent.join(', ')}`] : []),
      ...(onlyChild.length > 0 ? [`only the zone lists ${onlyChild.join(', ')}`] : []),
    ].join('; ')
    const high = { impact: 'high' as const }
    const findings = [
      ...sorted(dns.withoutAddress).map((ns) =>
        say.fail(
          parseAddress(ns) === undefined ? 'noAddress' : 'noName',
          { zone, ns },
          { ...about(ns), fix: removeFix(ns), ...high },
        ),
      ),
      ...worstOf('lame').map((ns) => say.warn('lame', { zone, ns }, { ...about(ns), fix: removeFix(ns), ...high })),
      ...worstOf('silent')
        .filter((ns) => !goodNames.has(ns))
        .map((ns) => say.warn('silent', { zone, ns }, { ...about(ns), fix: removeFix(ns), ...high })),
      ...sorted(dns.servers.filter(({ reason }) => reason === 'internal').map(({ ns }) => ns))
        .filter((ns) => !goodNames.has(ns))
        .map((ns) => say.warn('internal', { zone, ns }, { ...about(ns), fix: removeFix(ns), ...high })),
      ...(difference === '' || dns.parentNs.length === 0 || dns.childNs.length === 0
        ? []
        : [say.warn('setsDiffer', { zone, difference }, { ...at, fix, ...high })]),
      ...(dns.parentNs.length === 0 && isUndelegated
        ? [say.warn('undelegated', { zone }, { ...at, fix, ...high })]
        : []),
      ...dns.staleGlue.map((row) =>
        say.warn(
          'staleGlue',
          { zone, ns: row.name },
          {
            ...about(row.name),
            ...high,
            fix: {
              effort: 'S',
              steps: [
                `At the registrar, change the address of the host object ${row.name} from ${row.glue} to ${row.actual.join(', ')}.`,
              ],
            },
          },
        ),
      ),
      ...sorted(dns.aliased).map((ns) =>
        say.warn(
          'aliased',
          { zone, ns },
          {
            ...about(ns),
            ...high,
            fix: { effort: 'S', steps: [`Give ${ns} address records of its own instead of an alias.`] },
          },
        ),
      ),
      ...sorted(dns.servers.filter((server) => server.tcp === false).map((server) => server.ns)).map((ns) =>
        say.warn(
          'noTcp',
          { zone, ns },
          { ...about(ns), impact: 'medium', fix: { effort: 'S', steps: [`Open TCP port 53 on ${ns}, beside UDP.`] } },
        ),
      ),
    ]
    const open = [
      ...unread,
      ...unreached,
      ...(dns.parentNs.length === 0 && !isUndelegated ? [say.unknown('parentUnread', { zone }, at)] : []),
    ]
    if (open.length > 0) return [...findings, ...open]
    return findings.length > 0 ? findings : say.pass('ok', { zone, count: good.length }, at)
  },
})
