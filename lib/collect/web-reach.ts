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
const CERTIFICATE_REQUIRED = 116
/** What our own TLS says when it gives up on a server of the past. */
const GIVEN_UP = /DH_KEY_TOO_SMALL|UNSUPPORTED_PROTOCOL/

type Refusal = { outdated?: true; asksVisitor?: true }

/**
 * Why a server that breaks off our handshake does so, as far as hellos of our own can tell: it goes on with a
 * client of the past, or it wants a certificate of the visitor. Only then it is asked.
 */
async function refusalOf(
  { tls, host, softDeadline }: Asking,
  address: string,
  answer: WebHop | null,
): Promise<Refusal> {
  const error = answer?.error
  if (error?.code === 'TLS_ALERT' && error.alert === CERTIFICATE_REQUIRED) return { asksVisitor: true }
  const isBrokenOff = error?.code === 'TLS_ALERT' || error?.code === 'ECONNRESET' || error?.code === 'TLS'
  if (!isBrokenOff || error.phase === 'connect') return {}
  const look = await byDeadline(softDeadline, tls.wire({ host, address }), null)
  if (look === null) return {}
  if (look.asksVisitor) return { asksVisitor: true }
  const isOld = error.code === 'TLS_ALERT' ? NO_HANDSHAKE.includes(error.alert) : GIVEN_UP.test(error.detail)
  return isOld && Object.values(look.versions).includes('accepted') ? { outdated: true } : {}
}

/** One answer per address; the one that the plain request of this run landed on is not asked again. */
async function askAll(asking: Asking, addresses: readonly Address[]) {
  const plain = addresses.length === 0 ? null : await ask(asking)
  const isOnly = addresses.length === 1
  return Promise.all(
    addresses.map(async ({ address, family }) => {
      const isLanded = isOnly || (plain !== null && plain.error === null && plain.address === address)
      const answer = isLanded ? plain : await ask(asking, address)
      return { address, family, answer, ...(await refusalOf(asking, address, answer)) }
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
