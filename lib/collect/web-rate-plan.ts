import { outcomeOf } from '../engine/need'
import { webLogin } from '../evidence/web-login'
import { RATE_SURFACES, webRatePlan } from '../evidence/web-rate'
import { defineCollector } from './shared/define'
import { prepare } from './shared/rate/prepare'

export default defineCollector(webRatePlan, {
  needs: { login: outcomeOf(webLogin) },
  lane: 'local',
  timeoutMs: 40_000,
  async collect({ login }, { net, target }) {
    const looking = { http: net.http, target, login: login.status === 'ok' ? login.value : undefined }
    const prepared = await Promise.all(RATE_SURFACES.map((surface) => prepare(surface, looking)))
    return { surfaces: prepared.map(({ plan }) => plan) }
  },
})
