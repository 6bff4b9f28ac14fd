import { cases, timedOut } from './shared/cases'
import { givenMx, givenMxHost } from './shared/mail/given'
import check from './tls-rpt'

const given = (
  records: string[],
  { status = records.length > 0 ? ('answer' as const) : ('nxdomain' as const), sts = false } = {},
) => ({
  tlsRpt: { domain: 'acme.io', status, records },
  sts: { domain: 'acme.io', status: 'answer' as const, records: sts ? ['v=STSv1; id=1'] : [], aliases: [] },
  mx: givenMx([givenMxHost('mx.acme.io')]),
})

cases(check, {
  valid: { given: given(['v=TLSRPTv1; rua=mailto:tls@acme.io']), verdict: 'pass', says: ['mailto:tls@acme.io'] },
  'two addresses': { given: given(['v=TLSRPTv1;rua=mailto:tls@acme.io,https://r.test/x']), verdict: 'pass' },
  'https address': { given: given(['v=TLSRPTv1; rua=https://reports.test/acme']), verdict: 'pass' },
  'further fields': { given: given(['v=TLSRPTv1; rua=mailto:tls@acme.io; ext=1']), verdict: 'pass' },
  'address without mailto': { given: given(['v=TLSRPTv1; rua=tls@acme.io']), verdict: 'fail', codes: ['rua-invalid'] },
  'two records': {
    given: given(['v=TLSRPTv1; rua=mailto:a@acme.io', 'v=TLSRPTv1; rua=mailto:b@acme.io']),
    verdict: 'fail',
    codes: ['several'],
  },
  'no address': { given: given(['v=TLSRPTv1;']), verdict: 'fail', codes: ['rua-missing'] },
  'version in small letters': {
    given: given(['v=tlsrptv1; rua=mailto:a@acme.io']),
    verdict: 'fail',
    codes: ['version'],
  },
  'none, with MTA-STS': { given: given([], { sts: true }), verdict: 'warn', codes: ['none-with-sts'] },
  none: { given: given([]), verdict: 'not-applicable', codes: ['none'] },
  SERVFAIL: {
    given: { ...given([]), tlsRpt: { domain: 'acme.io', status: 'servfail', records: [] } },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'domain that does not exist': {
    given: { ...given([]), mx: givenMx([], { status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { ...given([]), tlsRpt: timedOut() }, verdict: 'unknown' },
})
