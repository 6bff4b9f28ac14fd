import type { MailReverse } from '../evidence/mail-reverse'
import check from './sender-reverse-dns'
import { cases, timedOut } from './shared/cases'
import { givenProfile } from './shared/mail/given'

type Row = MailReverse['addresses'][number]

const row = (extra: Partial<Row> = {}): Row => ({
  address: '198.18.1.7',
  term: 'ip4:198.18.1.7',
  owner: 'acme.io',
  website: false,
  status: 'answer',
  names: [{ name: 'mail.acme.io', leadsBack: 'yes' }],
  ...extra,
})

const given = (addresses: Row[], unread: string[] = []) => ({
  reverse: { domain: 'acme.io', addresses, unread },
  profile: givenProfile(),
})

cases(check, {
  'name and address match': { given: given([row()]), verdict: 'pass', says: ['mail.acme.io'] },
  'nobody knows whether the domain sends, and DNS did not answer': {
    given: { ...given([row()]), profile: givenProfile({ sendsBecause: 'undecided' }) },
    verdict: 'unknown',
    codes: ['sending-open'],
  },
  'no name': { given: given([row({ status: 'nxdomain', names: [] })]), verdict: 'fail', codes: ['no-name'] },
  'IPv6 without a name': {
    given: given([row({ address: '2001:db8:1::7', status: 'nxdomain', names: [] })]),
    verdict: 'fail',
    codes: ['no-name'],
  },
  'name that does not lead back': {
    given: given([row({ names: [{ name: 'mail.acme.io', leadsBack: 'no' }] })]),
    verdict: 'fail',
    codes: ['not-back'],
  },
  'name made from the address': {
    given: given([row({ names: [{ name: 'host-198-18-1-7.isp.test', leadsBack: 'yes' }] })]),
    verdict: 'warn',
    codes: ['generic'],
  },
  'name made from the address backwards': {
    given: given([row({ names: [{ name: '7.1.18.198.pool.test', leadsBack: 'yes' }] })]),
    verdict: 'warn',
    codes: ['generic'],
  },
  'address of the web site without a name': {
    given: given([row({ term: 'a', website: true, status: 'nxdomain', names: [] })]),
    verdict: 'warn',
    codes: ['website-no-name'],
  },
  'two servers, one without a name': {
    given: given([row(), row({ address: '198.18.1.8', status: 'nxdomain', names: [] })]),
    verdict: 'fail',
    codes: ['no-name', 'ok'],
  },
  'only services send': { given: given([]), verdict: 'not-applicable', codes: ['providers-only'] },
  SERVFAIL: { given: given([row({ status: 'servfail', names: [] })]), verdict: 'unknown', codes: ['undecided'] },
  'name whose address cannot be read': {
    given: given([row({ names: [{ name: 'mail.acme.io', leadsBack: 'unknown' }] })]),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'mail servers that cannot be read': { given: given([], ['mx']), verdict: 'unknown', codes: ['unread'] },
  'domain that never sends': {
    given: { ...given([]), profile: givenProfile({ sends: false }) },
    verdict: 'not-applicable',
    codes: ['notSending'],
  },
  'domain that does not exist': {
    given: { ...given([]), profile: givenProfile({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { ...given([]), reverse: timedOut() }, verdict: 'unknown' },
})
