import { z } from 'zod'
import { type DelegationSigner, type Signature, type ZoneKey, zoneKey } from '../../checks/shared/dnssec'
import type { DnsAnswer } from '../../net/dns/types'

const MAX_RECORDS = 20

const dsData = z.object({ keyTag: z.number(), algorithm: z.number(), digestType: z.number(), digest: z.base64() })
const keyData = z.object({ flags: z.number(), algorithm: z.number(), key: z.base64() })
const signatureData = z.object({
  typeCovered: z.string(),
  algorithm: z.number(),
  keyTag: z.number(),
  inception: z.number(),
  expiration: z.number(),
})

/** Records of one type whose data came as JSON; what does not fit is left out. */
function dataOf<Value>(answer: DnsAnswer, rrtype: string, schema: z.ZodType<Value>): Value[] {
  return answer.records.slice(0, 3 * MAX_RECORDS).flatMap((record) => {
    if (record.type !== 'OTHER' || record.rrtype !== rrtype) return []
    try {
      const parsed = schema.safeParse(JSON.parse(record.data))
      return parsed.success ? [parsed.data] : []
    } catch {
      // A record that was cut at the limit is no JSON any more.
      return []
    }
  })
}

/** DS records of an answer. */
export function dsIn(answer: DnsAnswer): DelegationSigner[] {
  return dataOf(answer, 'DS', dsData)
    .slice(0, MAX_RECORDS)
    .map(({ digest, ...rest }) => ({ ...rest, digest: Buffer.from(digest, 'base64').toString('hex') }))
}

/** Keys of a zone (flag bit 7 set) with what a DS record would say of them. */
export function keysIn(answer: DnsAnswer, zone: string): ZoneKey[] {
  return dataOf(answer, 'DNSKEY', keyData)
    .filter(({ flags }) => (flags & 0x100) !== 0)
    .slice(0, MAX_RECORDS)
    .map(({ key, ...rest }) => zoneKey(zone, { ...rest, key: Buffer.from(key, 'base64') }))
}

/** Signatures of an answer. */
export function signaturesIn(answer: DnsAnswer): Signature[] {
  return dataOf(answer, 'RRSIG', signatureData)
    .slice(0, MAX_RECORDS)
    .map(({ typeCovered, ...rest }) => ({ covers: typeCovered, ...rest }))
}
