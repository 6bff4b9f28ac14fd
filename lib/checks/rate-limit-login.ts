import { outcomeOf } from '../engine/need'
import { webRateLogin, webRatePlan } from '../evidence/web-rate'
import { defineCheck } from './shared/define'
import { judgeRate } from './shared/rate/judge'
import { rateMessages } from './shared/rate/messages'
import { RATE_SOURCES } from './shared/rate/sources'

export default defineCheck({
  id: 'rate-limit-login',
  version: 1,
  kind: 'assisted',
  title: 'Signing in slows bots down',
  impact: 'high',
  why: 'Bots can try passwords until one fits.',
  covers: { 'rate-limit-public-endpoints': 'required' },
  raises: ['unthrottled-auth'],
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up', 'login-page'],
  confirmable: true,
  ask: { id: 'login-url', question: 'Where do people sign in?', who: 'anyone', minutes: 0.5 },
  needs: { plan: webRatePlan, burst: outcomeOf(webRateLogin) },
  passiveToo: true,
  unprobed: 'notAllowed',
  messages: rateMessages,
  sources: RATE_SOURCES,
  judge({ plan, burst }, say) {
    const place = plan.surfaces.findIndex(({ surface }) => surface === 'login')
    return judgeRate('login', { plan: plan.surfaces[place], burst, place }, say)
  },
})
