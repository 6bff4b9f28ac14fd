import { cases, timedOut } from './shared/cases'
import { edgeHost, edgeOf, proxied } from './shared/edge/given'
import { webError } from './shared/web-test-kit'
import { MODERN, wireLook, wireOf } from './shared/wire-test-kit'
import check from './tls-versions'

const edge = edgeOf([edgeHost('acme.io')])
const shows = (...looks: Parameters<typeof wireLook>[]) => ({
  wire: wireOf({ 'acme.io': looks.map((look) => wireLook(...look)) }),
  edge,
})

cases(check, {
  '1.2 and 1.3': { given: shows([MODERN]), verdict: 'pass', codes: ['ok'] },
  '1.2 only': { given: shows([['TLSv1.2']]), verdict: 'pass', codes: ['only12'] },
  '1.3 only': { given: shows([['TLSv1.3']]), verdict: 'pass', codes: ['only13'] },
  '1.0 to 1.3': {
    given: shows([['TLSv1', 'TLSv1.1', ...MODERN]]),
    verdict: 'warn',
    codes: ['old'],
    says: ['TLS 1.0 and TLS 1.1'],
  },
  '1.0 to 1.3 behind Cloudflare': {
    given: { ...shows([['TLSv1', ...MODERN]]), edge: edgeOf([proxied('acme.io')]) },
    verdict: 'warn',
    says: ['TLS 1.0'],
  },
  '1.0 and 1.1 only': {
    given: shows([['TLSv1', 'TLSv1.1']]),
    verdict: 'fail',
    codes: ['neither'],
    says: ['nothing newer than TLS 1.1'],
  },
  'SSL 3.0 beside 1.2': { given: shows([['SSLv3', 'TLSv1.2']]), verdict: 'fail', codes: ['ssl3'], says: ['SSL 3.0'] },
  'SSL 3.0 alone': { given: shows([['SSLv3']]), verdict: 'fail', codes: ['neither'] },
  'one of two machines accepts 1.0': {
    given: shows([MODERN], [['TLSv1', ...MODERN], { address: '2606:4700::a' }]),
    verdict: 'warn',
    codes: ['old'],
  },
  'no answer to the old versions': {
    given: shows([MODERN, { unanswered: ['TLSv1', 'TLSv1.1'], error: webError('TIMEOUT') }]),
    verdict: 'unknown',
    codes: ['partly'],
    says: ['did not answer in time'],
  },
  'old version seen, newer ones without an answer': {
    given: shows([['TLSv1'], { unanswered: ['TLSv1.2', 'TLSv1.3'] }]),
    verdict: 'warn',
    codes: ['old'],
  },
  'SSL 3.0 seen, 1.3 without an answer': {
    given: shows([['SSLv3'], { unanswered: ['TLSv1.3'] }]),
    verdict: 'fail',
    codes: ['ssl3'],
  },
  '1.2, and no answer to 1.3': {
    given: shows([['TLSv1.2'], { unanswered: ['TLSv1.3'], error: webError('TIMEOUT') }]),
    verdict: 'pass',
    codes: ['modern'],
    says: ['speaks TLS 1.2 and nothing older'],
  },
  '1.3, and no answer to 1.2': {
    given: shows([['TLSv1.3'], { unanswered: ['TLSv1.2'], error: webError('TIMEOUT') }]),
    verdict: 'pass',
    codes: ['modern'],
    says: ['speaks TLS 1.3 and nothing older'],
  },
  'our hello is refused where an ordinary handshake succeeds': {
    given: shows([
      ['TLSv1.2'],
      { unanswered: ['SSLv3', 'TLSv1', 'TLSv1.1'], error: webError('TLS_ALERT', { fault: 'ours' }) },
    ]),
    verdict: 'unknown',
    codes: ['partly'],
  },
  'nothing is accepted': {
    given: shows([[], { error: webError('TLS_ALERT', { alert: 40 }) }]),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'our time was up': { given: { wire: wireOf({ 'acme.io': [null] }), edge }, verdict: 'unknown', codes: ['unseen'] },
  'nobody listens': { given: { wire: wireOf({ 'acme.io': [] }), edge }, verdict: 'unknown', codes: ['unseen'] },
  'DNS gave no answer': { given: { wire: wireOf({ 'acme.io': 'dns-failed' }), edge }, verdict: 'unknown' },
  'name without address': {
    given: { wire: wireOf({ 'dev.acme.io': 'no-address' }), edge },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'the network in front is not known': { given: { ...shows([MODERN]), edge: timedOut() }, verdict: 'pass' },
  'evidence timed out': { given: { wire: timedOut(), edge }, verdict: 'unknown' },
})
