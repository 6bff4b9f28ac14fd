import { cases, timedOut } from './shared/cases'
import { givenDkim, givenNoSpf, givenProfile, givenSender, givenSpf } from './shared/mail/given'
import check from './spf-record'

const profile = givenProfile()
const dkim = givenDkim([])
const one = await givenSpf('v=spf1 include:inc.test ~all', { 'inc.test TXT': ['v=spf1 -all'] })
const meant = (text: string) => givenNoSpf({ status: 'answer', texts: [text] })

cases(check, {
  'one record': { given: { spf: one, profile, dkim }, verdict: 'pass', codes: ['ok'] },
  'one record in upper case': { given: { spf: await givenSpf('V=SPF1 -ALL'), profile, dkim }, verdict: 'pass' },
  'published, resolver still remembers that there was none': {
    given: { spf: await givenSpf('v=spf1 -all', {}, { absence: 'present' }), profile, dkim },
    verdict: 'pass',
    codes: ['late'],
  },
  'no record': { given: { spf: givenNoSpf(), profile, dkim }, verdict: 'fail', codes: ['absent'] },
  'no record, sender known': {
    given: {
      spf: givenNoSpf(),
      profile: givenProfile({ senders: [givenSender({ provider: 'Google', providerId: 'google-workspace' })] }),
      dkim,
    },
    verdict: 'fail',
    codes: ['absent'],
  },
  'no record at the return-path': {
    given: {
      spf: givenNoSpf({ domain: 'send.acme.io', roles: ['return-path'] }),
      profile: givenProfile({
        senders: [givenSender({ providerId: 'resend' })],
        returnPaths: [
          {
            sender: 0,
            domain: 'send.acme.io',
            source: 'stated',
            status: 'nodata',
            aliases: [],
            mxStatus: 'nodata',
            exchanges: [],
          },
        ],
      }),
      dkim,
    },
    verdict: 'fail',
    codes: ['absent'],
  },
  'two records': {
    given: { spf: await givenSpf(['v=spf1 mx -all', 'v=spf1 a ~all']), profile, dkim },
    verdict: 'fail',
    codes: ['multiple'],
  },
  'quotation marks in the value': {
    given: { spf: meant('"v=spf1 mx -all"'), profile, dkim },
    verdict: 'fail',
    codes: ['quoted'],
  },
  'space in front': {
    given: { spf: meant(' v=spf1 mx -all'), profile, dkim },
    verdict: 'fail',
    codes: ['leading-space'],
  },
  'v=spf10': { given: { spf: meant('v=spf10 mx -all'), profile, dkim }, verdict: 'fail', codes: ['version-typo'] },
  'semicolon after the version': {
    given: { spf: meant('v=spf1; mx -all'), profile, dkim },
    verdict: 'fail',
    codes: ['version-typo'],
  },
  'record at the wrong name': {
    given: { spf: givenNoSpf({ elsewhere: [{ name: 'spf.acme.io', text: 'v=spf1 mx -all' }] }), profile, dkim },
    verdict: 'fail',
    codes: ['elsewhere'],
    says: ['spf.acme.io'],
  },
  'only a record of the obsolete type 99': {
    given: { spf: givenNoSpf({ oldType: { status: 'answer', text: 'v=spf1 mx -all' } }), profile, dkim },
    verdict: 'fail',
    codes: ['old-type'],
  },
  'none, but every sender has a return-path of its own': {
    given: { spf: givenNoSpf({ required: false }), profile, dkim },
    verdict: 'warn',
    codes: ['return-path-only'],
  },
  'nobody confirms that there is none': {
    given: { spf: givenNoSpf({ absence: 'undecided' }), profile, dkim },
    verdict: 'unknown',
    codes: ['unconfirmed'],
  },
  SERVFAIL: {
    given: { spf: givenNoSpf({ status: 'servfail' }), profile, dkim },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'nobody knows whether the domain sends, and DNS did not answer': {
    given: { spf: givenNoSpf(), profile: givenProfile({ sendsBecause: 'undecided' }), dkim },
    verdict: 'unknown',
    codes: ['sending-open'],
  },
  'domain does not resolve': {
    given: { spf: givenNoSpf({ status: 'nxdomain' }), profile: givenProfile({ status: 'nxdomain' }), dkim },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'domain sends no mail': {
    given: { spf: givenNoSpf({}, false), profile: givenProfile({ sends: false }), dkim: { sends: false, domains: [] } },
    verdict: 'not-applicable',
    codes: ['notSending'],
  },
  'keys could not be read': { given: { spf: givenNoSpf(), profile, dkim: timedOut() }, verdict: 'fail' },
  'time-out on our side': { given: { spf: timedOut(), profile, dkim }, verdict: 'unknown' },
})
