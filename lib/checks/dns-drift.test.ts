import { bareTarget, type Target } from '../engine/target'
import check from './dns-drift'
import { CASE_NOW, cases, timedOut } from './shared/cases'
import type { ConfirmedSet, CurrentSet } from './shared/drift'
import { givenDomain } from './shared/zone-given'

const whole = givenDomain()

const set = (type: CurrentSet['type'], name: string, ...values: string[]): CurrentSet => ({
  name,
  type,
  status: values.length > 0 ? 'answer' : 'nodata',
  values,
})
/** The set, told by a second server as well. */
const sure = (entry: CurrentSet): CurrentSet => ({
  ...entry,
  second: { by: '203.0.113.53', status: entry.status, values: entry.values },
})
const before = ({ name, type, values }: CurrentSet): ConfirmedSet => ({ name, type, values })

const APEX = set('ADDRESS', 'acme.io', '203.0.113.1')
const NS = set('NS', 'acme.io', 'ns1.dns.example', 'ns2.dns.example')
const SPF = set('SPF', 'acme.io', 'v=spf1 include:_spf.example.net ~all')
const MX = set('MX', 'acme.io', '10 mail.example.net')
const DKIM = set('DKIM', 's1._domainkey.acme.io', 'CNAME s1.domainkey.example.net')

const given = (sets: CurrentSet[], confirmed: CurrentSet[] = sets) => ({
  whole,
  drift: {
    domain: 'acme.io',
    sets,
    confirmed: { sets: confirmed.map(before), at: Date.parse(CASE_NOW) - 86_400_000 },
  },
})
const withHost = (name: string, role: Target['hosts'][number]['role']): Target => ({
  ...bareTarget('acme.io'),
  hosts: [...bareTarget('acme.io').hosts, { name, role }],
})

cases(check, {
  'everything as confirmed': { given: given([NS, APEX, MX, SPF, DKIM]), verdict: 'pass', codes: ['ok'] },
  'a DKIM key that its service rotated behind an alias': {
    given: given([DKIM], [DKIM]),
    verdict: 'pass',
    codes: ['ok'],
  },
  'another address of the same network': {
    given: given([set('ADDRESS', 'acme.io', '104.16.2.2')], [set('ADDRESS', 'acme.io', '104.16.1.1')]),
    verdict: 'pass',
    codes: ['ok', 'rotated'],
  },
  'another address, told by two servers': {
    given: given([sure(set('ADDRESS', 'acme.io', '198.51.100.9'))], [APEX]),
    target: { ...bareTarget('acme.io'), profile: { dnsApprover: 'the operations lead' } },
    verdict: 'warn',
    codes: ['changed'],
    says: ['Somebody changed the addresses of acme.io since they were confirmed on 2026-11-19'],
  },
  'another address, told by one server only': {
    given: given(
      [
        {
          ...set('ADDRESS', 'acme.io', '198.51.100.9'),
          second: { by: 'ns1', status: 'answer', values: ['203.0.113.1'] },
        },
      ],
      [APEX],
    ),
    verdict: 'pass',
    codes: ['ok', 'unsettled'],
  },
  'another address, and the second server stays silent': {
    given: given(
      [{ ...set('ADDRESS', 'acme.io', '198.51.100.9'), second: { by: 'ns1', status: 'timeout', values: [] } }],
      [APEX],
    ),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'the SPF record is gone': {
    given: given([sure(set('SPF', 'acme.io'))], [SPF]),
    verdict: 'fail',
    codes: ['gone'],
    says: ['The SPF record of acme.io disappeared'],
  },
  'the mail servers are gone': { given: given([sure(set('MX', 'acme.io'))], [MX]), verdict: 'fail', codes: ['gone'] },
  'the DKIM key is gone': {
    given: given([sure(set('DKIM', 's1._domainkey.acme.io'))], [DKIM]),
    verdict: 'fail',
    codes: ['gone'],
  },
  'the root domain is gone': {
    given: given([sure(set('ADDRESS', 'acme.io'))], [APEX]),
    verdict: 'fail',
    codes: ['gone'],
  },
  'the app is gone': {
    given: given([sure(set('ADDRESS', 'app.acme.io'))], [set('ADDRESS', 'app.acme.io', '203.0.113.2')]),
    target: withHost('app.acme.io', 'app'),
    verdict: 'fail',
    codes: ['gone'],
  },
  'the documentation is gone': {
    given: given([sure(set('ADDRESS', 'docs.acme.io'))], [set('ADDRESS', 'docs.acme.io', '203.0.113.2')]),
    target: withHost('docs.acme.io', 'docs'),
    verdict: 'warn',
    codes: ['gone'],
  },
  'CAA records are gone': {
    given: given([sure(set('CAA', 'acme.io'))], [set('CAA', 'acme.io', '0 issue "letsencrypt.org"')]),
    verdict: 'warn',
    codes: ['gone'],
  },
  'a mail server was added': {
    given: given([sure(set('MX', 'acme.io', '10 mail.example.net', '20 other.example.org'))], [MX]),
    verdict: 'warn',
    codes: ['changed'],
  },
  'a DMARC record where there was none': {
    given: given([sure(set('DMARC', '_dmarc.acme.io', 'v=DMARC1; p=reject'))], [set('DMARC', '_dmarc.acme.io')]),
    verdict: 'warn',
    codes: ['appeared'],
  },
  'a DKIM key in the zone itself was changed': {
    given: given(
      [sure(set('DKIM', 's1._domainkey.acme.io', 'key bbbb'))],
      [set('DKIM', 's1._domainkey.acme.io', 'key aaaa')],
    ),
    verdict: 'warn',
    codes: ['changed'],
  },
  'other name servers': {
    given: given([sure(set('NS', 'acme.io', 'ns1.elsewhere.example'))], [NS]),
    verdict: 'fail',
    codes: ['servers'],
  },
  'a host that was added to the project later': {
    given: given([APEX, set('ADDRESS', 'new.acme.io', '203.0.113.3')], [APEX]),
    verdict: 'unknown',
    codes: ['unconfirmed'],
  },
  'a set that could not be read': {
    given: given([{ ...MX, status: 'servfail', values: [] }], [MX]),
    verdict: 'unknown',
    codes: ['undecided'],
    says: ['SERVFAIL'],
  },
  'nobody has confirmed anything': {
    given: { whole, drift: { domain: 'acme.io', sets: [APEX, MX] } },
    verdict: 'unknown',
    codes: ['confirm'],
  },
  'nobody has confirmed anything, and a set could not be read': {
    given: { whole, drift: { domain: 'acme.io', sets: [APEX, { ...MX, status: 'timeout', values: [] }] } },
    verdict: 'unknown',
    codes: ['unreadable'],
  },
  'the domain does not exist': {
    given: { ...given([APEX]), whole: givenDomain({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'we ran out of time': { given: { whole, drift: timedOut() }, verdict: 'unknown' },
})
