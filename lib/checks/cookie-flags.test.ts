import { targetSchema } from '../engine/target'
import check from './cookie-flags'
import { cases, timedOut } from './shared/cases'
import { headOf, headsOf } from './shared/heads-given'
import { entryRow, walk, webChain, webHop } from './shared/web-test-kit'

const HOME = 'https://acme.io/'
const set = (...lines: string[]): [string, string][] => lines.map((line) => ['Set-Cookie', line])
const quiet = { entry: { hosts: [entryRow('acme.io')] }, urls: { urls: [] } }
const sending = (...lines: string[]) => ({ ...quiet, heads: headsOf(headOf(set(...lines))) })
const none = { ...quiet, heads: headsOf(headOf()) }
const plain = webChain([webHop('http://acme.io/', { headers: set('sid=****; HttpOnly; Secure; SameSite=Lax') })])
const withStaging = targetSchema.parse({
  domain: 'acme.io',
  hosts: [{ name: 'staging.acme.io', role: 'staging' }],
  urls: [],
  sending: [],
  profile: {},
})

cases(check, {
  'session with everything': {
    given: sending('session=****; Secure; HttpOnly; SameSite=Lax'),
    verdict: 'pass',
    codes: ['ok'],
  },
  'session without HttpOnly': {
    given: sending('session=****; Secure; SameSite=Lax'),
    verdict: 'fail',
    codes: ['unsafe'],
    says: ['HttpOnly'],
  },
  'connect.sid without Secure on https': {
    given: sending('connect.sid=****; HttpOnly'),
    verdict: 'fail',
    codes: ['unsafe'],
  },
  'SameSite=None without Secure': { given: sending('widget=****; SameSite=None'), verdict: 'fail', codes: ['broken'] },
  'invalid SameSite on a session': {
    given: sending('sid=****; Secure; HttpOnly; SameSite=Yes'),
    verdict: 'fail',
    codes: ['unsafe'],
  },
  'theme without Secure': { given: sending('theme=****'), verdict: 'warn', codes: ['weak'] },
  'form token that scripts read': { given: sending('XSRF-TOKEN=****; Secure; SameSite=Lax'), verdict: 'pass' },
  'form token named csrftoken': { given: sending('csrftoken=****; Secure; SameSite=Lax'), verdict: 'pass' },
  '__Host- with Domain': {
    given: sending('__Host-s=****; Secure; Path=/; Domain=acme.io'),
    verdict: 'fail',
    codes: ['broken'],
  },
  '__Host- as it should be': {
    given: sending('__Host-s=****; Secure; Path=/; HttpOnly; SameSite=Lax'),
    verdict: 'pass',
  },
  '__Secure- without Secure': { given: sending('__Secure-next-auth.session-token=****; HttpOnly'), verdict: 'fail' },
  "load balancer cookie is not the app's": {
    given: sending('heroku-session-affinity=****'),
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'bot protection cookies': { given: sending('__cf_bm=****', 'incap_ses_12_34=****'), verdict: 'not-applicable' },
  'deleted by Max-Age=0': { given: sending('s=****; Max-Age=0', 'session=****; Max-Age=0'), verdict: 'not-applicable' },
  'deleted by a date in 1970': {
    given: sending('session=****; Expires=Thu, 01 Jan 1970 00:00:00 GMT'),
    verdict: 'not-applicable',
  },
  'supabase cookie that scripts read by design': {
    given: sending('sb-abcd-auth-token=****; Secure; SameSite=Lax'),
    verdict: 'pass',
  },
  'session without SameSite': {
    given: sending('laravel_session=****; Secure; HttpOnly'),
    verdict: 'warn',
    codes: ['weak'],
  },
  'token whose name is written as one word': {
    given: sending('accessToken=****; Secure; SameSite=Lax'),
    verdict: 'fail',
    codes: ['unsafe'],
    says: ['HttpOnly'],
  },
  'session of Koa': { given: sending('koa:sess=****; HttpOnly; SameSite=Lax'), verdict: 'fail', says: ['Secure'] },
  'sign-in cookie of ASP.NET': { given: sending('.ASPXAUTH=****; Secure; SameSite=Lax'), verdict: 'fail' },
  'form token of ASP.NET is no session': {
    given: sending('__RequestVerificationToken=****; Secure; HttpOnly'),
    verdict: 'pass',
  },
  'author preference is no session': { given: sending('author=****; Secure'), verdict: 'pass' },
  'session set over http': {
    given: { entry: { hosts: [entryRow('acme.io', { http: plain })] }, urls: { urls: [] }, heads: headsOf() },
    verdict: 'fail',
    says: ['over http'],
  },
  'set on the way to a declared page': {
    given: {
      entry: { hosts: [entryRow('acme.io')] },
      urls: {
        urls: [
          {
            url: HOME,
            purpose: 'login',
            declared: true,
            first: null,
            chain: webChain([webHop(HOME, { headers: set('_acme_session=****; Secure') })]),
          },
        ],
      },
      heads: headsOf(),
    },
    verdict: 'fail',
  },
  'session shared with staging': {
    given: sending('sid=****; Secure; HttpOnly; SameSite=Lax; Domain=acme.io'),
    target: withStaging,
    verdict: 'warn',
    says: ['staging'],
  },
  'session for the whole domain without staging': {
    given: sending('sid=****; Secure; HttpOnly; SameSite=Lax; Domain=.acme.io'),
    verdict: 'pass',
  },
  'cookie of somebody else on the way': {
    given: {
      ...quiet,
      entry: {
        hosts: [
          entryRow('acme.io', {
            https: webChain([webHop('https://login.other.io/', { headers: set('session=****') })]),
          }),
        ],
      },
      heads: headsOf(),
    },
    verdict: 'not-applicable',
  },
  'no cookie': { given: none, verdict: 'not-applicable' },
  'bot protection answers': {
    given: {
      entry: {
        hosts: [
          entryRow('acme.io', {
            http: null,
            https: walk([HOME], { last: { status: 403, wall: { by: 'cloudflare', sign: 'challenge' } } }),
          }),
        ],
      },
      urls: { urls: [] },
      heads: headsOf(),
    },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'evidence timed out': { given: { entry: timedOut(), urls: timedOut(), heads: timedOut() }, verdict: 'unknown' },
})
