import { registrableDomain } from '../public-suffix'
import type { DmarcPolicy } from './dmarc-record'
import { recordOf } from './dmarc-walk'

export type LegacyDmarc = { organisation: string; policyDomain?: string; policy?: DmarcPolicy }

/**
 * What receivers do that still follow RFC 7489: the record of the domain itself, else that of its registrable
 * domain by the public suffix list, with `sp` for names below it (section 6.6.3). `texts` are the TXT values
 * at `_dmarc` of a domain.
 */
export function legacyDmarc(domain: string, texts: (owner: string) => readonly string[]): LegacyDmarc {
  const organisation = registrableDomain(domain)
  for (const owner of new Set([domain, organisation])) {
    const record = recordOf({ texts: texts(owner) })
    if (record === undefined) continue
    if (record.acts === 'monitor') return { organisation, policyDomain: owner, policy: 'none' }
    const inherited = owner !== domain ? record.sp : undefined
    return { organisation, policyDomain: owner, policy: inherited ?? record.p ?? 'none' }
  }
  return { organisation }
}
