import type { Immutable } from '../../engine/immutable'
import type { WebTlsAddress } from '../../evidence/web-tls'

type Row = Immutable<WebTlsAddress>

/** Nobody listens there, or we could not look: a closer look would end the same way. */
const NOBODY = new Set(['ECONNREFUSED', 'EUNREACH', 'TIMEOUT', 'PLAIN_HTTP_ON_TLS'])

/**
 * The addresses of a host whose TLS is worth a closer look: one of each group that shows the same
 * certificate, version and suite, because machines set up alike answer alike. Where no handshake
 * succeeded, the first address that speaks TLS at all.
 */
export function addressesWorthALook(rows: readonly Row[], limit: number): string[] {
  const groups = new Map<string, string>()
  for (const { address, first } of rows) {
    if (!first?.ok) continue
    const key = `${first.leaf} ${first.version} ${first.cipher}`
    if (!groups.has(key)) groups.set(key, address)
  }
  if (groups.size > 0) return [...groups.values()].slice(0, limit)
  const failed = rows.find(
    ({ first }) => first?.ok === false && first.error.fault === 'target' && !NOBODY.has(first.error.code),
  )
  return failed === undefined ? [] : [failed.address]
}
