import { webAddresses } from '../evidence/web-addresses'
import { webEntry } from '../evidence/web-entry'
import { followBothSchemes } from './shared/both-schemes'
import { defineCollector } from './shared/define'

export default defineCollector(webEntry, {
  needs: { web: webAddresses },
  lane: 'http',
  timeoutMs: 40_000,
  async collect({ web }, { net, softDeadline }) {
    const chains = await followBothSchemes({ http: net.http, hosts: web.hosts, path: '/', softDeadline })
    return {
      hosts: web.hosts.map(({ host, roles, state }, index) => ({
        host,
        roles: [...roles],
        state,
        http: chains[index]?.http ?? null,
        https: chains[index]?.https ?? null,
      })),
    }
  },
})
