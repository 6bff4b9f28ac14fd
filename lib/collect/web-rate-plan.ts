import { outcomeOf } from '../engine/need'
import { RATE_SURFACES } from '../engine/rate-template'
import { webLogin } from '../evidence/web-login'
import { webRatePlan } from '../evidence/web-rate'
import { defineCollector } from './shared/define'
import { prepare, RATE_QUESTION, templatesOf } from './shared/rate/prepare'

export default defineCollector(webRatePlan, {
  needs: { login: outcomeOf(webLogin) },
  lane: 'local',
  timeoutMs: 40_000,
  asks: [RATE_QUESTION],
  async collect({ login }, { net, target, ports }) {
    const looking = {
      http: net.http,
      target,
      login: login.status === 'ok' ? login.value : undefined,
      templates: templatesOf(ports),
    }
    const prepared = await Promise.all(RATE_SURFACES.map((surface) => prepare(surface, looking)))
    return { surfaces: prepared.map(({ plan }) => plan) }
  },
})
