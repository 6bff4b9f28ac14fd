import check from './exposed-vcs'
import { cases, timedOut } from './shared/cases'
import { exposed, exposureOf, look } from './shared/exposure/given'

const vcs = { group: 'vcs', what: 'source repository' } as const

cases(check, {
  'branch name at /.git/HEAD': {
    given: { exposure: exposureOf([exposed('/.git/HEAD', vcs)]) },
    verdict: 'fail',
    codes: ['exposed'],
    says: ['source code of acme.io'],
  },
  'login in the remote address': {
    given: { exposure: exposureOf([exposed('/.git/config', { ...vcs, note: 'credentials-in-remote' })]) },
    verdict: 'fail',
    codes: ['credentials'],
  },
  'page or refusal for every path': { given: { exposure: exposureOf([]) }, verdict: 'pass' },
  'the same file for every hidden name': {
    given: { exposure: exposureOf([look('/.git/HEAD', { ...vcs, outcome: 'decoy' })]) },
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
  },
  'refused as a bot': { given: { exposure: exposureOf([], { state: 'wall', reason: 'akamai' }) }, verdict: 'unknown' },
  'host without an answer': {
    given: { exposure: exposureOf([], { state: 'unreachable', reason: 'ECONNREFUSED' }) },
    verdict: 'unknown',
  },
  'one of two paths answered': {
    given: { exposure: exposureOf([], { answered: { env: 8, vcs: 1, files: 30, debug: 0, listing: 0 } }) },
    verdict: 'unknown',
    codes: ['not-looked'],
  },
  'our time was up': { given: { exposure: timedOut() }, verdict: 'unknown' },
  'no web host': { given: { exposure: { hosts: [] } }, verdict: 'not-applicable' },
})
