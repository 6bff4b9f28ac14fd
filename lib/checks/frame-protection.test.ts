import { bareTarget } from '../engine/target'
import check from './frame-protection'
import { cases, timedOut } from './shared/cases'
import { headFacts, headOf, headsOf } from './shared/heads-given'

const login = { url: 'https://acme.io/login', purpose: 'login' } as const
const sending = (...headers: [string, string][]) => ({ heads: headsOf(headOf(headers, login)) })
const csp = (value: string): [string, string] => ['Content-Security-Policy', value]
const options = (value: string): [string, string] => ['X-Frame-Options', value]

cases(check, {
  DENY: { given: sending(options('DENY')), verdict: 'pass', codes: ['ok'] },
  'sameorigin in lower case': { given: sending(options('sameorigin')), verdict: 'pass' },
  "frame-ancestors 'none'": { given: sending(csp("frame-ancestors 'none'")), verdict: 'pass' },
  'frame-ancestors in a meta element only': {
    given: { heads: headsOf(headOf([], { ...login, facts: headFacts({ policies: ["frame-ancestors 'none'"] }) })) },
    verdict: 'warn',
    codes: ['none'],
  },
  'ALLOW-FROM': { given: sending(options('ALLOW-FROM https://x.io')), verdict: 'warn', codes: ['ignored'] },
  'DENY and SAMEORIGIN joined': { given: sending(options('DENY, SAMEORIGIN')), verdict: 'warn', codes: ['conflict'] },
  'two fields with the same value': { given: sending(options('DENY'), options('DENY')), verdict: 'pass' },
  'frame-ancestors for everybody': { given: sending(csp('frame-ancestors *')), verdict: 'warn', codes: ['open'] },
  'frame-ancestors for every .com': { given: sending(csp('frame-ancestors *.com')), verdict: 'warn', codes: ['open'] },
  'frame-ancestors for hosts of one domain': { given: sending(csp('frame-ancestors *.acme.io')), verdict: 'pass' },
  'two fields that contradict each other': {
    given: sending(options('DENY'), options('SAMEORIGIN')),
    verdict: 'warn',
    codes: ['conflict'],
  },
  'frame-ancestors with a scheme only': { given: sending(csp('frame-ancestors https:')), verdict: 'warn' },
  'open frame-ancestors overrides DENY': { given: sending(csp('frame-ancestors *'), options('DENY')), verdict: 'warn' },
  'two policies, one closed': {
    given: sending(csp('frame-ancestors *'), csp("frame-ancestors 'self'")),
    verdict: 'pass',
  },
  'nothing on the sign-in page': { given: sending(), verdict: 'warn', codes: ['none'] },
  'nothing on a page of the app': { given: { heads: headsOf(headOf([], { roles: ['app'] })) }, verdict: 'warn' },
  'nothing on a plain home page': {
    given: { heads: headsOf(headOf()) },
    verdict: 'not-applicable',
    codes: ['nothing'],
  },
  'data of an API': {
    given: { heads: headsOf(headOf([], { roles: ['api'], page: false })) },
    verdict: 'not-applicable',
  },
  'the home page, which may lead to the sign-in page, breaks off': {
    given: { heads: headsOf(headOf([], { outcome: 'failed', status: null })) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'meant to be shown by other sites': {
    target: { ...bareTarget('acme.io'), profile: { embeddable: true } },
    given: sending(),
    verdict: 'not-applicable',
    codes: ['embedded'],
  },
  'refused as a bot': {
    given: { heads: headsOf(headOf([], { ...login, outcome: 'wall', status: 403 })) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'evidence timed out': { given: { heads: timedOut() }, verdict: 'unknown' },
})
