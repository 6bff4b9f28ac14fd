import type { MailMtaSts } from '../evidence/mail-mta-sts'
import check from './mta-sts'
import { cases, timedOut } from './shared/cases'
import { givenMx, givenMxHost } from './shared/mail/given'

const policy = ({ mode = 'enforce', mx = ['mx.acme.io'], age = 604_800, end = '\r\n' } = {}): string =>
  ['version: STSv1', `mode: ${mode}`, ...mx.map((name) => `mx: ${name}`), `max_age: ${age}`, ''].join(end)

const fetched = (text: string, extra: Partial<NonNullable<MailMtaSts['policy']>> = {}): MailMtaSts['policy'] => ({
  outcome: 'answer',
  status: 200,
  contentType: 'text/plain; charset=utf-8',
  detail: '',
  text,
  cut: false,
  ...extra,
})

const given = (got: MailMtaSts['policy'], records = ['v=STSv1; id=20260801;'], exchanges = ['mx.acme.io']) => ({
  sts: {
    domain: 'acme.io',
    status: records.length > 0 ? ('answer' as const) : ('nxdomain' as const),
    records,
    aliases: [],
    ...(got === undefined ? {} : { policy: got }),
  },
  mx: givenMx(exchanges.map((name) => givenMxHost(name))),
})

cases(check, {
  'consistent, in force': { given: given(fetched(policy())), verdict: 'pass', codes: ['ok'] },
  'consistent, in testing': { given: given(fetched(policy({ mode: 'testing' }))), verdict: 'pass', codes: ['testing'] },
  'lines ending in LF': { given: given(fetched(policy({ end: '\n' }))), verdict: 'pass' },
  'wildcard for one label': {
    given: given(fetched(policy({ mx: ['*.acme.io'] }))),
    verdict: 'pass',
  },
  'id with dashes': { given: given(fetched(policy()), ['v=STSv1; id=2026-08-01']), verdict: 'fail', codes: ['id'] },
  'wrong version': { given: given(fetched(policy()), ['v=STSv2; id=1']), verdict: 'fail', codes: ['version'] },
  'two records': {
    given: given(fetched(policy()), ['v=STSv1; id=a1;', 'v=STSv1; id=a2;']),
    verdict: 'fail',
    codes: ['several'],
  },
  'moved with 301': {
    given: given(fetched('', { outcome: 'redirect', status: 301, detail: 'https://acme.io/' })),
    verdict: 'fail',
    codes: ['redirect'],
  },
  'certificate of another host': {
    given: given(fetched('', { outcome: 'bad-certificate', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' })),
    verdict: 'fail',
    codes: ['certificate'],
  },
  'HTML page with 404': {
    given: given(fetched('<html>', { status: 404, contentType: 'text/html' })),
    verdict: 'fail',
    codes: ['unreachable'],
  },
  'no policy host': {
    given: given({ outcome: 'gone', contentType: '', detail: 'DNS_NXDOMAIN', text: '', cut: false }),
    verdict: 'fail',
    codes: ['unreachable'],
  },
  'over 64 KiB': { given: given(fetched(policy(), { cut: true })), verdict: 'fail', codes: ['unreachable'] },
  'in force, one mail server missing': {
    given: given(fetched(policy()), undefined, ['mx.acme.io', 'mx2.acme.io']),
    verdict: 'fail',
    codes: ['mx-not-listed'],
    says: ['mx2.acme.io'],
  },
  'in testing, one mail server missing': {
    given: given(fetched(policy({ mode: 'testing' })), undefined, ['mx.acme.io', 'mx2.acme.io']),
    verdict: 'warn',
    codes: ['mx-not-listed-testing'],
  },
  'wildcard does not cover two labels': {
    given: given(fetched(policy({ mx: ['*.example.net'] })), undefined, ['a.b.example.net']),
    verdict: 'fail',
    codes: ['mx-not-listed'],
  },
  'switched off': { given: given(fetched(policy({ mode: 'none', mx: [] }))), verdict: 'warn', codes: ['mode-none'] },
  'remembered for an hour': { given: given(fetched(policy({ age: 3600 }))), verdict: 'warn', codes: ['short-age'] },
  'remembered for over a year': {
    given: given(fetched(policy({ age: 31_557_601 }))),
    verdict: 'fail',
    codes: ['bad-policy'],
  },
  'unknown mode': { given: given(fetched(policy({ mode: 'on' }))), verdict: 'fail', codes: ['bad-policy'] },
  'no mail server listed': {
    given: given(fetched(policy({ mx: [] }))),
    verdict: 'fail',
    says: ['lists no mail server'],
  },
  'served as HTML': {
    given: given(fetched(policy(), { contentType: 'text/html' })),
    verdict: 'warn',
    codes: ['content-type'],
  },
  'policy without a record': {
    given: given(fetched(policy()), []),
    verdict: 'warn',
    codes: ['policy-without-record'],
  },
  'no record, and a catch-all host that serves a page': {
    given: given(fetched('<html>', { contentType: 'text/html' }), []),
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'neither record nor policy': { given: given(undefined, []), verdict: 'not-applicable' },
  'policy host silent': {
    given: given({ outcome: 'silent', contentType: '', detail: 'TIMEOUT', text: '', cut: false }),
    verdict: 'unknown',
    codes: ['policy-unread'],
  },
  'policy host behind a bot wall': {
    given: given({ outcome: 'wall', status: 403, contentType: '', detail: '', text: '', cut: false }),
    verdict: 'unknown',
    codes: ['policy-unread'],
  },
  'mail servers unread': {
    given: { ...given(fetched(policy())), mx: givenMx([], { status: 'servfail' }) },
    verdict: 'unknown',
    codes: ['mx-unread'],
  },
  SERVFAIL: {
    given: { ...given(undefined, []), sts: { domain: 'acme.io', status: 'servfail', records: [], aliases: [] } },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'domain that does not exist': {
    given: { ...given(undefined, []), mx: givenMx([], { status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { ...given(undefined, []), sts: timedOut() }, verdict: 'unknown' },
})
