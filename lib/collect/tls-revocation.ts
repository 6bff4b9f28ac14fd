import { type TlsRevocation, type TlsRevocationRow, tlsRevocation } from '../evidence/tls-revocation'
import { webTls } from '../evidence/web-tls'
import type { RevocationLook, TlsProber } from '../net/tls-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { errorFacts } from './shared/web-chain'

function askedFacts(asked: RevocationLook['asked']): TlsRevocationRow['asked'] {
  if (asked.from !== 'failed') return asked
  const { url, detail, error } = asked
  return { from: 'failed', url: url.slice(0, 200), detail: detail.slice(0, 200), error: error && errorFacts(error) }
}

async function look(tls: TlsProber, host: string, address: string): Promise<TlsRevocationRow[]> {
  const looks = await tls.revocation({ host, address })
  return looks.map(({ leaf, staple, asked }) => ({ address, leaf, staple, asked: askedFacts(asked) }))
}

/** One row of each certificate and staple: addresses that serve the same say nothing new. */
function distinctRows(rows: readonly TlsRevocationRow[]): TlsRevocationRow[] {
  const seen = new Map(rows.toReversed().map((row) => [JSON.stringify([row.leaf, row.staple]), row]))
  return [...seen.values()].toReversed().slice(0, 16)
}

export default defineCollector(tlsRevocation, {
  needs: { tls: webTls },
  lane: 'tcp',
  timeoutMs: 30_000,
  async collect({ tls }, { net, softDeadline }) {
    const hosts = tls.hosts.map(async ({ host, state, addresses }): Promise<TlsRevocation['hosts'][number]> => {
      const served = addresses.filter(({ first }) => first?.ok === true)
      const found = await Promise.all(
        served.map(({ address }) => byDeadline(softDeadline, look(net.tls, host, address), null)),
      )
      const rows = found.flatMap((one) => one ?? [])
      return { host, state, rows: distinctRows(rows), late: found.includes(null) }
    })
    return { hosts: await Promise.all(hosts) }
  },
})
