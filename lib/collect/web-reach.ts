import { webAddresses } from '../evidence/web-addresses'
import type { WebHop } from '../evidence/web-chain'
import { webReach } from '../evidence/web-reach'
import type { HttpProber } from '../net/http-types'
import type { TlsProber } from '../net/tls-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { fetchTwice } from './shared/second-look'
import { hopFacts } from './shared/web-chain'

type Address = { address: string; family: 4 | 6 }
type Asking = { http: HttpProber; tls: TlsProber; host: string; softDeadline: AbortSignal }

async function ask({ http, host, softDeadline }: Asking, address?: string): Promise<WebHop | null> {
  const request = { url: `https://${host}/`, ...(address === undefined ? {} : { address }) }
  const exchange = await byDeadline(softDeadline, fetchTwice(http, request), null)
  return exchange === null ? null : { ...hopFacts(exchange), headers: [] }
}

/** Alerts that mean either that there is no certificate for the name or that no cipher is common to both. */
const NO_HANDSHAKE: readonly (number | undefined)[] = [40, 70, 80]

/** Whether a server that refuses our handshake goes on with a client of the past; only then it is asked. */
async function isOutdated({ tls, host, softDeadline }: Asking, address: string, answer: WebHop | null) {
  if (answer?.error?.code !== 'TLS_ALERT' || !NO_HANDSHAKE.includes(answer.error.alert)) return {}
  const look = await byDeadline(softDeadline, tls.wire({ host, address }), null)
  const accepts = look !== null && Object.values(look.versions).includes('accepted')
  return accepts ? { outdated: true } : {}
}

/** One answer per address; the one that the plain request of this run landed on is not asked again. */
async function askAll(asking: Asking, addresses: readonly Address[]) {
  const plain = addresses.length === 0 ? null : await ask(asking)
  const isOnly = addresses.length === 1
  return Promise.all(
    addresses.map(async ({ address, family }) => {
      const isLanded = isOnly || (plain !== null && plain.error === null && plain.address === address)
      const answer = isLanded ? plain : await ask(asking, address)
      return { address, family, answer, ...(await isOutdated(asking, address, answer)) }
    }),
  )
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
      addresses: await askAll({ http: net.http, tls: net.tls, host, softDeadline }, addresses),
    }))
    return { hosts: await Promise.all(rows) }
  },
})
