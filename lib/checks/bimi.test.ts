import type { MailBimi } from '../evidence/mail-bimi'
import check from './bimi'
import { cases, timedOut } from './shared/cases'
import { givenDmarc, givenProfile } from './shared/mail/given'

const LOGO = 'https://acme.io/logo.svg'
const FULL = `v=BIMI1; l=${LOGO}; a=https://acme.io/vmc.pem`

type Outcome = NonNullable<MailBimi['logo']>['outcome']

const given = async (
  records: string[],
  { logo = 'svg-tiny-ps' as Outcome | 'none', dmarc = 'v=DMARC1; p=reject' as string | 'timeout' } = {},
) => ({
  bimi: {
    domain: 'acme.io',
    status: records.length > 0 ? ('answer' as const) : ('nxdomain' as const),
    records,
    ...(logo === 'none' ? {} : { logo: { url: LOGO, outcome: logo, status: 200, contentType: 'image/svg+xml' } }),
  },
  dmarc: await givenDmarc({ '_dmarc.acme.io': dmarc === 'timeout' ? 'timeout' : [dmarc] }),
  profile: givenProfile(),
})

cases(check, {
  'valid, with certificate': { given: await given([FULL]), verdict: 'pass', codes: ['ok'] },
  'no certificate': { given: await given([`v=BIMI1; l=${LOGO}; a=`]), verdict: 'warn', codes: ['no-certificate'] },
  declined: { given: await given(['v=BIMI1; l=; a=;'], { logo: 'none' }), verdict: 'pass', codes: ['declined'] },
  'logo over http': {
    given: await given(['v=BIMI1; l=http://acme.io/logo.svg; a='], { logo: 'none' }),
    verdict: 'fail',
    codes: ['not-https'],
  },
  'logo not there': { given: await given([FULL], { logo: 'gone' }), verdict: 'fail', codes: ['logo-gone'] },
  'ordinary SVG': { given: await given([FULL], { logo: 'other-svg' }), verdict: 'fail', codes: ['logo-format'] },
  'not a picture': { given: await given([FULL], { logo: 'no-svg' }), verdict: 'fail', codes: ['logo-format'] },
  'DMARC none': { given: await given([FULL], { dmarc: 'v=DMARC1; p=none' }), verdict: 'fail', codes: ['dmarc-weak'] },
  'DMARC in test mode': {
    given: await given([FULL], { dmarc: 'v=DMARC1; p=reject; t=y' }),
    verdict: 'fail',
    says: ['t=y'],
  },
  'DMARC none below': {
    given: await given([FULL], { dmarc: 'v=DMARC1; p=reject; sp=none' }),
    verdict: 'fail',
    says: ['sp=none'],
  },
  'DMARC for a part': {
    given: await given([FULL], { dmarc: 'v=DMARC1; p=reject; pct=50' }),
    verdict: 'fail',
    says: ['pct=50'],
  },
  'two records': { given: await given([FULL, 'v=BIMI1; l=; a=']), verdict: 'fail', codes: ['several'] },
  'wrong version': { given: await given([`v=BIMI2; l=${LOGO}`]), verdict: 'fail', codes: ['version'] },
  none: { given: await given([], { logo: 'none' }), verdict: 'not-applicable', codes: ['none'] },
  'logo host silent': { given: await given([FULL], { logo: 'silent' }), verdict: 'unknown', codes: ['logo-unread'] },
  'DMARC unread': { given: await given([FULL], { dmarc: 'timeout' }), verdict: 'unknown', codes: ['dmarc-unread'] },
  SERVFAIL: {
    given: { ...(await given([])), bimi: { domain: 'acme.io', status: 'servfail', records: [] } },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'domain that does not exist': {
    given: { ...(await given([], { logo: 'none' })), profile: givenProfile({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { ...(await given([FULL])), bimi: timedOut() }, verdict: 'unknown' },
})
