import type { ErrorAnswer, ErrorHost } from '../evidence/web-errors'
import check from './not-found-page'
import { cases, timedOut } from './shared/cases'
import { errorAnswer, errorsOf } from './shared/errors-given'
import { entryRow, walk } from './shared/web-test-kit'

const given = (change: Partial<ErrorAnswer> = {}, host: Partial<ErrorHost> = {}) => ({
  errors: errorsOf([errorAnswer(change)], host),
  entry: { hosts: [entryRow('acme.io')] },
})

cases(check, {
  'a missing page answers 404 and links to the start': { given: given(), verdict: 'pass', codes: ['ok'] },
  'a removed page answers 410': { given: given({ status: 410 }), verdict: 'pass' },
  'shell with status 200 on a site to read': {
    given: given({ status: 200, shell: true }),
    verdict: 'warn',
    codes: ['soft'],
  },
  'shell with status 200 on the app': {
    given: given({ status: 200, shell: true }, { roles: ['app'] }),
    verdict: 'not-applicable',
    codes: ['shell'],
  },
  'asks for a login before it looks': {
    given: given({ status: 401, linksHome: false }),
    verdict: 'unknown',
    codes: ['unseen'],
    says: ['login'],
  },
  'slows our checker down': { given: given({ status: 429, linksHome: false }), verdict: 'unknown', codes: ['unseen'] },
  'storage that refuses missing files': {
    given: given({ status: 403, html: false, linksHome: false }),
    verdict: 'warn',
    codes: ['bare'],
  },
  'refuses missing pages, with a way back': {
    given: given({ status: 403 }),
    verdict: 'warn',
    codes: ['other'],
    says: ['403'],
  },
  'redirect to the start page': {
    given: given({ status: 302, location: 'https://acme.io/' }),
    verdict: 'warn',
    codes: ['home'],
    says: ['the start page'],
  },
  'plain http leads to https, where nothing was seen': {
    given: given({ status: 301, path: '/lr-0', location: 'https://acme.io/lr-0' }, { origin: 'http://acme.io' }),
    verdict: 'unknown',
    codes: ['unseen'],
    says: ['leads to https'],
  },
  'redirect to another page': { given: given({ status: 307, location: 'https://acme.io/login' }), verdict: 'warn' },
  'error of the server': { given: given({ status: 500 }), verdict: 'fail', codes: ['broken'] },
  'one address fails, another does not': {
    given: { ...given(), errors: errorsOf([errorAnswer({ status: 503 }), errorAnswer({ shape: 'file' })]) },
    verdict: 'unknown',
    says: ['now and then'],
  },
  'the whole host fails': {
    given: {
      ...given({ status: 522 }),
      entry: { hosts: [entryRow('acme.io', { https: walk(['https://acme.io/'], { last: { status: 522 } }) })] },
    },
    verdict: 'unknown',
    says: ['522'],
  },
  'caches may keep it for a day': {
    given: given({ cacheControl: 'public, max-age=86400' }),
    verdict: 'warn',
    codes: ['cached'],
    says: ['24 hours'],
  },
  'caches may keep it for ten minutes': { given: given({ cacheControl: 'public, max-age=600' }), verdict: 'pass' },
  'caches must ask first': { given: given({ cacheControl: 'no-cache, max-age=86400' }), verdict: 'pass' },
  'empty body': { given: given({ textLength: 0, linksHome: false }), verdict: 'warn', codes: ['blank'] },
  'bare words': { given: given({ html: false, textLength: 9, linksHome: false }), verdict: 'warn', codes: ['bare'] },
  'application that shows its own page later': { given: given({ linksHome: false, shell: true }), verdict: 'pass' },
  'host for data': { given: given({ html: false }, { roles: ['api'] }), verdict: 'not-applicable', codes: ['none'] },
  'host that only redirects': { given: given({}, { state: 'redirects' }), verdict: 'not-applicable' },
  'refused as a bot': { given: given({ outcome: 'wall', status: 403 }), verdict: 'unknown', codes: ['unseen'] },
  'no answer': { given: given({ outcome: 'failed', status: null }), verdict: 'unknown' },
  'evidence timed out': { given: { errors: timedOut(), entry: timedOut() }, verdict: 'unknown' },
})
