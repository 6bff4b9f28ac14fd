import check from './directory-listing'
import { cases, timedOut } from './shared/cases'
import { exposed, exposureOf, look } from './shared/exposure/given'

const folder = { group: 'listing', what: 'folder' } as const

cases(check, {
  'list with a database dump': {
    given: { exposure: exposureOf([exposed('/uploads/', { ...folder, level: 'high', names: ['backup.sql'] })]) },
    verdict: 'fail',
    codes: ['private'],
    says: ['https://acme.io/uploads/'],
  },
  'list with pictures': {
    given: { exposure: exposureOf([exposed('/img/', { ...folder, level: 'medium', names: ['1.png'] })]) },
    verdict: 'warn',
    codes: ['listed'],
  },
  'list of a whole bucket, pictures only': {
    given: {
      exposure: exposureOf([exposed('/img/', { ...folder, level: 'high', note: 'bucket', names: ['1.png'] })]),
    },
    verdict: 'fail',
    codes: ['bucket'],
  },
  'refused, or a page of the application': { given: { exposure: exposureOf([]) }, verdict: 'pass', codes: ['clear'] },
  'every name is a list': {
    given: { exposure: exposureOf([look('/uploads/', { ...folder, outcome: 'decoy', status: 200 })]) },
    verdict: 'unknown',
    codes: ['decoy'],
  },
  'host that only redirects': {
    given: {
      exposure: exposureOf([], { state: 'redirects', planned: { env: 1, vcs: 1, files: 0, debug: 0, listing: 0 } }),
    },
    verdict: 'pass',
    codes: ['redirects'],
  },
  'refused as a bot': {
    given: { exposure: exposureOf([], { state: 'wall', reason: 'cloudflare' }) },
    verdict: 'unknown',
    codes: ['wall'],
  },
  'no answer': {
    given: { exposure: exposureOf([], { state: 'unreachable', reason: 'ECONNRESET' }) },
    verdict: 'unknown',
    codes: ['unreachable'],
  },
  'one folder failed twice': {
    given: { exposure: exposureOf([], { failed: { env: 0, vcs: 0, files: 0, debug: 0, listing: 1 } }) },
    verdict: 'unknown',
    codes: ['not-looked'],
  },
  'no web host': { given: { exposure: { hosts: [] } }, verdict: 'not-applicable', codes: ['none'] },
  'evidence timed out': { given: { exposure: timedOut() }, verdict: 'unknown' },
})
