import type { WebDocuments } from '../evidence/web-documents'
import check from './exposed-files'
import { cases, timedOut } from './shared/cases'
import { documentsOf, pageOf } from './shared/documents-given'
import { exposed, exposureOf, look } from './shared/exposure/given'

const none: WebDocuments = documentsOf([])
const file = { group: 'files' } as const
const dump = exposed('/dump.sql', { ...file, what: 'database dump' })

cases(check, {
  'database dump': {
    given: { exposure: exposureOf([dump]), documents: none },
    verdict: 'fail',
    codes: ['exposed'],
    says: ['download the database dump at https://acme.io/dump.sql'],
  },
  'private key': {
    given: { exposure: exposureOf([exposed('/server.key', { ...file, what: 'private key' })]), documents: none },
    verdict: 'fail',
  },
  'password file of medium weight': {
    given: { exposure: exposureOf([exposed('/.htpasswd', { ...file, level: 'high' })]), documents: none },
    verdict: 'fail',
  },
  'package manifest': {
    given: { exposure: exposureOf([exposed('/package.json', { ...file, level: 'low' })]), documents: none },
    verdict: 'warn',
    codes: ['informative'],
  },
  'archive that the site offers for download': {
    given: {
      exposure: exposureOf([exposed('/acme.zip', { ...file, what: 'backup archive' })]),
      documents: documentsOf([pageOf({ links: ['https://acme.io/acme.zip'] })]),
    },
    verdict: 'pass',
    codes: ['clear', 'linked'],
  },
  'an archive that is offered, a dump that is not': {
    given: {
      exposure: exposureOf([exposed('/acme.zip', { ...file, what: 'backup archive' }), dump]),
      documents: documentsOf([pageOf({ links: ['https://acme.io/acme.zip'] })]),
    },
    verdict: 'fail',
    codes: ['exposed', 'linked'],
  },
  'an archive that is offered, the other paths not looked at': {
    given: {
      exposure: exposureOf([exposed('/acme.zip', { ...file, what: 'backup archive' })], {
        answered: { env: 3, vcs: 2, files: 3, debug: 0, listing: 0 },
      }),
      documents: documentsOf([pageOf({ links: ['https://acme.io/acme.zip'] })]),
    },
    verdict: 'unknown',
    codes: ['linked', 'not-looked'],
  },
  'pages could not be read, dump is there': {
    given: { exposure: exposureOf([dump]), documents: timedOut() },
    verdict: 'fail',
  },
  'application answers every path with its page': {
    given: { exposure: exposureOf([]), documents: none },
    verdict: 'pass',
  },
  'the same archive for every name': {
    given: { exposure: exposureOf([look('/backup.zip', { ...file, outcome: 'decoy' })]), documents: none },
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
      documents: none,
    },
    verdict: 'pass',
    codes: ['redirects'],
  },
  'refused as a bot': {
    given: { exposure: exposureOf([], { state: 'wall', reason: 'datadome' }), documents: none },
    verdict: 'unknown',
  },
  'host without an answer': {
    given: { exposure: exposureOf([], { state: 'unreachable', reason: 'ECONNRESET' }), documents: none },
    verdict: 'unknown',
  },
  'few paths fitted into our budget': {
    given: {
      exposure: exposureOf([], { answered: { env: 3, vcs: 2, files: 3, debug: 0, listing: 0 } }),
      documents: none,
    },
    verdict: 'unknown',
    codes: ['not-looked'],
  },
  'our time was up': { given: { exposure: timedOut(), documents: none }, verdict: 'unknown' },
  'no web host': { given: { exposure: { hosts: [] }, documents: none }, verdict: 'not-applicable' },
})
