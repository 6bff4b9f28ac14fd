import type { WebChain } from '../evidence/web-chain'
import { PROBE_PATH, type WebProbeRow } from '../evidence/web-probes'
import check from './redirect-preserves-url'
import { cases, timedOut } from './shared/cases'
import { circle, deadHop, walk, webChain, webError, webHop } from './shared/web-test-kit'

const HTTP = `http://acme.io${PROBE_PATH}`
const HTTPS = `https://acme.io${PROBE_PATH}`
const PATH = '/lr-check/a%20b%2Fc/'

function given(
  http: WebChain | null,
  https: WebChain | null = walk([HTTPS], { last: { status: 404 } }),
  part: Partial<WebProbeRow> = {},
) {
  return { probes: { hosts: [{ host: 'acme.io', state: 'ok' as const, http, https, ...part }] } }
}

const to = (location: string) => walk([HTTP, location], { last: { status: 404 } })

cases(check, {
  'identical path and query': { given: given(to(HTTPS)), verdict: 'pass', codes: ['ok'] },
  'trailing slash removed': { given: given(to(HTTPS.replace('/?', '?'))), verdict: 'pass' },
  'all go to the home page': { given: given(to('https://acme.io/')), verdict: 'fail', codes: ['pathDropped'] },
  'all go to one fixed page': { given: given(to('https://acme.io/welcome')), verdict: 'fail', codes: ['pathChanged'] },
  'path kept, no query': { given: given(to(`https://acme.io${PATH}`)), verdict: 'warn', codes: ['queryDropped'] },
  'only the first pair kept': { given: given(to(`https://acme.io${PATH}?utm_source=lr`)), verdict: 'warn' },
  'space became plus': { given: given(to(HTTPS.replace('a%20b', 'a+b'))), verdict: 'fail', codes: ['encoding'] },
  'slash was decoded': { given: given(to(HTTPS.replace('%2F', '/'))), verdict: 'fail', codes: ['encoding'] },
  'nginx $uri: decoded, with a raw space': {
    given: given(to('https://acme.io/lr-check/a b/c/')),
    verdict: 'fail',
    codes: ['encoding'],
  },
  'no redirect': { given: given(walk([HTTP])), verdict: 'not-applicable', codes: ['noRedirect'] },
  'app sends strangers to its sign-in': {
    given: given(null, walk([HTTPS, 'https://login.acme.io/login'])),
    verdict: 'not-applicable',
    codes: ['noRedirect'],
  },
  'unknown path sent home on the same host': {
    given: given(to(HTTPS), walk([HTTPS, 'https://acme.io/'])),
    verdict: 'pass',
  },
  'www drops the query on the way to the apex, judged at www only': {
    given: given(walk([HTTP, `https://www.acme.io${PROBE_PATH}`, `https://acme.io${PATH}`])),
    verdict: 'pass',
  },
  'foreign service': { given: given(walk([HTTP, 'https://partner.example/'])), verdict: 'not-applicable' },
  'refused as a bot': {
    given: given(webChain([webHop(HTTP, { status: 403, wall: { by: 'imperva', sign: 'incapsula' } })])),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  endless: { given: given(circle([HTTP]), null), verdict: 'unknown', says: ['do not end'] },
  'good redirect into a dead host': {
    given: given(
      webChain([webHop(HTTP, { location: HTTPS }), deadHop(HTTPS, webError('TIMEOUT'))]),
      webChain([deadHop(HTTPS, webError('TIMEOUT'))]),
    ),
    verdict: 'unknown',
  },
  'our time was up': { given: given(null, null), verdict: 'unknown' },
  'DNS failed': { given: given(null, null, { state: 'dns-failed' }), verdict: 'unknown' },
  'no address': { given: given(null, null, { state: 'no-address' }), verdict: 'not-applicable', codes: ['noAddress'] },
  'evidence timed out': { given: { probes: timedOut() }, verdict: 'unknown' },
})
