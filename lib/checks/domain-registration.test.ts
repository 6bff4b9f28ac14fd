import type { z } from 'zod'
import { bareTarget } from '../engine/target'
import type { dnsRegistration } from '../evidence/dns-registration'
import check from './domain-registration'
import { CASE_NOW, cases, timedOut } from './shared/cases'
import { givenDomain } from './shared/zone-given'

type Facts = z.infer<typeof dnsRegistration.schema>

const whole = givenDomain()
const inDays = (days: number) => new Date(Date.parse(CASE_NOW) + (days + 0.5) * 86_400_000).toISOString()
const LOCK = 'clienttransferprohibited'
const given = (changes: Partial<Facts>) => ({
  whole,
  facts: {
    domain: 'acme.io',
    outcome: 'found' as const,
    status: [LOCK],
    nameServers: [],
    registrar: 'Good Names Ltd',
    registered: inDays(-800),
    expires: inDays(200),
    ...changes,
  },
})
const failed = (outcome: Facts['outcome'], more: Partial<Facts> = {}) => ({
  whole,
  facts: { domain: 'acme.io', outcome, status: [], nameServers: [], ...more },
})
const byHand = (days: number) => ({
  ...bareTarget('acme.io'),
  profile: { registrationExpires: inDays(days).slice(0, 10) },
})
const { expires: _expires, ...undated } = given({}).facts

cases(check, {
  'expires in 200 days, transfer locked': { given: given({}), verdict: 'pass', codes: ['ok'] },
  'locked by the registry': { given: given({ status: ['servertransferprohibited'] }), verdict: 'pass' },
  '46 days': { given: given({ expires: inDays(46) }), verdict: 'pass' },
  '44 days': { given: given({ expires: inDays(44) }), verdict: 'warn', codes: ['month'], says: ['44 days'] },
  '15 days': { given: given({ expires: inDays(15) }), verdict: 'warn', codes: ['month'] },
  '14 days': { given: given({ expires: inDays(14) }), verdict: 'fail', codes: ['soon'] },
  '1 day': { given: given({ expires: inDays(1) }), verdict: 'fail', says: ['1 day unless'] },
  'three days ago': { given: given({ expires: inDays(-3) }), verdict: 'fail', codes: ['expired'] },
  'three days ago, in the period of automatic renewal': {
    given: given({ expires: inDays(-3), status: [LOCK, 'autorenewperiod'] }),
    verdict: 'warn',
    codes: ['autoRenew'],
  },
  'in the period of automatic renewal, the date of the registry moved': {
    given: given({ expires: inDays(360), status: [LOCK, 'autorenewperiod'] }),
    verdict: 'warn',
    codes: ['prolonged'],
  },
  'in the period of automatic renewal, the date of the registrar moved as well': {
    given: given({ expires: inDays(360), registrarExpires: inDays(360), status: [LOCK, 'autorenewperiod'] }),
    verdict: 'pass',
    codes: ['ok'],
  },
  'in the period of automatic renewal, the date of the registrar has passed': {
    given: given({ expires: inDays(360), registrarExpires: inDays(-5), status: [LOCK, 'autorenewperiod'] }),
    verdict: 'warn',
    codes: ['autoRenew', 'differ'],
  },
  'redemption period': { given: given({ status: ['redemptionperiod'] }), verdict: 'fail', codes: ['stopped'] },
  'client hold, 300 days left': {
    given: given({ status: ['clienthold'], expires: inDays(300) }),
    verdict: 'fail',
    codes: ['stopped'],
    says: ['the registrar has switched it off'],
  },
  'no transfer lock': { given: given({ status: ['active'] }), verdict: 'warn', codes: ['unlocked'] },
  'no lock and 30 days left': {
    given: given({ status: ['active'], expires: inDays(30) }),
    verdict: 'warn',
    codes: ['month', 'unlocked'],
  },
  'a registry that publishes no status': { given: given({ status: [] }), verdict: 'pass', codes: ['okUnlocked'] },
  'moving to another registrar': { given: given({ status: ['pendingtransfer'] }), verdict: 'warn', codes: ['moving'] },
  'registered last week': {
    given: given({ registered: inDays(-8), expires: inDays(357) }),
    verdict: 'pass',
    codes: ['ok', 'young'],
  },
  'registry and registrar differ': {
    given: given({ expires: inDays(365), registrarExpires: inDays(10) }),
    verdict: 'fail',
    codes: ['soon', 'differ'],
  },
  'no expiration event': { given: { whole, facts: undated }, verdict: 'unknown', codes: ['noDate'] },
  'a top-level domain without a service': { given: failed('no-service'), verdict: 'unknown', codes: ['noService'] },
  'the registry does not know it, DNS does': { given: failed('not-found'), verdict: 'unknown', codes: ['notFound'] },
  'no service, a date 60 days away entered by hand': {
    given: failed('no-service'),
    target: byHand(60),
    verdict: 'pass',
    codes: ['byHand'],
    says: ['as entered by hand'],
  },
  'no expiration event, 44 days entered by hand': {
    given: { whole, facts: undated },
    target: byHand(44),
    verdict: 'warn',
    codes: ['month'],
  },
  'asked too often, 10 days entered by hand': {
    given: failed('rate-limited'),
    target: byHand(10),
    verdict: 'fail',
    codes: ['soon'],
  },
  'the date entered by hand has passed': {
    given: failed('failed'),
    target: byHand(-2),
    verdict: 'fail',
    codes: ['expired'],
  },
  'the registry tells a date, so that by hand does not count': {
    given: given({ expires: inDays(200) }),
    target: byHand(3),
    verdict: 'pass',
    codes: ['ok'],
  },
  'on hold, whatever was entered by hand': {
    given: given({ ...undated, status: ['clienthold'] }),
    target: byHand(300),
    verdict: 'fail',
    codes: ['stopped'],
  },
  'asked too often': {
    given: failed('rate-limited', { retryAfter: '3600' }),
    verdict: 'unknown',
    codes: ['rateLimited'],
  },
  'no usable answer': { given: failed('failed'), verdict: 'unknown', codes: ['failed'] },
  'a name of a platform': {
    given: { ...given({}), whole: givenDomain({ platform: 'vercel.app' }) },
    verdict: 'not-applicable',
    codes: ['platform'],
  },
  'we could not look': { given: { whole, facts: timedOut() }, verdict: 'unknown' },
})
