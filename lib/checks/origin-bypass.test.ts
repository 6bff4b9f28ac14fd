import type { OriginAnswer } from '../evidence/web-origin'
import check from './origin-bypass'
import { cases, settled, timedOut } from './shared/cases'

const answer = (change: Partial<OriginAnswer> = {}): OriginAnswer => ({
  host: 'acme.io',
  provider: 'cloudflare',
  url: 'https://acme.io/',
  address: '5.75.128.10',
  source: 'mail.acme.io',
  outcome: 'answer',
  status: 200,
  same: false,
  certificate: false,
  title: '',
  ...change,
})
const hosts = [{ host: 'acme.io', url: 'https://acme.io/', provider: 'cloudflare' }]
const given = (...asked: OriginAnswer[]) => ({ origin: { hosts, asked } })

cases(check, {
  'the same page': { given: given(answer({ same: true, certificate: true })), verdict: 'fail', codes: ['open'] },
  'the same page over http only': {
    given: given(answer({ same: true, url: 'http://acme.io/' })),
    verdict: 'fail',
    codes: ['open'],
  },
  '403 with the certificate of the site': {
    given: given(answer({ status: 403, certificate: true })),
    verdict: 'warn',
    codes: ['refuses'],
  },
  '421 with the certificate of the site': { given: given(answer({ status: 421, certificate: true })), verdict: 'warn' },
  'no answer in time': { given: given(answer({ outcome: 'closed', status: null })), verdict: 'pass', codes: ['ok'] },
  'default page of nginx': { given: given(answer({ title: 'Welcome to nginx!' })), verdict: 'pass' },
  '400, no required SSL certificate': { given: given(answer({ status: 400, certificate: true })), verdict: 'pass' },
  'one of two addresses is open': {
    given: given(answer({ outcome: 'closed', status: null }), answer({ address: '5.75.128.11', same: true })),
    verdict: 'fail',
    says: ['5.75.128.11'],
  },
  'no address to try': { given: given(), verdict: 'unknown', codes: ['noCandidate'] },
  'we did not get to look': {
    given: given(answer({ outcome: 'not-looked', status: null })),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'not allowed to try': {
    given: { origin: settled({ status: 'absent', reason: 'needs-permission' }) },
    verdict: 'unknown',
  },
  'no network in front': {
    given: { origin: settled({ status: 'absent', reason: 'not-relevant' }) },
    verdict: 'not-applicable',
  },
  'our time was up': { given: { origin: timedOut() }, verdict: 'unknown' },
})
