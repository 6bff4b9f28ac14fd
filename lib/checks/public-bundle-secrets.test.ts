import type { StoredSecretHit } from '../evidence/web-facts'
import check from './public-bundle-secrets'
import { cases, timedOut } from './shared/cases'
import { assetOf, assetsOf, documentsOf, pageOf } from './shared/documents-given'

const js = 'https://acme.io/assets/main.js'

function hit(rule: string, kind: StoredSecretHit['class'], fingerprint = 'a1'): StoredSecretHit {
  return { rule, class: kind, certain: false, offset: 10, line: 1, column: 11, masked: 'sk_l...', fingerprint }
}
const inScript = (...secrets: StoredSecretHit[]) => assetsOf([assetOf(js, { secrets })])
const page = documentsOf([pageOf()])

cases(check, {
  'live Stripe key in a script': {
    given: { documents: page, assets: inScript(hit('stripe-live-secret', 'secret')) },
    verdict: 'fail',
    codes: ['leak'],
    says: ['Stripe or Clerk key in https://acme.io/assets/main.js'],
  },
  'the same key in page and script counts once': {
    given: {
      documents: documentsOf([pageOf({ secrets: [hit('stripe-live-secret', 'secret')] })]),
      assets: inScript(hit('stripe-live-secret', 'secret')),
    },
    verdict: 'fail',
    codes: ['leak'],
  },
  'two keys': {
    given: {
      documents: page,
      assets: inScript(
        hit('stripe-live-secret', 'secret'),
        hit('supabase-jwt', 'secret', 'b2'),
        hit('supabase-jwt', 'public', 'c3'),
      ),
    },
    verdict: 'fail',
    codes: ['leak', 'leak'],
  },
  'test key': {
    given: { documents: page, assets: inScript(hit('stripe-test-secret', 'test')) },
    verdict: 'fail',
    codes: ['test'],
  },
  'webhook address of a channel': {
    given: { documents: page, assets: inScript(hit('slack-webhook', 'post-only')) },
    verdict: 'fail',
    codes: ['post'],
  },
  'key for maps': {
    given: { documents: page, assets: inScript(hit('google-browser-key', 'restricted')) },
    verdict: 'warn',
    codes: ['limit'],
  },
  'key of a Firebase configuration': {
    given: { documents: page, assets: inScript(hit('google-browser-key', 'public')) },
    verdict: 'pass',
    codes: ['public'],
  },
  'no key at all': { given: { documents: page, assets: assetsOf([assetOf(js)]) }, verdict: 'pass', codes: ['clean'] },
  'a rule of a later version': {
    given: { documents: page, assets: inScript(hit('not-yet-known', 'secret')) },
    verdict: 'pass',
  },
  'a script was too much for our budget': {
    given: {
      documents: page,
      assets: assetsOf([assetOf(js, { outcome: 'not-looked', status: null, searched: false })]),
    },
    verdict: 'unknown',
    codes: ['partial'],
  },
  'a key and an unread script': {
    given: {
      documents: page,
      assets: assetsOf([
        assetOf(js, { secrets: [hit('stripe-live-secret', 'secret')] }),
        assetOf('https://acme.io/b.js', { outcome: 'not-looked', status: null, searched: false }),
      ]),
    },
    verdict: 'fail',
  },
  'a script that is gone holds nothing': {
    given: { documents: page, assets: assetsOf([assetOf(js, { status: 404, searched: false })]) },
    verdict: 'pass',
  },
  'page longer than we read': {
    given: { documents: documentsOf([pageOf({}, { truncated: true })]), assets: assetsOf([]) },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'refused as a bot': {
    given: {
      documents: documentsOf([pageOf({}, { outcome: 'wall', wall: 'vercel', facts: null })]),
      assets: assetsOf([]),
    },
    verdict: 'unknown',
    codes: ['wall'],
  },
  'host that is down': {
    given: { documents: documentsOf([pageOf({}, { outcome: 'failed', facts: null })]), assets: assetsOf([]) },
    verdict: 'unknown',
    codes: ['nothing'],
  },
  'our time was up': { given: { documents: page, assets: timedOut() }, verdict: 'unknown' },
  'no page': { given: { documents: documentsOf([]), assets: assetsOf([]) }, verdict: 'not-applicable' },
})
