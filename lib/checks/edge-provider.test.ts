import check from './edge-provider'
import { cases, timedOut } from './shared/cases'
import { edgeHost, edgeOf, proxied } from './shared/edge/given'

cases(check, {
  'Cloudflare by address and header': {
    given: { edge: edgeOf([proxied('acme.io')]) },
    verdict: 'pass',
    codes: ['confirmed'],
  },
  'Cloudflare in front of Vercel': {
    given: {
      edge: edgeOf([
        proxied('acme.io', {
          headers: [
            ['cf-ray', 'x'],
            ['x-vercel-id', 'y'],
          ],
        }),
      ]),
    },
    verdict: 'pass',
    says: ['Cloudflare, then Vercel'],
  },
  'Fastly by its headers': {
    given: {
      edge: edgeOf([
        edgeHost('acme.io', {
          headers: [
            ['via', '1.1 varnish'],
            ['x-served-by', 'cache-fra-1'],
          ],
        }),
      ]),
    },
    verdict: 'pass',
    codes: ['likely'],
  },
  'only the Server text': {
    given: { edge: edgeOf([edgeHost('acme.io', { headers: [['server', 'cloudflare']] })]) },
    verdict: 'unknown',
    codes: ['hint'],
  },
  'no mark of any network': { given: { edge: edgeOf([edgeHost('acme.io')]) }, verdict: 'pass', codes: ['direct'] },
  'no answer and no known address': {
    given: { edge: edgeOf([edgeHost('acme.io', { answered: false, headers: [] })]) },
    verdict: 'unknown',
    codes: ['unanswered'],
  },
  'known address without an answer': {
    given: { edge: edgeOf([proxied('acme.io', { answered: false, headers: [] })]) },
    verdict: 'pass',
  },
  'refused as a bot by a network that shows itself': {
    given: { edge: edgeOf([proxied('acme.io', { wall: 'cloudflare' })]) },
    verdict: 'pass',
  },
  'DNS fails': {
    given: { edge: edgeOf([edgeHost('acme.io', { state: 'dns-failed', addresses: [], answered: false })]) },
    verdict: 'unknown',
    codes: ['dns'],
  },
  'our time was up': { given: { edge: timedOut() }, verdict: 'unknown' },
  'only a mail host': { given: { edge: edgeOf([edgeHost('mx.acme.io', { mail: true })]) }, verdict: 'not-applicable' },
})
