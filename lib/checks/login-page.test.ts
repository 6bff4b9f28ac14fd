import type { LoginPage } from '../evidence/web-login'
import check from './login-page'
import { cases, timedOut } from './shared/cases'
import { webError } from './shared/web-test-kit'

const page = (change: Partial<LoginPage> = {}): LoginPage => ({
  url: 'https://acme.io/login',
  declared: true,
  finalUrl: 'https://acme.io/login',
  outcome: 'page',
  status: 200,
  error: null,
  wall: '',
  basic: false,
  password: false,
  account: false,
  providers: [],
  actions: [],
  textLength: 200,
  scripts: 1,
  mistake: '',
  ...change,
})
const given = (change: Partial<LoginPage> = {}) => ({ login: { pages: [page(change)], searched: true } })
const form = { password: true, account: true, actions: ['https://acme.io/session'] }

cases(check, {
  'form over https': { given: given(form), verdict: 'pass', codes: ['ok'] },
  'form of an own host nobody listed': {
    given: given({ ...form, actions: ['https://id.acme.io/session'] }),
    verdict: 'pass',
  },
  'email field only, for a magic link': { given: given({ account: true }), verdict: 'pass' },
  'button of a sign-in service': { given: given({ providers: ['Continue with Google'] }), verdict: 'pass' },
  'form sent to http': {
    given: given({ ...form, actions: ['http://acme.io/session'] }),
    verdict: 'fail',
    codes: ['plainForm'],
  },
  'form sent to a stranger': {
    given: given({ ...form, actions: ['https://collect.example/f'] }),
    verdict: 'fail',
    codes: ['foreignForm'],
  },
  'empty shell of an app': { given: given({ textLength: 10 }), verdict: 'unknown', codes: ['noForm'] },
  'sent to auth0': {
    given: given({ finalUrl: 'https://acme.eu.auth0.com/login' }),
    verdict: 'pass',
    codes: ['handover'],
  },
  'sent to a host nobody named': {
    given: given({ ...form, finalUrl: 'https://unknown.example/login' }),
    verdict: 'unknown',
    codes: ['elsewhere'],
  },
  'answers 500': { given: given({ status: 500 }), verdict: 'fail', codes: ['broken'] },
  'answers 404': { given: given({ status: 404 }), verdict: 'fail', codes: ['missing'] },
  'answers 403': { given: given({ status: 403 }), verdict: 'unknown', codes: ['unseen'] },
  'answers 401 with its form': { given: given({ ...form, status: 401 }), verdict: 'pass' },
  'error=redirect_uri_mismatch': {
    given: given({ ...form, mistake: 'redirect_uri_mismatch' }),
    verdict: 'fail',
    codes: ['mistake'],
  },
  'page over http': {
    given: given({ ...form, finalUrl: 'http://acme.io/login', actions: [] }),
    verdict: 'fail',
    codes: ['plain'],
  },
  'leads to localhost': {
    given: given({
      outcome: 'refused',
      status: null,
      finalUrl: 'http://localhost:3000/login',
      error: webError('BLOCKED_ADDRESS', { fault: 'guard' }),
    }),
    verdict: 'fail',
    codes: ['inward'],
  },
  'leads to a port nobody declared': {
    given: given({
      outcome: 'refused',
      status: null,
      finalUrl: 'https://acme.io:8443/login',
      error: webError('BLOCKED_PORT', { fault: 'guard' }),
    }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  '401 and a password of the server on staging': {
    given: given({
      url: 'https://staging.acme.io/login',
      finalUrl: 'https://staging.acme.io/login',
      status: 401,
      basic: true,
    }),
    verdict: 'not-applicable',
    codes: ['guarded'],
  },
  'redirects without end': {
    given: given({ outcome: 'failed', status: null }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'no answer in time': {
    given: given({ outcome: 'failed', status: null, error: webError('TIMEOUT') }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'refused as a bot': {
    given: given({ outcome: 'wall', status: 403, wall: 'cloudflare' }),
    verdict: 'unknown',
    codes: ['wall'],
  },
  'no link, and the first page waits for its scripts': {
    given: { login: { pages: [], searched: false } },
    verdict: 'unknown',
    codes: ['shell'],
  },
  'no sign-in page anywhere': {
    given: { login: { pages: [], searched: true } },
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'our time was up': { given: { login: timedOut() }, verdict: 'unknown' },
})
