import { outcomeOf } from '../engine/need'
import { webRatePlan, webRateSignup } from '../evidence/web-rate'
import { defineCheck } from './shared/define'
import { judgeRate } from './shared/rate/judge'
import { rateMessages } from './shared/rate/messages'
import { RATE_SOURCES } from './shared/rate/sources'

export default defineCheck({
  id: 'rate-limit-signup',
  version: 1,
  kind: 'assisted',
  title: 'Signing up slows bots down',
  impact: 'high',
  why: 'Bots can fill your database with accounts in minutes.',
  covers: { 'rate-limit-public-endpoints': 'required' },
  raises: ['unthrottled-auth'],
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  confirmable: true,
  ask: { id: 'signup-url', question: 'Where do new people sign up?', who: 'anyone', minutes: 0.5 },
  needs: { plan: webRatePlan, burst: outcomeOf(webRateSignup) },
  passiveToo: true,
  unprobed: 'notAllowed',
  messages: rateMessages,
  sources: RATE_SOURCES,
  judge({ plan, burst }, say) {
    const place = plan.surfaces.findIndex(({ surface }) => surface === 'signup')
    return judgeRate('signup', { plan: plan.surfaces[place], burst, place }, say)
  },
})
