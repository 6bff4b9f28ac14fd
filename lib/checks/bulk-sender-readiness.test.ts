import type { MessageProof } from '../evidence/mail-message'
import check from './bulk-sender-readiness'
import { cases, settled, timedOut } from './shared/cases'
import {
  givenDkim,
  givenDmarc,
  givenKey,
  givenNoSpf,
  givenProfile,
  givenReturnPath,
  givenSender,
  givenSpf,
} from './shared/mail/given'
import { givenKeys } from './shared/mail/keys-given'

type Profile = Parameters<typeof givenProfile>[0]

const key = givenDkim([givenKey('google', `v=DKIM1; p=${givenKeys.rsa2048}`)])
const spf = await givenSpf('v=spf1 include:_spf.google.com ~all', {
  '_spf.google.com TXT': ['v=spf1 ip4:198.18.7.0/24 ~all'],
})
const policy = { '_dmarc.acme.io': ['v=DMARC1; p=none; rua=mailto:d@acme.io'] }

const noMessage = settled({ status: 'absent', reason: 'needs-input' })

const given = async (profile: Profile = {}, dmarc: Parameters<typeof givenDmarc>[0] = policy) => ({
  profile: givenProfile({
    senders: [givenSender({ provider: 'google', providerId: 'google-workspace', selectors: ['google'] })],
    returnPaths: [givenReturnPath('acme.io', { source: 'from' })],
    ...profile,
  }),
  spf,
  dkim: key,
  dmarc: await givenDmarc(dmarc),
  reverse: { domain: 'acme.io', addresses: [] as never[], unread: [] as string[] },
  message: noMessage,
})

const pasted = (unsubscribe: MessageProof['unsubscribe']) => ({
  proof: {
    version: 1 as const,
    fromDomains: ['acme.io'],
    fromFields: 1,
    fromAddresses: 1,
    signatures: [],
    dmarc: { state: 'found' as const, organisation: 'acme.io', adkim: 'r' as const, aspf: 'r' as const },
    unsubscribe,
    headers: [],
  },
  pastedAt: 0,
  by: 'Ada',
})

const nameless = {
  address: '198.18.1.7',
  term: 'ip4:198.18.1.7',
  owner: 'acme.io',
  website: false,
  status: 'nxdomain' as const,
  names: [],
}

cases(check, {
  'volume not stated': { given: await given(), verdict: 'pass', codes: ['ok-few'] },
  '1,000 a day with DKIM only': {
    given: { ...(await given({ mailPerDay: 1000 })), spf: givenNoSpf() },
    verdict: 'pass',
    codes: ['ok-few'],
  },
  'neither SPF nor DKIM': {
    given: { ...(await given()), spf: givenNoSpf(), dkim: givenDkim([]) },
    verdict: 'fail',
    codes: ['unmet'],
  },
  '10,000 a day, DMARC none, aligned': { given: await given({ mailPerDay: 10_000 }), verdict: 'pass', codes: ['ok'] },
  '10,000 a day, a campaign with one-click unsubscribe': {
    given: { ...(await given({ mailPerDay: 10_000 })), message: pasted('one-click') },
    verdict: 'pass',
    codes: ['ok'],
  },
  '10,000 a day, a campaign with a link only': {
    given: { ...(await given({ mailPerDay: 10_000 })), message: pasted('link') },
    verdict: 'fail',
    codes: ['unmet'],
  },
  '10,000 a day, a password reset': {
    given: { ...(await given({ mailPerDay: 10_000 })), message: pasted('none') },
    verdict: 'pass',
  },
  '1,000 a day, a campaign with a link only': {
    given: { ...(await given({ mailPerDay: 1000 })), message: pasted('link') },
    verdict: 'pass',
  },
  '10,000 a day without DMARC': {
    given: await given({ mailPerDay: 10_000 }, {}),
    verdict: 'fail',
    codes: ['unmet'],
  },
  '10,000 a day with SPF only': {
    given: { ...(await given({ mailPerDay: 10_000 })), dkim: givenDkim([]) },
    verdict: 'fail',
    codes: ['unmet'],
  },
  '10,000 a day with a short key': {
    given: {
      ...(await given({ mailPerDay: 10_000 })),
      dkim: givenDkim([givenKey('google', `v=DKIM1; p=${givenKeys.rsa512}`)]),
    },
    verdict: 'fail',
    codes: ['unmet'],
  },
  '10,000 a day from a public mailbox': {
    given: await given({ mailPerDay: 10_000, senders: [givenSender({ domain: 'gmail.com' })] }),
    verdict: 'fail',
    codes: ['unmet'],
  },
  'own server without a name': {
    given: { ...(await given()), reverse: { domain: 'acme.io', addresses: [nameless], unread: [] } },
    verdict: 'fail',
    codes: ['unmet'],
  },
  'complaints at 0.4 %': { given: await given({ complaintPercent: 0.4 }), verdict: 'fail', codes: ['complaints'] },
  'complaints at 0.2 %': { given: await given({ complaintPercent: 0.2 }), verdict: 'warn', codes: ['complaints-near'] },
  'complaints at 0.05 %': { given: await given({ complaintPercent: 0.05 }), verdict: 'pass', codes: ['ok-few'] },
  'own server that cannot be read': {
    given: { ...(await given()), reverse: { domain: 'acme.io', addresses: [], unread: ['mx'] } },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'domain that never sends': { given: await given({ sends: false }), verdict: 'not-applicable', codes: ['notSending'] },
  'nobody knows whether the domain sends, and DNS did not answer': {
    given: await given({ sendsBecause: 'undecided' }),
    verdict: 'unknown',
    codes: ['sending-open'],
  },
  'domain that does not exist': { given: await given({ status: 'nxdomain' }), verdict: 'unknown', codes: ['waiting'] },
  'time-out on our side': { given: { ...(await given()), dkim: timedOut() }, verdict: 'unknown' },
})
