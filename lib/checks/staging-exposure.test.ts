import { describe, expect, it } from 'vitest'
import { bareTarget } from '../engine/target'
import type { StagingCopy } from '../evidence/web-staging'
import { cases, timedOut } from './shared/cases'
import { isStagingName } from './shared/staging-name'
import check from './staging-exposure'

const copy = (change: Partial<StagingCopy> = {}): StagingCopy => ({
  host: 'staging.acme.io',
  source: 'project',
  state: 'public',
  status: 200,
  leadsTo: '',
  title: 'Acme',
  compared: true,
  sameTitle: false,
  sameContent: false,
  noindex: 'none',
  disallowed: false,
  productionApis: [],
  sharedCookies: [],
  ...change,
})
const given = (...copies: StagingCopy[]) => ({ staging: { production: 'acme.io', copies } })

cases(check, {
  'asks for a password': { given: given(copy({ state: 'refused', status: 401 })), verdict: 'pass', codes: ['refused'] },
  'refuses strangers': { given: given(copy({ state: 'refused', status: 403 })), verdict: 'pass' },
  'redirects to a login service': {
    given: given(copy({ state: 'away', leadsTo: 'acme.cloudflareaccess.com' })),
    verdict: 'pass',
    codes: ['away'],
  },
  'reachable from inside only': {
    given: given(copy({ state: 'closed', status: null })),
    verdict: 'pass',
    codes: ['closed'],
  },
  'name without address': { given: given(copy({ state: 'gone', status: null })), verdict: 'pass', codes: ['gone'] },
  'open with noindex': {
    given: given(copy({ noindex: 'header', sameTitle: true })),
    verdict: 'warn',
    codes: ['noindex'],
  },
  'open and indexable with the title of production': {
    given: given(copy({ sameTitle: true })),
    verdict: 'fail',
    codes: ['twin'],
    says: ['staging.acme.io', 'acme.io'],
  },
  'open and indexable with the same bytes': { given: given(copy({ sameContent: true, title: '' })), verdict: 'fail' },
  'open and indexable with a title of its own': { given: given(copy()), verdict: 'warn', codes: ['open'] },
  'open, and production shows nothing to compare with': { given: given(copy({ compared: false })), verdict: 'unknown' },
  'robots.txt is the only protection': {
    given: given(copy({ disallowed: true, sameTitle: true })),
    verdict: 'warn',
    codes: ['disallow'],
  },
  'scripts call the production API': {
    given: given(copy({ noindex: 'meta', productionApis: ['api.acme.io'] })),
    verdict: 'fail',
    codes: ['shared', 'noindex'],
    says: ['api.acme.io'],
  },
  'session cookie for the whole domain': {
    given: given(copy({ noindex: 'meta', sharedCookies: [['session', 'acme.io']] })),
    verdict: 'fail',
    codes: ['cookies', 'noindex'],
  },
  'nothing at its first page': {
    given: given(copy({ state: 'empty', status: 404, title: 'Not found' })),
    verdict: 'unknown',
    codes: ['unseen'],
    says: ['first page'],
  },
  'refused as a bot': { given: given(copy({ state: 'wall', status: 403 })), verdict: 'unknown', codes: ['unseen'] },
  'no answer that counts': { given: given(copy({ state: 'failed', status: 503 })), verdict: 'unknown' },
  'none known': { given: given(), verdict: 'not-applicable', codes: ['ask'] },
  'none, as the profile says': {
    given: given(),
    target: { ...bareTarget('acme.io'), profile: { hasStaging: false } },
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'evidence timed out': { given: { staging: timedOut() }, verdict: 'unknown' },
})

describe('isStagingName', () => {
  it.each([
    ['staging.acme.io', true],
    ['app-dev.acme.io', true],
    ['api.stg2.acme.io', true],
    ['developer.acme.io', false],
    ['latest.acme.io', false],
    ['test.other.io', false],
    ['acme.io', false],
  ])('%s', (host, is) => {
    expect(isStagingName(host, 'acme.io')).toBe(is)
  })
})
