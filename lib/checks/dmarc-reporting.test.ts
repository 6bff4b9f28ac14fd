import type { MailReports } from '../evidence/mail-reports'
import check from './dmarc-reporting'
import { cases, timedOut } from './shared/cases'
import { givenDmarc, givenProfile } from './shared/mail/given'

type Row = MailReports['policies'][number]['rua'][number]

const row = (uri: string, state: Row['state'], destination = 'acme.io'): Row => ({
  uri,
  destination,
  external: destination !== 'acme.io',
  state,
  seen: [`${destination} MX: ${state}`],
})

const given = async (rua: Row[], { rufExternal = [] as string[], text = 'v=DMARC1; p=none' } = {}) => ({
  reports: { policies: [{ domain: 'acme.io', rua, rufExternal }] },
  dmarc: await givenDmarc({ '_dmarc.acme.io': [text] }),
  profile: givenProfile(),
})

const own = row('mailto:d@acme.io', 'works')

cases(check, {
  'address at the own domain': { given: await given([own]), verdict: 'pass', codes: ['ok'] },
  'service that has agreed': {
    given: await given([row('mailto:a@rua.vendor.test', 'works', 'rua.vendor.test')]),
    verdict: 'pass',
  },
  'service that has not agreed': {
    given: await given([row('mailto:a@vendor.test', 'unauthorised', 'vendor.test')]),
    verdict: 'warn',
    codes: ['unauthorised'],
  },
  'no address': { given: await given([]), verdict: 'warn', codes: ['no-rua'] },
  'address without mailto': {
    given: await given([row('d@acme.io', 'malformed')]),
    verdict: 'warn',
    codes: ['malformed'],
  },
  'host without a mail server record': {
    given: await given([row('mailto:d@acme.io', 'no-mx')]),
    verdict: 'warn',
    codes: ['no-mx'],
  },
  'two addresses, one dead': {
    given: await given([own, row('mailto:x@gone.test', 'dead', 'gone.test')]),
    verdict: 'pass',
    codes: ['ok-some'],
    says: ['gone.test'],
  },
  'destination does not exist': {
    given: await given([row('mailto:x@gone.test', 'dead', 'gone.test')]),
    verdict: 'fail',
    codes: ['dead'],
  },
  'three addresses': {
    given: await given([own, row('mailto:e@acme.io', 'works'), row('mailto:f@acme.io', 'works')]),
    verdict: 'warn',
    codes: ['too-many'],
  },
  'failure reports to somebody else': {
    given: await given([own], { rufExternal: ['mailto:f@vendor.test'] }),
    verdict: 'warn',
    codes: ['ruf-external'],
  },
  'destination that does not answer': {
    given: await given([row('mailto:x@slow.test', 'unknown', 'slow.test')]),
    verdict: 'unknown',
    codes: ['unread'],
  },
  'policy that cannot be read': {
    given: {
      ...(await given([])),
      reports: { policies: [] },
      dmarc: await givenDmarc({ '_dmarc.acme.io': 'timeout' }),
    },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'no DMARC record': {
    given: { ...(await given([])), reports: { policies: [] }, dmarc: await givenDmarc({}) },
    verdict: 'not-applicable',
    codes: ['noRecord'],
  },
  'domain that never sends': {
    given: { ...(await given([])), profile: givenProfile({ sends: false, sendsBecause: 'stated' }) },
    verdict: 'not-applicable',
    codes: ['notSending'],
  },
  'nobody said whether the domain sends, but it has a policy': {
    given: { ...(await given([])), profile: givenProfile({ sends: false, sendsBecause: 'nothing' }) },
    verdict: 'warn',
    codes: ['no-rua'],
  },
  'nobody knows whether the domain sends, and DNS did not answer': {
    given: { ...(await given([])), profile: givenProfile({ sendsBecause: 'undecided' }) },
    verdict: 'unknown',
    codes: ['sending-open'],
  },
  'domain that does not exist': {
    given: { ...(await given([])), profile: givenProfile({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { ...(await given([])), reports: timedOut() }, verdict: 'unknown' },
})
