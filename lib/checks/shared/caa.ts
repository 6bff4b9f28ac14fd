import type { Immutable } from '../../engine/immutable'
import type { CaaHost, CaaLevel } from '../../evidence/dns-caa'

export type CaaRule = { issuer: string; params: string; raw: string }

export type CaaRules = {
  issue: CaaRule[]
  issuewild: CaaRule[]
  /** Properties with the critical flag that nobody knows: every authority must refuse (RFC 8659 section 4.1). */
  unknownCritical: string[]
  /** Values no authority can read. */
  broken: string[]
  badReports: string[]
}

const KNOWN_TAGS = new Set(['issue', 'issuewild', 'iodef', 'issuemail', 'issuevmc', 'contactemail', 'contactphone'])
/** RFC 8659 section 4.2: issuer name, then parameters after a semicolon. */
const VALUE =
  /^[ \t]*((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)?[ \t]*(;[ \t]*(?:[a-z0-9-]+[ \t]*=[ \t]*[\x21-\x3a\x3c-\x7e]*[ \t]*(?:;[ \t]*)?)*)?$/i

/** Sorts the records of one set by what they say; tags compare without case (RFC 8659 section 4.1). */
export function caaRules(records: Immutable<CaaLevel['records']>): CaaRules {
  const rules: CaaRules = { issue: [], issuewild: [], unknownCritical: [], broken: [], badReports: [] }
  for (const { critical, tag, value } of records) {
    const lower = tag.toLowerCase()
    if (!KNOWN_TAGS.has(lower) && critical) rules.unknownCritical.push(tag)
    if (lower === 'iodef' && !/^(mailto:[^\s@]+@[^\s@]+|https?:\/\/\S+)$/i.test(value)) rules.badReports.push(value)
    if (lower !== 'issue' && lower !== 'issuewild') continue
    const match = VALUE.exec(value)
    if (match === null) rules.broken.push(`${tag} "${value}"`)
    rules[lower].push({ issuer: (match?.[1] ?? '').toLowerCase(), params: match?.[2] ?? '', raw: value })
  }
  return rules
}

/** The rules that apply: `issuewild` for wildcard certificates where there is one, `issue` otherwise. */
export function rulesFor(rules: CaaRules, isWildcard: boolean): CaaRule[] {
  return isWildcard && rules.issuewild.length > 0 ? rules.issuewild : rules.issue
}

/**
 * The set that counts for a host, or why there is none. A wildcard certificate is asked for the name
 * behind its asterisk, so the search starts one label higher.
 */
export function relevantLevel(
  { levels }: Immutable<CaaHost>,
  isWildcard: boolean,
):
  | { kind: 'set'; level: Immutable<CaaLevel>; index: number }
  | { kind: 'none' }
  | { kind: 'open'; level: Immutable<CaaLevel> } {
  for (const [index, level] of levels.entries()) {
    if (isWildcard && index === 0) continue
    if (level.records.length > 0) return { kind: 'set', level, index }
    if (level.status !== 'answer' && level.status !== 'nodata' && level.status !== 'nxdomain')
      return { kind: 'open', level }
  }
  return { kind: 'none' }
}

/**
 * Whether rules let their authority prove the domain by a method (RFC 8657 section 4): each may name
 * the methods it accepts; one without a list accepts all.
 */
export function allowsMethod(rules: readonly CaaRule[], method: string): boolean {
  return rules.some(({ params }) => {
    const list = /(?:^|;)[ \t]*validationmethods[ \t]*=[ \t]*([^;]*)/i.exec(params)?.[1]
    if (list === undefined) return true
    return list.split(',').some((entry) => entry.trim().toLowerCase() === method)
  })
}

/** A certificate authority, the names it accepts in CAA records and how its certificates name it. */
export type Authority = { name: string; ids: readonly string[]; issuer: RegExp; automatic: boolean }

/** From the documentation of each authority and the CCADB list of CAA identifiers, read in November 2026. */
const AUTHORITIES: readonly Authority[] = [
  { name: "Let's Encrypt", ids: ['letsencrypt.org'], issuer: /let'?s ?encrypt|\bISRG\b/i, automatic: true },
  { name: 'Google Trust Services', ids: ['pki.goog'], issuer: /google trust services/i, automatic: true },
  {
    name: 'Sectigo',
    ids: ['sectigo.com', 'comodoca.com', 'comodo.com', 'usertrust.com', 'trust-provider.com'],
    issuer: /sectigo|zerossl|comodo|usertrust/i,
    automatic: true,
  },
  {
    name: 'Amazon',
    ids: ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com'],
    issuer: /^amazon\b|amazon trust/i,
    automatic: true,
  },
  {
    name: 'DigiCert',
    ids: [
      'digicert.com',
      'digicert.ne.jp',
      'cybertrust.ne.jp',
      'symantec.com',
      'thawte.com',
      'geotrust.com',
      'rapidssl.com',
    ],
    issuer: /digicert|geotrust|rapidssl|thawte/i,
    automatic: true,
  },
  { name: 'SSL.com', ids: ['ssl.com'], issuer: /\bssl\.com\b|ssl corp/i, automatic: true },
  { name: 'GlobalSign', ids: ['globalsign.com'], issuer: /globalsign/i, automatic: true },
  { name: 'GoDaddy', ids: ['godaddy.com', 'starfieldtech.com'], issuer: /godaddy|starfield/i, automatic: false },
  { name: 'Buypass', ids: ['buypass.com', 'buypass.no'], issuer: /buypass/i, automatic: true },
  { name: 'Actalis', ids: ['actalis.it'], issuer: /actalis/i, automatic: false },
  { name: 'Entrust', ids: ['entrust.net', 'affirmtrust.com'], issuer: /entrust|affirmtrust/i, automatic: false },
]

/** The authority a certificate or a person names; undefined where the table knows none. */
export function authorityByText(text: string | undefined): Authority | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const lower = text.trim().toLowerCase()
  return AUTHORITIES.find(
    ({ name, ids, issuer }) => ids.includes(lower) || name.toLowerCase() === lower || issuer.test(text),
  )
}

/** Whether an issuer name of a CAA record belongs to an authority that renews certificates by itself. */
export function isAutomatic(id: string): boolean {
  return AUTHORITIES.some(({ ids, automatic }) => automatic && ids.includes(id))
}
