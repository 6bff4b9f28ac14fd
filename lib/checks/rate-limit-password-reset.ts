import { outcomeOf } from '../engine/need'
import { webRatePasswordReset, webRatePlan } from '../evidence/web-rate'
import { defineCheck } from './shared/define'
import { judgeRate } from './shared/rate/judge'
import { rateMessages } from './shared/rate/messages'
import { RATE_SOURCES } from './shared/rate/sources'

export default defineCheck({
  id: 'rate-limit-password-reset',
  version: 1,
  kind: 'assisted',
  title: 'Asking for a new password slows bots down',
  impact: 'high',
  why: 'Bots can run up your mail bill and flood the inboxes of customers.',
  covers: { 'rate-limit-public-endpoints': 'required' },
  raises: ['unthrottled-auth'],
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  confirmable: true,
  ask: { id: 'password-reset-url', question: 'Where do people ask for a new password?', who: 'anyone', minutes: 0.5 },
  needs: { plan: webRatePlan, burst: outcomeOf(webRatePasswordReset) },
  passiveToo: true,
  unprobed: 'notAllowed',
  messages: rateMessages,
  sources: RATE_SOURCES,
  judge({ plan, burst }, say) {
    const place = plan.surfaces.findIndex(({ surface }) => surface === 'password-reset')
    return judgeRate('password-reset', { plan: plan.surfaces[place], burst, place }, say)
  },
})
