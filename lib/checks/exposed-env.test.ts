import check from './exposed-env'
import { cases, timedOut } from './shared/cases'
import { exposed, exposureOf, look } from './shared/exposure/given'

cases(check, {
  'real file with a Stripe key': {
    given: { exposure: exposureOf([exposed('/.env', { names: ['STRIPE_SECRET_KEY'] })]) },
    verdict: 'fail',
    codes: ['secrets'],
    says: ['https://acme.io/.env'],
  },
  'example file with placeholders': {
    given: { exposure: exposureOf([exposed('/.env.example', { level: 'medium', names: ['PORT'] })]) },
    verdict: 'warn',
    codes: ['public-names'],
  },
  'secret file and example file': {
    given: {
      exposure: exposureOf([
        exposed('/.env', { names: ['DATABASE_URL'] }),
        exposed('/.env.example', { level: 'medium', names: ['PORT'] }),
      ]),
    },
    verdict: 'fail',
    codes: ['public-names', 'secrets'],
  },
  'every path refused or answered by the application': { given: { exposure: exposureOf([]) }, verdict: 'pass' },
  'another kind of file is exposed': {
    given: { exposure: exposureOf([exposed('/dump.sql', { group: 'files' })]) },
    verdict: 'pass',
  },
  'the same file for every hidden name': {
    given: { exposure: exposureOf([look('/.env', { outcome: 'decoy', status: 200 })]) },
    verdict: 'unknown',
    codes: ['decoy'],
  },
  'host that only redirects': {
    given: {
      exposure: exposureOf([], {
        state: 'redirects',
        answered: { env: 1, vcs: 1, files: 0, debug: 0, listing: 0 },
        planned: { env: 1, vcs: 1, files: 0, debug: 0, listing: 0 },
      }),
    },
    verdict: 'pass',
    codes: ['redirects'],
  },
  'refused as a bot': {
    given: { exposure: exposureOf([], { state: 'wall', reason: 'cloudflare' }) },
    verdict: 'unknown',
    codes: ['wall'],
  },
  'host without an answer': {
    given: { exposure: exposureOf([], { state: 'unreachable', reason: 'ECONNREFUSED' }) },
    verdict: 'unknown',
    codes: ['unreachable'],
  },
  'only the first path fitted into our budget': {
    given: { exposure: exposureOf([], { answered: { env: 1, vcs: 0, files: 0, debug: 0, listing: 0 } }) },
    verdict: 'unknown',
    codes: ['not-looked'],
  },
  'our time was up': { given: { exposure: timedOut() }, verdict: 'unknown' },
  'no web host': { given: { exposure: { hosts: [] } }, verdict: 'not-applicable' },
})
