import type { Immutable } from '../engine/immutable'
import { type SeenCertificate, type TlsHistory, tlsHistory } from '../evidence/tls-history'
import { type WebTls, webTls } from '../evidence/web-tls'
import { defineCollector } from './shared/define'

const KEPT = 8

type Seen = SeenCertificate

/** Every certificate a host serves now, as seen at `at`. */
function servedNow(tls: Immutable<WebTls>, host: string, at: string): Seen[] {
  const row = tls.hosts.find((one) => one.host === host)
  const leaves = (row?.addresses ?? []).flatMap(({ first, second }) =>
    [first, second].flatMap((handshake) => (handshake?.ok ? [handshake.leaf] : [])),
  )
  return [...new Set(leaves)].flatMap((fingerprint) => {
    const facts = tls.certificates[fingerprint]
    if (facts === undefined) return []
    const { keyType, notBefore, notAfter, lifetimeDays } = facts
    return [{ fingerprint, keyType, notBefore, notAfter, lifetimeDays, firstSeen: at, lastSeen: at, seenBefore: '' }]
  })
}

function merged(now: readonly Seen[], before: readonly Seen[]): Seen[] {
  const earlier = new Map(before.map((one) => [one.fingerprint, one]))
  const current = now.map((one) => {
    const known = earlier.get(one.fingerprint)
    return known === undefined ? one : { ...one, firstSeen: known.firstSeen, seenBefore: known.lastSeen }
  })
  const gone = before.filter(({ fingerprint }) => !now.some((one) => one.fingerprint === fingerprint))
  return [...current, ...gone].slice(0, KEPT)
}

/** What the newest earlier audit remembered; something of another shape was not written by this version. */
function remembered(value: unknown): TlsHistory['hosts'] {
  const parsed = tlsHistory.schema.safeParse(value)
  return parsed.success ? parsed.data.hosts : []
}

export default defineCollector(tlsHistory, {
  needs: { tls: webTls },
  remembers: true,
  lane: 'local',
  timeoutMs: 5_000,
  async collect({ tls }, { ports, now }) {
    const at = new Date(now()).toISOString()
    const before = new Map(remembered(ports.earlier?.(tlsHistory.key)).map((row) => [row.host, row.certificates]))
    return {
      hosts: tls.hosts.map(({ host }) => ({
        host,
        certificates: merged(servedNow(tls, host, at), before.get(host) ?? []),
      })),
    }
  },
})
