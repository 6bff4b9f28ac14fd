import check from './basic-security-headers'
import { cases, timedOut } from './shared/cases'
import { fileOf, filesOf, headOf, headsOf } from './shared/heads-given'

const NOSNIFF: [string, string] = ['X-Content-Type-Options', 'nosniff']
const sending = (...headers: [string, string][]) => ({ heads: headsOf(headOf(headers)), files: filesOf() })
const referrer = (value: string) => sending(NOSNIFF, ['Referrer-Policy', value])
const permissions = (value: string) => sending(NOSNIFF, ['Permissions-Policy', value])

cases(check, {
  'nosniff and nothing else, no COOP, COEP or CORP': { given: sending(NOSNIFF), verdict: 'pass', codes: ['ok'] },
  'nosniff missing': { given: sending(), verdict: 'warn', codes: ['nosniff'] },
  'last referrer rule counts': { given: referrer('no-referrer, strict-origin-when-cross-origin'), verdict: 'pass' },
  'unknown last token is skipped': { given: referrer('same-origin, from-the-future'), verdict: 'pass' },
  'unsafe-url': { given: referrer('unsafe-url'), verdict: 'warn', codes: ['referrer'] },
  'no-referrer-when-downgrade': { given: referrer('no-referrer-when-downgrade'), verdict: 'warn' },
  'no token browsers know': { given: referrer('nothing'), verdict: 'warn' },
  'old syntax of Permissions-Policy': { given: permissions("camera 'none'"), verdict: 'warn', codes: ['permissions'] },
  'Permissions-Policy as a dictionary': {
    given: permissions('camera=(), geolocation=(self "https://maps.io"), fullscreen=*'),
    verdict: 'pass',
  },
  'obsolete header beside good ones': {
    given: sending(NOSNIFF, ['X-XSS-Protection', '1; mode=block'], ['Expect-CT', 'max-age=0']),
    verdict: 'pass',
  },
  'two faults on one page': {
    given: sending(['Referrer-Policy', 'unsafe-url']),
    verdict: 'warn',
    codes: ['nosniff', 'referrer'],
  },
  'lost on the sign-in page': {
    given: {
      heads: headsOf(headOf([NOSNIFF]), headOf([], { url: 'https://acme.io/login', purpose: 'login' })),
      files: filesOf(),
    },
    verdict: 'warn',
    codes: ['nosniff', 'ok'],
    says: ['/login'],
  },
  'scripts of another own host': {
    given: {
      heads: headsOf(headOf([NOSNIFF])),
      files: filesOf(fileOf('https://cdn.acme.io/a.js', { nosniff: false })),
    },
    verdict: 'warn',
    codes: ['files', 'ok'],
  },
  'data of an API': {
    given: { heads: headsOf(headOf([], { roles: ['api'], page: false })), files: filesOf() },
    verdict: 'not-applicable',
    codes: ['nothing'],
  },
  'refused as a bot': {
    given: { heads: headsOf(headOf([], { outcome: 'wall', status: 403 })), files: filesOf() },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'page answers an error': {
    given: { heads: headsOf(headOf([], { status: 502 })), files: filesOf() },
    verdict: 'unknown',
  },
  'headers browsers have dropped': {
    given: {
      heads: headsOf(
        headOf([
          ['x-content-type-options', 'nosniff'],
          ['x-xss-protection', '1; mode=block'],
          ['expect-ct', 'max-age=86400'],
        ]),
      ),
      files: filesOf(),
    },
    verdict: 'pass',
    codes: ['obsolete'],
    says: ['X-XSS-Protection, Expect-CT'],
  },
  'the old filter switched off': {
    given: {
      heads: headsOf(
        headOf([
          ['x-content-type-options', 'nosniff'],
          ['x-xss-protection', '0'],
        ]),
      ),
      files: filesOf(),
    },
    verdict: 'pass',
    codes: ['ok'],
  },
  'evidence timed out': { given: { heads: timedOut(), files: filesOf() }, verdict: 'unknown' },
})
