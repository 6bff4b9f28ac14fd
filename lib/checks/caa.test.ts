import { bareTarget } from '../engine/target'
import type { CaaLevel } from '../evidence/dns-caa'
import check from './caa'
import { cases, settled, timedOut } from './shared/cases'
import { certificate, identity, webTlsOf } from './shared/tls-test-kit'
import { givenDomain } from './shared/zone-given'

const whole = givenDomain()
const notLooked = settled({ status: 'absent', reason: 'not-relevant' })

/** `0 issue "ca"` lines as records. */
function level(name: string, lines: string[] = [], changes: Partial<CaaLevel> = {}): CaaLevel {
  const records = lines.map((line) => {
    const [flags = '', tag = '', ...value] = line.split(' ')
    return { critical: flags === '128', tag, value: value.join(' ').replace(/^"|"$/g, '') }
  })
  return { name, status: records.length > 0 ? 'answer' : 'nodata', records, ...changes }
}
const seenAt = (host: string, names: string[], issuer = identity('E7', "Let's Encrypt")) =>
  webTlsOf({ [host]: [{ first: { leaf: certificate(names, { issuer }) } }] })

const apex = (...lines: string[]) => ({
  whole,
  tls: seenAt('acme.io', ['acme.io']),
  dns: { domain: 'acme.io', hosts: [{ host: 'acme.io', levels: [level('acme.io', lines), level('io')] }] },
})
const noTls = (...lines: string[]) => ({ ...apex(...lines), tls: notLooked })
const app = (levels: CaaLevel[], names = ['app.acme.io']) => ({
  whole,
  tls: seenAt('app.acme.io', names),
  dns: { domain: 'acme.io', hosts: [{ host: 'app.acme.io', levels }] },
})
const named = (certificateAuthority: string) => ({ ...bareTarget('acme.io'), profile: { certificateAuthority } })

const proving = (certificateMethod: 'http-01' | 'dns-01') => ({
  ...bareTarget('acme.io'),
  profile: { certificateMethod },
})

cases(check, {
  'no CAA anywhere': { given: apex(), verdict: 'not-applicable', codes: ['open'] },
  'the authority in use is allowed': { given: apex('0 issue "letsencrypt.org"'), verdict: 'pass', codes: ['ok'] },
  'another authority is allowed': {
    given: apex('0 issue "digicert.com"'),
    verdict: 'fail',
    codes: ['blocked'],
    says: ["Let's Encrypt"],
  },
  'the profile proves by HTTP, the record allows DNS only': {
    given: apex('0 issue "letsencrypt.org; validationmethods=dns-01"'),
    target: proving('http-01'),
    verdict: 'warn',
    codes: ['method'],
    says: ['http-01'],
  },
  'the method of the profile is among those listed': {
    given: apex('0 issue "letsencrypt.org; accounturi=https://acme.example/1; ValidationMethods=dns-01,HTTP-01"'),
    target: proving('http-01'),
    verdict: 'pass',
  },
  'a second record of the authority has no list': {
    given: apex('0 issue "letsencrypt.org; validationmethods=dns-01"', '0 issue "letsencrypt.org"'),
    target: proving('http-01'),
    verdict: 'pass',
  },
  'a list of methods, and nobody said which is used': {
    given: apex('0 issue "letsencrypt.org; validationmethods=dns-01"'),
    verdict: 'pass',
  },
  'nobody is allowed': { given: apex('0 issue ";"'), verdict: 'fail', codes: ['nobody'] },
  'an empty value allows nobody': { given: apex('0 issue ""'), verdict: 'fail', codes: ['nobody'] },
  'the apex allows, app has a set of its own without it': {
    given: app([level('app.acme.io', ['0 issue "sectigo.com"']), level('acme.io', ['0 issue "letsencrypt.org"'])]),
    verdict: 'fail',
    codes: ['blocked'],
    says: ['app.acme.io'],
  },
  'app has none, the apex allows': {
    given: app([level('app.acme.io'), level('acme.io', ['0 issue "letsencrypt.org"'])]),
    verdict: 'pass',
  },
  'the platform behind an alias counts': {
    given: app([
      level('app.acme.io', ['0 issue "letsencrypt.org"'], { alias: 'app.host.net' }),
      level('acme.io', ['0 issue "digicert.com"']),
    ]),
    verdict: 'pass',
  },
  'wildcards forbidden, single-name certificate': {
    given: apex('0 issuewild ";"', '0 issue "letsencrypt.org"'),
    verdict: 'pass',
  },
  'wildcards forbidden, wildcard certificate': {
    given: app(
      [level('app.acme.io'), level('acme.io', ['0 issuewild ";"', '0 issue "letsencrypt.org"'])],
      ['*.acme.io', 'acme.io'],
    ),
    verdict: 'fail',
    codes: ['nobody'],
  },
  'a wildcard certificate without rules for wildcards': {
    given: app([level('app.acme.io', ['0 issue ";"']), level('acme.io', ['0 issue "letsencrypt.org"'])], ['*.acme.io']),
    verdict: 'pass',
  },
  'an unknown property with the critical flag': {
    given: apex('128 futuretag "x"', '0 issue "letsencrypt.org"'),
    verdict: 'fail',
    codes: ['critical'],
  },
  'an unknown property without it': { given: apex('0 futuretag "x"', '0 issue "letsencrypt.org"'), verdict: 'pass' },
  'a known property with the critical flag': { given: apex('128 issue "letsencrypt.org"'), verdict: 'pass' },
  'upper case': { given: apex('0 ISSUE "LetsEncrypt.org"'), verdict: 'pass' },
  'parameters after the name': {
    given: apex('0 issue "letsencrypt.org; validationmethods=dns-01; accounturi=https://example.com/1"'),
    verdict: 'pass',
  },
  'a second identifier of the same authority': {
    given: { ...apex('0 issue "awstrust.com"'), tls: seenAt('acme.io', ['acme.io'], identity('M03', 'Amazon')) },
    verdict: 'pass',
  },
  'one of two values cannot be read': {
    given: apex('0 issue "letsencrypt.org"', '0 issue "lets encrypt"'),
    verdict: 'warn',
    codes: ['ok', 'broken'],
  },
  'only a report address': {
    given: apex('0 iodef "mailto:security@acme.io"'),
    verdict: 'pass',
    codes: ['reportsOnly'],
  },
  'a report address that is none': {
    given: apex('0 issue "letsencrypt.org"', '0 iodef "security@acme.io"'),
    verdict: 'warn',
    codes: ['ok', 'badReport'],
  },
  'no certificate seen, the profile names the authority': {
    given: noTls('0 issue "digicert.com"'),
    target: named('letsencrypt.org'),
    verdict: 'fail',
    codes: ['blocked'],
  },
  'authority unknown, a usual one is allowed': {
    given: noTls('0 issue "letsencrypt.org"'),
    verdict: 'pass',
    codes: ['okUnknown'],
  },
  'authority unknown, none of the usual ones is allowed': {
    given: noTls('0 issue "ca.acme.io"'),
    verdict: 'warn',
    codes: ['unusual'],
  },
  'authority unknown, nobody is allowed': { given: noTls('0 issue ";"'), verdict: 'fail', codes: ['nobody'] },
  'we could not see the certificate': { given: { ...apex('0 issue "pki.goog"'), tls: timedOut() }, verdict: 'pass' },
  'the question for app fails': {
    given: app([level('app.acme.io', [], { status: 'servfail' })]),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'the question for the apex runs into a time-out': {
    given: app([level('app.acme.io'), level('acme.io', [], { status: 'timeout' })]),
    verdict: 'unknown',
    codes: ['undecided'],
    says: ['acme.io did not answer in time'],
  },
  'the domain does not exist': {
    given: { ...apex('0 issue ";"'), whole: givenDomain({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'we could not look': { given: { whole, tls: notLooked, dns: timedOut() }, verdict: 'unknown' },
})
