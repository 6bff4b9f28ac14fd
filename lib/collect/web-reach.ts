import { webAddresses } from '../evidence/web-addresses'
import type { WebHop } from '../evidence/web-chain'
import { webReach } from '../evidence/web-reach'
import type { HttpProber } from '../net/http-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { hopFacts } from './shared/web-chain'

type Asked = { host: string; address: string; only: boolean }

async function ask(
  http: HttpProber,
  { host, address, only }: Asked,
  softDeadline: AbortSignal,
): Promise<WebHop | null> {
  // A single address needs no pin: the plain request goes there, and the run has its answer already.
  const request = only ? { url: `https://${host}/` } : { url: `https://${host}/`, address }
  const exchange = await byDeadline(softDeadline, http.fetch(request), null)
  return exchange === null ? null : { ...hopFacts(exchange), headers: [] }
}

export default defineCollector(webReach, {
  needs: { web: webAddresses },
  lane: 'http',
  timeoutMs: 40_000,
  async collect({ web }, { net, softDeadline }) {
    const rows = web.hosts.map(async ({ host, roles, state, reason, addresses }) => ({
      host,
      roles: [...roles],
      state,
      reason,
      addresses: await Promise.all(
        addresses.map(async ({ address, family }) => ({
          address,
          family,
          answer: await ask(net.http, { host, address, only: addresses.length === 1 }, softDeadline),
        })),
      ),
    }))
    return { hosts: await Promise.all(rows) }
  },
})
