import check from './server-banner'
import { cases, timedOut } from './shared/cases'
import { headFacts, headOf, headsOf } from './shared/heads-given'
import { entryRow, walk } from './shared/web-test-kit'

const given = (...headers: [string, string][]) => ({
  entry: { hosts: [entryRow('acme.io', { http: null, https: walk(['https://acme.io/'], { last: { headers } }) })] },
  heads: headsOf(),
})

cases(check, {
  'nginx with version': {
    given: given(['Server', 'nginx/1.22.1']),
    verdict: 'warn',
    codes: ['version'],
    says: ['1.22.1'],
  },
  'nginx without': { given: given(['Server', 'nginx']), verdict: 'pass', codes: ['ok'] },
  cloudflare: { given: given(['Server', 'cloudflare']), verdict: 'pass' },
  'Express names itself only': { given: given(['X-Powered-By', 'Express']), verdict: 'pass' },
  'a PHP line without fixes': { given: given(['X-Powered-By', 'PHP/7.4.33']), verdict: 'warn', codes: ['ended'] },
  'a PHP line with fixes': { given: given(['X-Powered-By', 'PHP/8.4.2']), verdict: 'warn', codes: ['version'] },
  'Apache 2.2 with modules': {
    given: given(['Server', 'Apache/2.2.15 (CentOS) mod_ssl/2.2.15']),
    verdict: 'warn',
    codes: ['ended', 'version'],
  },
  'version of ASP.NET': { given: given(['X-AspNet-Version', '4.0.30319']), verdict: 'warn' },
  'name of a node is no version': { given: given(['Server', 'ECS (nyb/1D2C)']), verdict: 'pass' },
  'no header': { given: given(), verdict: 'pass' },
  'generator in the page': {
    given: { ...given(), heads: headsOf(headOf([], { facts: headFacts({ generator: 'WordPress 6.4.2' }) })) },
    verdict: 'warn',
    says: ['WordPress'],
  },
  'an error page of what stands in front': {
    given: {
      ...given(),
      heads: headsOf(headOf([['Server', 'nginx/1.22.1']], { status: 502 })),
    },
    verdict: 'unknown',
    codes: ['unsteady'],
  },
  'a version in one answer, an error in another': {
    given: { ...given(['Server', 'nginx/1.22.1']), heads: headsOf(headOf([], { outcome: 'failed', status: null })) },
    verdict: 'warn',
    codes: ['version'],
  },
  'nothing but errors': {
    given: {
      entry: {
        hosts: [entryRow('acme.io', { http: null, https: walk(['https://acme.io/'], { last: { status: 503 } }) })],
      },
      heads: headsOf(),
    },
    verdict: 'unknown',
  },
  'banner of a wall is not theirs': {
    given: {
      entry: {
        hosts: [
          entryRow('acme.io', {
            http: null,
            https: walk(['https://acme.io/'], {
              last: { status: 403, wall: { by: 'sucuri', sign: 'x' }, headers: [['Server', 'Sucuri/1.2']] },
            }),
          }),
        ],
      },
      heads: headsOf(),
    },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'evidence timed out': { given: { entry: timedOut(), heads: headsOf() }, verdict: 'unknown' },
})
