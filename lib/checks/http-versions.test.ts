import check from './http-versions'
import { cases, timedOut } from './shared/cases'
import { documentsOf, loadOf, pageOf } from './shared/documents-given'
import { deadHop, entryRow, walk, webChain, webError } from './shared/web-test-kit'

const HOME = 'https://acme.io/'
const tls = (alpn: string) => ({
  version: 'TLSv1.3',
  alpn,
  authorized: true,
  authorizationError: '',
  leafFingerprint: 'aa',
})
const files = (count: number) =>
  documentsOf([pageOf({ loads: Array.from({ length: count }, (_, index) => loadOf('script', `${HOME}${index}.js`)) })])
const over = (alpn: string, count = 3, headers: [string, string][] = [], roles: 'api'[] = []) => ({
  entry: { hosts: [entryRow('acme.io', { roles, https: walk([HOME], { last: { tls: tls(alpn), headers } }) })] },
  documents: files(count),
})
const broken = (code: string) => ({
  entry: { hosts: [entryRow('acme.io', { https: webChain([deadHop(HOME, webError(code))]) })] },
  documents: files(3),
})

cases(check, {
  h2: { given: over('h2'), verdict: 'pass', codes: ['two'] },
  'h2 and h3 in Alt-Svc': {
    given: over('h2', 3, [['Alt-Svc', 'h3=":443"; ma=86400']]),
    verdict: 'pass',
    codes: ['three'],
  },
  'Alt-Svc clear': { given: over('h2', 3, [['Alt-Svc', 'clear']]), verdict: 'pass', codes: ['two'] },
  'h1 with 20 files': { given: over('http/1.1', 20), verdict: 'warn', codes: ['many'], says: ['20 files'] },
  'h1 with 3 files': { given: over('http/1.1', 3), verdict: 'pass', codes: ['few'] },
  'no ALPN and many files': { given: over('', 12), verdict: 'warn', codes: ['many'] },
  'API over h1': { given: over('http/1.1', 20, [], ['api']), verdict: 'not-applicable', codes: ['data'] },
  'alias over h1': {
    given: {
      entry: { hosts: [entryRow('www.acme.io', { https: walk(['https://www.acme.io/', HOME]) })] },
      documents: files(20),
    },
    verdict: 'not-applicable',
  },
  'host without address': {
    given: { entry: { hosts: [entryRow('acme.io', { state: 'no-address' })] }, documents: files(3) },
    verdict: 'not-applicable',
  },
  'DNS failed': {
    given: { entry: { hosts: [entryRow('acme.io', { state: 'dns-failed' })] }, documents: files(3) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'time-out': { given: broken('TIMEOUT'), verdict: 'unknown' },
  'refused as a bot': {
    given: {
      entry: {
        hosts: [
          entryRow('acme.io', {
            https: walk([HOME], { last: { status: 403, wall: { by: 'cloudflare', sign: 'x' } } }),
          }),
        ],
      },
      documents: files(1),
    },
    verdict: 'unknown',
  },
  'evidence timed out': { given: { entry: timedOut(), documents: timedOut() }, verdict: 'unknown' },
})
