import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { Say } from '../engine/say'
import { record } from '../engine/subject'
import { type DnsDnssec, dnsDnssec } from '../evidence/dns-dnssec'
import { dnsDomain } from '../evidence/dns-domain'
import { defineCheck } from './shared/define'
import { isUndecided } from './shared/dns-facts'
import { type DelegationSigner, dsText, names, type Signature } from './shared/dnssec'

type Facts = Immutable<DnsDnssec>

const DAY = 86_400
const SOON = 3 * DAY
/** RSA with SHA-1 and everything older (RFC 8624 section 3.1). */
const LAST_OLD_ALGORITHM = 7
const SEP = 1
const SHA1 = 1

const MESSAGES = {
  ok: '{zone} is signed, and resolvers confirm its signatures',
  structure: '{zone} is signed: the registrar vouches for its key, and the signatures are in date',
  orphan: 'Many providers cannot look up {zone}: the registrar vouches for a key that the zone does not have',
  bogus: 'Many providers cannot look up {zone}: its signatures do not hold',
  expired: 'Many providers cannot look up {zone}: its signatures ended on {date}',
  notYet: 'Many providers cannot look up {zone}: its signatures only begin on {date}',
  soon: 'The signatures of {zone} end on {date}; then many providers cannot look it up',
  sha1: 'The registrar vouches for the key of {zone} with SHA-1 only, which resolvers stop accepting',
  oldAlgorithm: 'The key of {zone} uses algorithm {algorithm}, which resolvers stop accepting',
  notConnected: '{zone} is signed, but the registrar does not vouch for its key, so nobody checks',
  unsigned: '{zone} is not signed; forged answers about it would not be noticed',
  unclear: 'We could not tell whether the signatures of {zone} hold',
  delegation: 'The name servers of {zone} do not answer even without checks; that comes first',
  noDirect: 'Our server cannot reach name servers directly; run it from a network that allows outgoing port 53',
  waiting: 'The signatures wait for the domain itself, which does not resolve',
  platform: 'The name belongs to {platform}, which signs its zone or not',
} as const

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}

function exhibitOf({ zone, ds, keys, signatures, resolver }: Facts): Exhibit {
  const lines = [
    ...ds.records.map((entry) => ['DS at the registrar', dsText(entry)]),
    ...keys.records.map((key) => [
      'DNSKEY in the zone',
      `${key.keyTag} algorithm ${key.algorithm}${(key.flags & SEP) === SEP ? ', entry point' : ''}`,
    ]),
    ...signatures.map((entry) => [
      `Signature of ${entry.covers}`,
      `key ${entry.keyTag}, ${dayOf(entry.inception)} to ${dayOf(entry.expiration)}`,
    ]),
    [
      'Resolver',
      `${resolver.status}${resolver.ad ? ', confirmed' : ''}${resolver.validates ? '' : ', does not check'}`,
    ],
    ...(resolver.ede === '' ? [] : [['Reason of the resolver', resolver.ede]]),
  ]
  return { kind: 'table', title: `Chain of trust of ${zone}`, columns: ['What', 'Value'], rows: lines }
}

function goodDs({ keys }: Facts): DelegationSigner[] {
  const entry = keys.records.filter(({ flags }) => (flags & SEP) === SEP)
  return entry.map(({ keyTag, algorithm, sha256 }) => ({ keyTag, algorithm, digestType: 2, digest: sha256 }))
}

function orphanFix(dns: Facts): Fix {
  const { zone, domain, ds } = dns
  const wanted = goodDs(dns)
  return {
    effort: 'S',
    steps: [
      `At the registrar of ${domain} delete ${ds.records.length === 1 ? 'this DS record' : 'these DS records'}: ${ds.records.map(dsText).join('; ')}.`,
      wanted.length > 0
        ? 'Or replace it with the record below, which fits the key in the zone.'
        : `The zone ${zone} is not signed; sign it at your DNS host before you enter a DS record again.`,
      'This usually happens when a domain moves to another DNS host and the old DS record stays behind.',
    ],
    ...(wanted.length === 0
      ? {}
      : { records: wanted.map((entry) => ({ type: 'DS', name: zone, value: dsText(entry) })) }),
  }
}

function signAgainFix({ zone, domain }: Facts): Fix {
  return {
    effort: 'M',
    steps: [
      `At the DNS host of ${zone}, have the zone signed again, and see why it was not done by itself.`,
      `If that takes long, delete the DS record at the registrar of ${domain}; without it nobody checks, and the name works again.`,
    ],
  }
}

function turnOnFix({ domain, dnsHost, keys }: Facts): Fix {
  const wanted = keys.records.length > 0 ? 'Take' : 'Turn on DNSSEC and take'
  return {
    effort: 'S',
    steps: [
      `${wanted} the DS record that ${dnsHost ?? 'your DNS host'} shows for ${domain}.`,
      `Paste it at the registrar of ${domain}.`,
    ],
  }
}

/** Signatures of one kind: the latest end among those in date, or the best of the others. */
function coverOf(signatures: readonly Immutable<Signature>[], covers: string, now: number) {
  const of = signatures.filter((entry) => entry.covers === covers)
  const valid = of.filter(({ inception, expiration }) => inception <= now && now <= expiration)
  const [best] = [...(valid.length > 0 ? valid : of)].sort((a, b) => b.expiration - a.expiration)
  return best === undefined ? undefined : { best, isValid: valid.length > 0 }
}

/** The DS records that count: beside one of the better digests those with SHA-1 are ignored (RFC 4509 section 3). */
function weighed(records: readonly DelegationSigner[]): readonly DelegationSigner[] {
  const better = records.filter(({ digestType }) => digestType === 2 || digestType === 4)
  return better.length > 0 ? records.filter(({ digestType }) => digestType !== SHA1) : records
}

/** Whether signatures in date lead from the key the parent names to the data (RFC 4035 section 5). */
function isChained({ keys, signatures }: Facts, matching: readonly DelegationSigner[], now: number): boolean {
  const isBy = (covers: string, signers: readonly { keyTag: number; algorithm: number }[]): boolean =>
    signatures.some(
      (entry) =>
        entry.covers === covers &&
        entry.inception <= now &&
        now <= entry.expiration &&
        signers.some(({ keyTag, algorithm }) => keyTag === entry.keyTag && algorithm === entry.algorithm),
    )
  return isBy('DNSKEY', matching) && isBy('SOA', keys.records)
}

type At = Parameters<Say<typeof MESSAGES>['pass']>[2]

function judgeSigned(say: Say<typeof MESSAGES>, dns: Facts, at: At, now: number): Finding | Finding[] {
  const { zone, ds, keys, resolver } = dns
  const covers = ['SOA', 'DNSKEY'].flatMap((type) => coverOf(dns.signatures, type, now) ?? [])
  const isBogus = resolver.status === 'servfail' && resolver.unchecked !== undefined && !isUndecided(resolver.unchecked)
  const compared = weighed(ds.records).map((entry) => ({ entry, fits: keys.records.map((key) => names(entry, key)) }))
  const matching = compared.filter(({ fits }) => fits.includes(true)).map(({ entry }) => entry)
  const areKeysKnown = keys.status === 'answer' || keys.status === 'nodata'
  const isComparable = compared.every(({ fits }) => !fits.includes(undefined))
  if (areKeysKnown && matching.length === 0 && isComparable && !resolver.ad)
    return say.fail('orphan', { zone }, { ...at, fix: orphanFix(dns) })
  const broken = covers.find(({ isValid }) => !isValid)
  if (broken !== undefined) {
    const isOver = broken.best.expiration < now
    const date = dayOf(isOver ? broken.best.expiration : broken.best.inception)
    return say.fail(isOver ? 'expired' : 'notYet', { zone, date }, { ...at, fix: signAgainFix(dns) })
  }
  if (isBogus) return say.fail('bogus', { zone }, { ...at, fix: areKeysKnown ? signAgainFix(dns) : orphanFix(dns) })
  if (resolver.unchecked !== undefined && isUndecided(resolver.unchecked))
    return say.unknown('delegation', { zone }, at)
  // Hosts that sign on the fly use signatures of two days; those are always about to end.
  const ending = covers.find(
    ({ best }) => best.expiration - now < SOON && best.expiration - now < (best.expiration - best.inception) / 3,
  )
  const weak = { ...at, impact: 'medium' as const }
  const old = matching.find(({ algorithm }) => algorithm <= LAST_OLD_ALGORITHM)
  const warnings = [
    ...(ending === undefined
      ? []
      : [
          say.warn(
            'soon',
            { zone, date: dayOf(ending.best.expiration) },
            { ...at, impact: 'high', fix: signAgainFix(dns) },
          ),
        ]),
    ...(matching.length > 0 && matching.every(({ digestType }) => digestType === SHA1)
      ? [say.warn('sha1', { zone }, { ...weak, fix: orphanFix(dns) })]
      : []),
    ...(old === undefined
      ? []
      : [say.warn('oldAlgorithm', { zone, algorithm: old.algorithm }, { ...weak, fix: signAgainFix(dns) })]),
  ]
  if (warnings.length > 0) return warnings
  if (resolver.ad) return say.pass('ok', { zone }, at)
  return isChained(dns, matching, now) ? say.pass('structure', { zone }, at) : say.unknown('unclear', { zone }, at)
}

export default defineCheck({
  id: 'dnssec',
  version: 1,
  kind: 'automatic',
  title: 'DNSSEC signatures, if used, are intact',
  impact: 'blocker',
  why: 'Where the registrar vouches for signatures that do not hold, many providers refuse to look you up and certificates cannot be renewed.',
  covers: { 'dns-delegation-healthy': 'required' },
  raises: ['certificate-warnings'],
  dependsOn: ['domain-resolves', 'dns-delegation'],
  needs: { dns: dnsDnssec, whole: dnsDomain },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 4034 section 5', url: 'https://www.rfc-editor.org/rfc/rfc4034#section-5' },
    { label: 'RFC 4035 section 5', url: 'https://www.rfc-editor.org/rfc/rfc4035#section-5' },
    { label: 'RFC 8624 (algorithms)', url: 'https://www.rfc-editor.org/rfc/rfc8624' },
    { label: 'RFC 9364 (DNSSEC)', url: 'https://www.rfc-editor.org/rfc/rfc9364' },
    { label: 'CA/Browser Forum ballot SC-085v2', url: 'https://cabforum.org/2025/06/18/ballot-sc-085v2/' },
  ],
  judge({ dns, whole }, say, { now }) {
    const zone = dns.zone === '' ? dns.domain : dns.zone
    const subject = record('DS', zone)
    if (whole.platform !== undefined) return say.notApplicable('platform', { platform: whole.platform }, { subject })
    if (whole.status === 'nxdomain') return say.unknown('waiting', {}, { subject })
    const at = { subject, refs: ['dns.dnssec'], exhibits: [exhibitOf(dns)] }
    if (dns.status === 'no-direct-access') return say.unknown('noDirect', {}, at)
    if (dns.ds.records.length > 0) return judgeSigned(say, dns, at, Math.floor(now / 1000))
    if (dns.ds.status !== 'nodata') return say.unknown('unclear', { zone }, at)
    const fix = turnOnFix(dns)
    if (dns.keys.records.length > 0) return say.warn('notConnected', { zone }, { ...at, fix, impact: 'medium' })
    if (dns.keys.status !== 'nodata') {
      const { unchecked } = dns.resolver
      return unchecked !== undefined && isUndecided(unchecked)
        ? say.unknown('delegation', { zone }, at)
        : say.unknown('unclear', { zone }, at)
    }
    return say.warn('unsigned', { zone }, { ...at, fix, impact: 'low' })
  },
})
