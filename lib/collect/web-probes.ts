import { webAddresses } from '../evidence/web-addresses'
import { PROBE_PATH, webProbes } from '../evidence/web-probes'
import { followBothSchemes } from './shared/both-schemes'
import { defineCollector } from './shared/define'

const ROOM = 900_000

export default defineCollector(webProbes, {
  needs: { web: webAddresses },
  lane: 'http',
  timeoutMs: 40_000,
  async collect({ web }, { net, softDeadline }) {
    const options = { http: net.http, hosts: web.hosts, path: PROBE_PATH, softDeadline, room: ROOM }
    const chains = await followBothSchemes(options)
    return {
      hosts: web.hosts.map(({ host, state }, index) => ({
        host,
        state,
        http: chains[index]?.http ?? null,
        https: chains[index]?.https ?? null,
      })),
    }
  },
})
