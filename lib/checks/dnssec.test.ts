import type { DnsDnssec } from '../evidence/dns-dnssec'
import check from './dnssec'
import { CASE_NOW, cases, timedOut } from './shared/cases'
import { type DelegationSigner, type Signature, type ZoneKey, zoneKey } from './shared/dnssec'
import { givenDomain } from './shared/zone-given'

const whole = givenDomain()
const NOW = Date.parse(CASE_NOW) / 1000
const DAY = 86_400

const keyWith = (algorithm: number, text = 'key') =>
  zoneKey('acme.io', { flags: 257, algorithm, key: Buffer.from(text) })
const key = keyWith(13)
const dsOf = ({ keyTag, algorithm, sha1, sha256, sha384 }: ZoneKey, digestType = 2): DelegationSigner => ({
  keyTag,
  algorithm,
  digestType,
  digest: digestType === 1 ? sha1 : digestType === 4 ? sha384 : sha256,
})
const foreign = dsOf(keyWith(13, 'other'))
const signature = (covers: string, leftDays: number, lifeDays = 21): Signature => ({
  covers,
  algorithm: 13,
  keyTag: key.keyTag,
  inception: NOW + (leftDays - lifeDays) * DAY,
  expiration: NOW + leftDays * DAY,
})
const signatures = (leftDays: number, lifeDays = 21) => [
  signature('SOA', leftDays, lifeDays),
  signature('DNSKEY', leftDays, lifeDays),
]
const confirmed = { validates: true, status: 'answer' as const, ad: true, ede: '' }
const careless = { validates: false, status: 'answer' as const, ad: false, ede: '' }
const refused = {
  validates: true,
  status: 'servfail' as const,
  ad: false,
  ede: '9 DNSKEY Missing',
  unchecked: 'answer' as const,
}

const found = (...records: DelegationSigner[]) => ({
  status: records.length > 0 ? ('answer' as const) : ('nodata' as const),
  records,
})
const held = (...records: ZoneKey[]) => ({
  status: records.length > 0 ? ('answer' as const) : ('nodata' as const),
  records,
})
const given = (changes: Partial<DnsDnssec> = {}) => ({
  whole,
  dns: {
    domain: 'acme.io',
    status: 'found' as const,
    zone: 'acme.io',
    ds: found(dsOf(key)),
    keys: held(key),
    signatures: signatures(14),
    resolver: confirmed,
    ...changes,
  },
})
const unsigned = { ds: found(), keys: held(), signatures: [], resolver: { ...confirmed, ad: false } }

cases(check, {
  'signed-good: the DS fits and the resolver confirms': { given: given(), verdict: 'pass', codes: ['ok'] },
  'signed-bogus: the DS is of another key': {
    given: given({ ds: found(foreign), resolver: refused }),
    verdict: 'fail',
    codes: ['orphan'],
  },
  'ds-orphan: a DS, but the zone is not signed': {
    given: given({ ds: found(foreign), keys: held(), signatures: [], resolver: refused }),
    verdict: 'fail',
    codes: ['orphan'],
  },
  'unsigned: neither DS nor key': { given: given(unsigned), verdict: 'warn', codes: ['unsigned'] },
  'signed-nods: a key, but no DS': {
    given: given({ ds: found(), resolver: careless }),
    verdict: 'warn',
    codes: ['notConnected'],
  },
  'two DS, one of them fits': { given: given({ ds: found(foreign, dsOf(key)) }), verdict: 'pass' },
  'a DS with SHA-384': { given: given({ ds: found(dsOf(key, 4)) }), verdict: 'pass' },
  'a DS of a kind we cannot compute, confirmed by the resolver': {
    given: given({ ds: found({ ...dsOf(key), digestType: 5 }) }),
    verdict: 'pass',
  },
  'the same, and the resolver does not check': {
    given: given({ ds: found({ ...dsOf(key), digestType: 5 }), resolver: careless }),
    verdict: 'unknown',
    codes: ['unclear'],
  },
  'the signature ends in two days': { given: given({ signatures: signatures(2) }), verdict: 'warn', codes: ['soon'] },
  'signed on the fly, always about to end': { given: given({ signatures: signatures(1, 2) }), verdict: 'pass' },
  'the signature has ended': {
    given: given({ signatures: signatures(-1), resolver: refused }),
    verdict: 'fail',
    codes: ['expired'],
    says: ['2026-11-19'],
  },
  'one of two signatures has ended': {
    given: given({ signatures: [...signatures(-1), ...signatures(14)] }),
    verdict: 'pass',
  },
  'the signature is not valid yet': {
    given: given({ signatures: signatures(30, 21), resolver: refused }),
    verdict: 'fail',
    codes: ['notYet'],
  },
  'everything fits on paper, and a resolver still refuses': {
    given: given({ resolver: refused }),
    verdict: 'fail',
    codes: ['bogus'],
  },
  'the keys cannot be read and a resolver refuses': {
    given: given({ keys: { status: 'timeout', records: [] }, signatures: [], resolver: refused }),
    verdict: 'fail',
    codes: ['bogus'],
  },
  'a DS with SHA-1 only': { given: given({ ds: found(dsOf(key, 1)) }), verdict: 'warn', codes: ['sha1'] },
  'a DS with SHA-1 beside one with SHA-256': { given: given({ ds: found(dsOf(key, 1), dsOf(key)) }), verdict: 'pass' },
  'an old algorithm': {
    given: given({ ds: found(dsOf(keyWith(7))), keys: held(keyWith(7)) }),
    verdict: 'warn',
    codes: ['oldAlgorithm'],
    says: ['algorithm 7'],
  },
  'a resolver that does not check, DS and dates fit': {
    given: given({ resolver: careless }),
    verdict: 'pass',
    codes: ['structure'],
  },
  'a resolver that does not check, and another key signs the keys': {
    given: given({
      resolver: careless,
      keys: held(key, keyWith(13, 'second')),
      signatures: [signature('SOA', 14), { ...signature('DNSKEY', 14), keyTag: keyWith(13, 'second').keyTag }],
    }),
    verdict: 'unknown',
    codes: ['unclear'],
  },
  'a resolver that does not check, and the data is signed by a key that is gone': {
    given: given({
      resolver: careless,
      signatures: [{ ...signature('SOA', 14), keyTag: 1 }, signature('DNSKEY', 14)],
    }),
    verdict: 'unknown',
    codes: ['unclear'],
  },
  'SHA-1 fits, the better digest beside it does not': {
    given: given({ ds: found(dsOf(key, 1), { ...dsOf(key), digest: '00' }), resolver: careless }),
    verdict: 'fail',
    codes: ['orphan'],
  },
  'a resolver that does not check, no signatures seen': {
    given: given({ resolver: careless, signatures: [] }),
    verdict: 'unknown',
    codes: ['unclear'],
  },
  'SERVFAIL with and without checks': {
    given: given({ resolver: { ...refused, unchecked: 'servfail' } }),
    verdict: 'unknown',
    codes: ['delegation'],
  },
  'no DS, and no name server answers': {
    given: given({
      ...unsigned,
      keys: { status: 'network', records: [] },
      resolver: { ...refused, unchecked: 'servfail' },
    }),
    verdict: 'unknown',
    codes: ['delegation'],
  },
  'no DS, and the keys cannot be read': {
    given: given({ ...unsigned, keys: { status: 'timeout', records: [] } }),
    verdict: 'unknown',
    codes: ['unclear'],
  },
  'the zone above does not answer': {
    given: given({ ...unsigned, ds: { status: 'timeout', records: [] } }),
    verdict: 'unknown',
    codes: ['unclear'],
  },
  'no direct access': { given: given({ status: 'no-direct-access' }), verdict: 'unknown', codes: ['noDirect'] },
  'the domain does not exist': {
    given: { ...given(unsigned), whole: givenDomain({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'a name of a platform': {
    given: { ...given(unsigned), whole: givenDomain({ platform: 'vercel.app' }) },
    verdict: 'not-applicable',
    codes: ['platform'],
  },
  'we could not look': { given: { whole, dns: timedOut() }, verdict: 'unknown' },
})
