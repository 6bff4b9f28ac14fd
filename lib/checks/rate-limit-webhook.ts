import { outcomeOf } from '../engine/need'
import { webRatePlan, webRateWebhook } from '../evidence/web-rate'
import { defineCheck } from './shared/define'
import { judgeRate } from './shared/rate/judge'
import { rateMessages } from './shared/rate/messages'
import { RATE_SOURCES } from './shared/rate/sources'

export default defineCheck({
  id: 'rate-limit-webhook',
  version: 1,
  kind: 'assisted',
  title: 'The webhook address slows noisy senders down',
  impact: 'high',
  why: 'One noisy sender can take down the jobs behind your webhooks.',
  covers: { 'rate-limit-public-endpoints': 'required' },
  raises: ['noisy-client'],
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  confirmable: true,
  ask: { id: 'webhook-url', question: 'Where do payment and other webhooks arrive?', who: 'developer', minutes: 0.5 },
  needs: { plan: webRatePlan, burst: outcomeOf(webRateWebhook) },
  passiveToo: true,
  unprobed: 'notAllowed',
  messages: rateMessages,
  sources: RATE_SOURCES,
  judge({ plan, burst }, say) {
    const place = plan.surfaces.findIndex(({ surface }) => surface === 'webhook')
    return judgeRate('webhook', { plan: plan.surfaces[place], burst, place }, say)
  },
})
