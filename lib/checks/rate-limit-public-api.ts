import { outcomeOf } from '../engine/need'
import { webRatePlan, webRatePublicApi } from '../evidence/web-rate'
import { defineCheck } from './shared/define'
import { judgeRate } from './shared/rate/judge'
import { rateMessages } from './shared/rate/messages'
import { RATE_SOURCES } from './shared/rate/sources'

export default defineCheck({
  id: 'rate-limit-public-api',
  version: 1,
  kind: 'assisted',
  title: 'The public API slows noisy clients down',
  impact: 'high',
  why: 'One noisy client can take the API down for everybody.',
  covers: { 'rate-limit-public-endpoints': 'required' },
  raises: ['noisy-client'],
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  confirmable: true,
  ask: { id: 'api-url', question: 'Which address of your API may anybody read?', who: 'developer', minutes: 0.5 },
  needs: { plan: webRatePlan, burst: outcomeOf(webRatePublicApi) },
  passiveToo: true,
  unprobed: 'notAllowed',
  messages: rateMessages,
  sources: RATE_SOURCES,
  judge({ plan, burst }, say) {
    const place = plan.surfaces.findIndex(({ surface }) => surface === 'public-api')
    return judgeRate('public-api', { plan: plan.surfaces[place], burst, place }, say)
  },
})
