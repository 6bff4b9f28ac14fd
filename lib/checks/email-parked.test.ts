import check from './email-parked'
import { cases, timedOut } from './shared/cases'
import { givenDmarc, givenMx, givenMxHost, givenNoSpf, givenProfile, givenSpf } from './shared/mail/given'

type Dmarc = Parameters<typeof givenDmarc>[0]

const REJECT: Dmarc = { '_dmarc.acme.io': ['v=DMARC1; p=reject'] }
const locked = await givenSpf('v=spf1 -all')
const nobody = givenMx([givenMxHost('.', { preference: 0 })])

const given = async ({
  spf = locked,
  dmarc = REJECT,
  mx = nobody,
  receives = 'no',
}: {
  spf?: typeof locked | ReturnType<typeof givenNoSpf>
  dmarc?: Dmarc
  mx?: typeof nobody
  receives?: 'yes' | 'no' | 'unsaid'
} = {}) => {
  const { receives: _stated, ...profile } = givenProfile({ sends: false, sendsBecause: 'nothing' })
  return {
    profile: receives === 'unsaid' ? profile : { ...profile, receives: receives === 'yes' },
    spf,
    dmarc: await givenDmarc(dmarc),
    mx,
  }
}

cases(check, {
  'all three': { given: await given(), verdict: 'pass' },
  'takes mail, but never sends': {
    given: await given({ receives: 'yes', mx: givenMx([givenMxHost('mx.acme.io')]) }),
    verdict: 'pass',
  },
  'policy of the parent': {
    given: {
      ...(await given()),
      profile: { ...givenProfile({ sends: false, receives: false }), domain: 'old.acme.io' },
      spf: await givenSpf('v=spf1 -all', {}, { domain: 'old.acme.io' }),
      dmarc: await givenDmarc(REJECT, { domain: 'old.acme.io' }),
    },
    verdict: 'pass',
  },
  'SPF ends in ~all': {
    given: await given({ spf: await givenSpf('v=spf1 ~all') }),
    verdict: 'warn',
    codes: ['spf-weak'],
  },
  'no SPF': { given: await given({ spf: givenNoSpf() }), verdict: 'warn', codes: ['spf-missing'] },
  'broken SPF': { given: await given({ spf: await givenSpf('v=spf1 –all') }), verdict: 'warn', codes: ['spf-missing'] },
  'no DMARC': { given: await given({ dmarc: {} }), verdict: 'warn', codes: ['dmarc-missing'] },
  'DMARC quarantine': {
    given: await given({ dmarc: { '_dmarc.acme.io': ['v=DMARC1; p=quarantine'] } }),
    verdict: 'warn',
    codes: ['dmarc-weak'],
  },
  'null MX missing although it takes no mail': {
    given: await given({ mx: givenMx([]) }),
    verdict: 'warn',
    codes: ['null-mx-missing'],
  },
  'nobody said whether it takes mail': {
    given: await given({ mx: givenMx([]), receives: 'unsaid' }),
    verdict: 'pass',
  },
  nothing: { given: await given({ spf: givenNoSpf(), dmarc: {} }), verdict: 'fail', codes: ['unprotected'] },
  'SPF lets a server send': {
    given: await given({ spf: await givenSpf('v=spf1 ip4:198.18.1.0/24 -all') }),
    verdict: 'fail',
    codes: ['open'],
  },
  'SPF lets everybody send': {
    given: await given({ spf: await givenSpf('v=spf1 +all') }),
    verdict: 'fail',
    codes: ['open'],
  },
  'SPF lets an IPv6 server send': {
    given: await given({ spf: await givenSpf('v=spf1 ip6:2001:db8:1::1 -all') }),
    verdict: 'fail',
    codes: ['open'],
  },
  'sends mail': { given: { ...(await given()), profile: givenProfile() }, verdict: 'not-applicable', codes: ['sends'] },
  SERVFAIL: {
    given: await given({ spf: givenNoSpf({ status: 'servfail', absence: 'undecided' }) }),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'nobody knows whether the domain sends, and DNS did not answer': {
    given: { ...(await given()), profile: givenProfile({ sendsBecause: 'undecided' }) },
    verdict: 'unknown',
    codes: ['sending-open'],
  },
  'domain that does not exist': {
    given: { ...(await given()), profile: givenProfile({ sends: false, status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { ...(await given()), dmarc: timedOut() }, verdict: 'unknown' },
})
