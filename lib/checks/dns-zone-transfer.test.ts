import type { DnsTransfer } from '../evidence/dns-transfer'
import check from './dns-zone-transfer'
import { cases, settled, timedOut } from './shared/cases'

type Row = DnsTransfer['servers'][number]

const at = (outcome: Row['outcome'], more: Partial<Row> = {}): Row => ({
  ns: 'ns1.acme.io',
  address: '203.0.113.53',
  outcome,
  records: [],
  ...more,
})
const given = (...servers: Row[]) => ({ transfer: { zone: 'acme.io', servers } })
const SOA = { name: 'acme.io', type: 'SOA' }

cases(check, {
  'the server refuses': { given: given(at('refused', { rcode: 'REFUSED' })), verdict: 'pass', codes: ['ok'] },
  'the server says that it may not': { given: given(at('refused', { rcode: 'NOTAUTH' })), verdict: 'pass' },
  'no listener on TCP': { given: given(at('closed')), verdict: 'pass' },
  'nothing but the SOA': { given: given(at('only-soa', { records: [SOA] })), verdict: 'pass' },
  'SOA and records': {
    given: given(at('records', { rcode: 'NOERROR', records: [SOA, { name: 'admin.acme.io', type: 'A' }] })),
    verdict: 'warn',
    codes: ['open'],
    says: ['ns1.acme.io hands out acme.io'],
  },
  'one of two servers hands it out': {
    given: given(at('refused'), at('records', { ns: 'ns2.acme.io', records: [SOA, SOA] })),
    verdict: 'warn',
    codes: ['ok', 'open'],
  },
  'no answer in time': { given: given(at('timeout')), verdict: 'unknown', codes: ['undecided'] },
  'the server cannot be reached': { given: given(at('network')), verdict: 'unknown', says: ['could not be reached'] },
  'the questions of the run are used up': { given: given(at('budget')), verdict: 'unknown' },
  'no server has an address': { given: given(), verdict: 'unknown', codes: ['nobody'] },
  'ownership is not proven': {
    given: { transfer: settled({ status: 'absent', reason: 'needs-permission' }) },
    verdict: 'not-applicable',
    codes: ['notAllowed'],
  },
  'we ran out of time': { given: { transfer: timedOut() }, verdict: 'unknown' },
})
