import type { ExposureLook } from '../evidence/web-exposure'
import check from './debug-endpoints'
import { cases, timedOut } from './shared/cases'
import { exposed, exposureOf, look } from './shared/exposure/given'

const page = (path: string, note: string, level: ExposureLook['level'], what = 'page') => ({
  exposure: exposureOf([exposed(path, { group: 'debug', note, level, what })]),
})

cases(check, {
  'settings of Spring Boot as data': {
    given: page('/actuator/env', 'actuator-env', 'high', 'settings of the application'),
    verdict: 'fail',
    codes: ['open'],
    says: ['https://acme.io/actuator/env'],
  },
  'copy of the memory': { given: page('/actuator/heapdump', 'heapdump', 'blocker'), verdict: 'fail' },
  'console that runs code': { given: page('/console', 'python-console', 'blocker'), verdict: 'fail' },
  'phpinfo page': { given: page('/phpinfo.php', 'phpinfo', 'high'), verdict: 'fail' },
  'database tool without login': { given: page('/adminer.php', 'adminer', 'blocker'), verdict: 'fail' },
  'database tool with login': {
    given: page('/adminer.php', 'adminer-login', 'medium', 'database tool'),
    verdict: 'warn',
    codes: ['login'],
  },
  'Prometheus text': { given: page('/metrics', 'metrics', 'medium'), verdict: 'warn', codes: ['told'] },
  'introspection of GraphQL': {
    given: page('/graphql?query=%7B__schema%7BqueryType%7Bname%7D%7D%7D', 'introspection', 'medium'),
    verdict: 'warn',
  },
  'documentation of the API': { given: page('/docs', 'api-docs', 'low'), verdict: 'pass', codes: ['docs'] },
  'documentation of the API, the other paths failed': {
    given: {
      exposure: exposureOf([exposed('/docs', { group: 'debug', note: 'api-docs', level: 'low' })], {
        answered: { env: 8, vcs: 4, files: 30, debug: 1, listing: 3 },
        failed: { env: 0, vcs: 0, files: 0, debug: 8, listing: 0 },
      }),
    },
    verdict: 'unknown',
    codes: ['docs', 'not-looked'],
  },
  'pages of a single-page application at every path': {
    given: { exposure: exposureOf([]) },
    verdict: 'pass',
    codes: ['clear'],
  },
  'exposed file, which is another check': {
    given: { exposure: exposureOf([exposed('/dump.sql', { group: 'files' })]) },
    verdict: 'pass',
  },
  'nothing on this stack': {
    given: { exposure: exposureOf([], { planned: { env: 8, vcs: 4, files: 45, debug: 0, listing: 3 } }) },
    verdict: 'not-applicable',
    codes: ['irrelevant'],
  },
  decoy: {
    given: { exposure: exposureOf([look('/metrics', { group: 'debug', outcome: 'decoy', status: 200 })]) },
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
    given: { exposure: exposureOf([], { state: 'unreachable', reason: 'ECONNREFUSED' }) },
    verdict: 'unknown',
    codes: ['unreachable'],
  },
  'one path failed twice': {
    given: { exposure: exposureOf([], { failed: { env: 0, vcs: 0, files: 0, debug: 1, listing: 0 } }) },
    verdict: 'unknown',
    codes: ['not-looked'],
  },
  'no web host': { given: { exposure: { hosts: [] } }, verdict: 'not-applicable', codes: ['none'] },
  'evidence timed out': { given: { exposure: timedOut() }, verdict: 'unknown' },
})
