import type { DnsClient } from '../net/dns/types'

/** One signature as the library judged it. */
export type DkimFinding = {
  domain: string
  selector: string
  algorithm: string
  result: string
  comment: string
  bodyMatches: boolean
  bits: number | undefined
  limited: boolean
  /** The key is in test mode (`t=y`). */
  testing: boolean
}

const MAX_DNS = 25
const MIN_BITS = 1024

/** The codes by which the library tells a missing key from a question without an answer. */
class LookupError extends Error {
  override name = 'LookupError'
  constructor(readonly code: 'ENOTFOUND' | 'ENODATA' | 'ESERVFAIL' | 'EBUDGET') {
    super(code)
  }
}

function resolverFor(dns: DnsClient): (name: string, type: string) => Promise<string[][]> {
  let asked = 0
  return async (name, type) => {
    asked += 1
    if (asked > MAX_DNS) throw new LookupError('EBUDGET')
    if (type !== 'TXT') throw new LookupError('ENODATA')
    const answer = await dns.resolve(name, 'TXT', { purpose: 'dkim' })
    if (answer.status === 'nxdomain' || answer.status === 'badname') throw new LookupError('ENOTFOUND')
    if (answer.status === 'nodata') throw new LookupError('ENODATA')
    if (answer.status !== 'answer') throw new LookupError('ESERVFAIL')
    const texts = answer.records.flatMap((record) => (record.type === 'TXT' ? [record.text] : []))
    // Texts of something else at the name are not the key (RFC 6376 section 3.6.2.2 leaves the choice open).
    return texts
      .toSorted((left, right) => Number(/p\s*=/.test(right)) - Number(/p\s*=/.test(left)))
      .map((text) => [text])
  }
}

/**
 * Verifies every DKIM signature of a message (RFC 6376, RFC 8301, RFC 8463). The cryptography is the library's;
 * every question goes through the guarded client of the run. `now` in milliseconds decides what has expired.
 */
export async function verifyDkim(
  message: Buffer,
  { dns, now }: { dns: DnsClient; now: number },
): Promise<DkimFinding[]> {
  const { dkimVerify } = await import('mailauth/lib/dkim/verify')
  const { results } = await dkimVerify(message, {
    resolver: resolverFor(dns),
    // Identities, lists and versions as the RFC has them, so that nothing passes here that a receiver refuses.
    strict: true,
    minBitLength: MIN_BITS,
    rejectRsaSha1: true,
    curTime: new Date(now),
  })
  return results.flatMap((found) => {
    if (found.signingDomain === undefined || found.selector === undefined) return []
    return [
      {
        domain: found.signingDomain.toLowerCase().slice(0, 253),
        selector: found.selector.slice(0, 63),
        algorithm: (found.algo ?? '').slice(0, 40),
        result: found.status.result,
        comment: String(found.status.comment ?? found.status.policy?.['dkim-rules'] ?? '').slice(0, 200),
        bodyMatches: found.bodyHash === undefined || found.bodyHash === found.bodyHashExpecting,
        bits: found.modulusLength,
        limited: found.canonBodyLengthLimited === true,
        testing: found.status.testing === true,
      },
    ]
  })
}
