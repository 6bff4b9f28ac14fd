import { createHash } from 'node:crypto'
import type { Answer } from 'dns-packet'
import { zoneKey } from '../../../lib/checks/shared/dnssec'
import type { Zone, ZoneRecord } from './zone-text'

/**
 * DNSSEC of the laboratory. Keys and signatures have the right shape, dates and key tags, but nobody
 * computes or verifies a signature here: the resolver says what it would find, by the flags of a zone.
 * `signed`: keys and signatures. `nods`: nothing at the parent. `orphan`: a DS of another key at the
 * parent. `sha1`: a DS with SHA-1 only. `twods`: an old DS beside the right one. `soon`, `expired`:
 * when the signatures end. `bogus`: resolvers refuse the zone unless told not to check.
 */
const ALGORITHM = 13
const KEY_FLAGS = 257
const DAY_S = 86_400

function publicKey(origin: string): Buffer {
  return createHash('sha512').update(origin).digest()
}

function keyOf(origin: string) {
  return zoneKey(origin, { flags: KEY_FLAGS, algorithm: ALGORITHM, key: publicKey(origin) })
}

/** The DS records the parent holds for a zone. */
export function dsRecords({ origin, flags }: Pick<Zone, 'origin' | 'flags'>): ZoneRecord[] {
  const record = (name: string, digestType: 1 | 2): ZoneRecord => {
    const { keyTag, sha1, sha256 } = keyOf(name)
    const digest = digestType === 1 ? sha1 : sha256
    return {
      name: origin,
      ttl: 3600,
      type: 'DS',
      data: { kind: 'ds', keyTag, algorithm: ALGORITHM, digestType, digest },
    }
  }
  const old = record(`old.${origin}`, 2)
  if (flags.includes('orphan')) return [old]
  if (!flags.includes('signed') || flags.includes('nods')) return []
  return [...(flags.includes('twods') ? [old] : []), record(origin, flags.includes('sha1') ? 1 : 2)]
}

/** The DNSKEY of a signed zone, as it goes on the wire. */
export function keyAnswer(origin: string): Answer {
  const data = { flags: KEY_FLAGS, algorithm: ALGORITHM, key: publicKey(origin) }
  return { name: origin, type: 'DNSKEY', ttl: 3600, class: 'IN', data }
}

/** A signature over one record set of a zone. */
export function signatureAnswer({ origin, flags }: Zone, name: string, type: string): Answer {
  const now = Math.floor(Date.now() / 1000)
  const left = flags.includes('expired') ? -DAY_S : flags.includes('soon') ? 2 * DAY_S : 14 * DAY_S
  const data = {
    typeCovered: type,
    algorithm: ALGORITHM,
    labels: name.split('.').length,
    originalTTL: 3600,
    expiration: now + left,
    inception: now - 14 * DAY_S,
    keyTag: keyOf(origin).keyTag,
    signersName: origin,
    signature: publicKey(`${origin} ${type}`),
  }
  return { name, type: 'RRSIG', ttl: 3600, class: 'IN', data }
}
