import check from './csp'
import { cases, timedOut } from './shared/cases'
import { documentsOf, loadOf, pageOf } from './shared/documents-given'
import { headFacts, headOf, headsOf } from './shared/heads-given'

const script = (url: string) => loadOf('script', url, { by: 'script[src]' })
const documents = documentsOf([
  pageOf({ loads: [script('https://acme.io/app.js'), loadOf('font', 'https://fonts.example/a.woff2')] }),
])
const quiet = { documents, nonces: { pages: [] } }
const csp = (...values: string[]): [string, string][] => values.map((value) => ['Content-Security-Policy', value])
const sending = (...values: string[]) => ({ ...quiet, heads: headsOf(headOf(csp(...values))) })
const strict = "script-src 'nonce-A' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'; base-uri 'none'"

cases(check, {
  'no policy': { given: sending(), verdict: 'warn', codes: ['none'] },
  "default-src 'self'": { given: sending("default-src 'self'"), verdict: 'pass', codes: ['ok'] },
  'strict policy with nonce': { given: sending(strict), verdict: 'pass' },
  'nonce without base-uri': {
    given: sending("script-src 'nonce-A'; object-src 'none'"),
    verdict: 'warn',
    codes: ['weak'],
    says: ['base-uri'],
  },
  'scripts from everywhere': { given: sending('script-src *'), verdict: 'warn', codes: ['weak'] },
  'unsafe-inline': { given: sending("default-src 'self' 'unsafe-inline'"), verdict: 'warn', says: ['unsafe-inline'] },
  'unsafe-eval beside a nonce': { given: sending(`${strict}, script-src 'unsafe-eval' 'nonce-A'`), verdict: 'pass' },
  'only unsafe-eval': { given: sending("default-src 'self' 'unsafe-eval'"), verdict: 'warn' },
  'two fields, one weak and one strong': { given: sending('script-src * ', strict), verdict: 'pass' },
  'frame-ancestors alone is no script policy': {
    given: sending("frame-ancestors 'none'"),
    verdict: 'warn',
    codes: ['none'],
  },
  'upgrade alone': { given: sending('upgrade-insecure-requests'), verdict: 'warn', codes: ['none'] },
  'name inside the value': {
    given: sending("Content-Security-Policy: default-src 'self'"),
    verdict: 'fail',
    codes: ['invalid'],
  },
  'report-only only': {
    given: { ...quiet, heads: headsOf(headOf([['Content-Security-Policy-Report-Only', "default-src 'self'"]])) },
    verdict: 'warn',
    codes: ['reportOnly'],
  },
  'policy in a meta element': {
    given: { ...quiet, heads: headsOf(headOf([], { facts: headFacts({ policies: ["default-src 'self'"] }) })) },
    verdict: 'pass',
  },
  'blocks its own /app.js': {
    given: sending("script-src https://cdn.other.io; object-src 'none'"),
    verdict: 'fail',
    codes: ['blocks', 'ok'],
    says: ['app.js'],
  },
  'sandbox without scripts': {
    given: sending("default-src 'self'; object-src 'none'; sandbox allow-forms"),
    verdict: 'fail',
    codes: ['blocks', 'ok'],
  },
  'sandbox with scripts': {
    given: sending("default-src 'self'; object-src 'none'; sandbox allow-forms allow-scripts"),
    verdict: 'pass',
  },
  'strict-dynamic that nothing starts': {
    given: sending("script-src 'self' 'strict-dynamic'; object-src 'none'"),
    verdict: 'fail',
    codes: ['blocks', 'ok'],
  },
  'scripts from every .com': {
    given: sending("script-src 'self' https://*.com; object-src 'none'"),
    verdict: 'warn',
    codes: ['weak'],
    says: ['https://*.com'],
  },
  'own script on a wildcard of the domain': {
    given: sending("script-src 'self' *.acme.io; object-src 'none'"),
    verdict: 'pass',
  },
  'same nonce twice': {
    given: {
      documents,
      heads: headsOf(headOf(csp(strict))),
      nonces: { pages: [{ url: 'https://acme.io/', repeated: true }] },
    },
    verdict: 'fail',
    codes: ['ok', 'repeated'],
  },
  'a new nonce each time': {
    given: {
      documents,
      heads: headsOf(headOf(csp(strict))),
      nonces: { pages: [{ url: 'https://acme.io/', repeated: false }] },
    },
    verdict: 'pass',
  },
  'lost on the sign-in page only': {
    given: {
      ...quiet,
      heads: headsOf(headOf(csp(strict)), headOf([], { url: 'https://acme.io/login', purpose: 'login' })),
    },
    verdict: 'warn',
    codes: ['none', 'ok'],
    says: ['/login'],
  },
  'an API that answers data': {
    given: { ...quiet, heads: headsOf(headOf([], { roles: ['api'], page: false })) },
    verdict: 'not-applicable',
  },
  'a host that answers data only': {
    given: { ...quiet, heads: headsOf(headOf([], { page: false, facts: null })) },
    verdict: 'not-applicable',
  },
  'refused as a bot': {
    given: { ...quiet, heads: headsOf(headOf([], { outcome: 'wall', status: 403 })) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'evidence timed out': { given: { heads: timedOut(), documents, nonces: { pages: [] } }, verdict: 'unknown' },
})
