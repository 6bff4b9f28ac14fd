import type { WebCertificate, WebHandshake, WebTls, WebTlsAddress } from '../../evidence/web-tls'
import { CASE_NOW } from './cases'

const DAY = 86_400_000
const NOW = Date.parse(CASE_NOW)

type Identity = WebCertificate['subject']

export const LE: Identity = { text: "CN=E7, O=Let's Encrypt", commonName: 'E7', organization: "Let's Encrypt" }
export const ISRG: Identity = {
  text: 'CN=ISRG Root X2, O=Internet Security Research Group',
  commonName: 'ISRG Root X2',
  organization: 'Internet Security Research Group',
}

/** A name with common name and organization. For tests. */
export function identity(commonName: string, organization = ''): Identity {
  return {
    text: organization === '' ? `CN=${commonName}` : `CN=${commonName}, O=${organization}`,
    commonName,
    organization,
  }
}

/** A certificate with `left` days to go of `lifetime`, for the given names. For tests. */
export function certificate(
  names: string[],
  { left = 60, lifetime = 90, ...part }: Partial<WebCertificate> & { left?: number; lifetime?: number } = {},
): WebCertificate {
  return {
    subject: identity(names[0] ?? ''),
    issuer: LE,
    serial: '01',
    notBefore: new Date(NOW + (left - lifetime) * DAY).toISOString(),
    notAfter: new Date(NOW + left * DAY).toISOString(),
    lifetimeDays: lifetime,
    dnsNames: names,
    ipAddresses: [],
    nameCount: names.length + (part.ipAddresses?.length ?? 0),
    keyType: 'ec',
    keyBits: 256,
    curve: 'prime256v1',
    signatureAlgorithm: 'ecdsa-with-SHA384',
    selfSigned: false,
    mustStaple: false,
    isCa: false,
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
    ocspUrls: [],
    caIssuerUrls: [],
    crlUrls: [],
    ...part,
  }
}

/** An intermediate with years to go. For tests. */
export function authority(part: Parameters<typeof certificate>[1] = {}): WebCertificate {
  return certificate([], {
    left: 700,
    lifetime: 1100,
    subject: LE,
    issuer: ISRG,
    isCa: true,
    extendedKeyUsage: [],
    ...part,
  })
}

export type Look = {
  leaf: WebCertificate
  chain?: WebCertificate[]
  part?: Partial<Extract<WebHandshake, { ok: true }>>
}

export type AddressLook = {
  address?: string
  first: Look | WebHandshake | null
  second?: Look | WebHandshake | null
  aia?: WebTlsAddress['aia']
  unnamed?: Look | WebHandshake | null
}

/** Builds `web.tls` of hosts from what their addresses serve; certificates are shelved by content. For tests. */
export function webTlsOf(hosts: Record<string, AddressLook[] | WebTls['hosts'][number]['state']>): WebTls {
  const certificates: WebTls['certificates'] = {}
  const shelve = (facts: WebCertificate): string => {
    const key = JSON.stringify(facts)
    const known = Object.entries(certificates).find(([, other]) => JSON.stringify(other) === key)?.[0]
    const fingerprint = known ?? `f${Object.keys(certificates).length}`
    certificates[fingerprint] = facts
    return fingerprint
  }
  const handshake = (look: Look | WebHandshake | null | undefined): WebHandshake | null => {
    if (look === null || look === undefined) return null
    if ('ok' in look) return look
    return {
      ok: true,
      offer: 'default',
      version: 'TLSv1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      alpn: 'h2',
      keyExchange: 'X25519',
      authorized: true,
      authorizationError: '',
      leaf: shelve(look.leaf),
      chain: (look.chain ?? [authority()]).map(shelve),
      rootFromStore: false,
      path: 'trusted',
      name: 'match',
      stapleBytes: 0,
      ...look.part,
    }
  }
  const rows = Object.entries(hosts).map(([host, looks]) => ({
    host,
    roles: ['app' as const],
    state: typeof looks === 'string' ? looks : ('ok' as const),
    addresses:
      typeof looks === 'string'
        ? []
        : looks.map(({ address = '104.16.1.10', first, second, aia = null, unnamed }) => ({
            address,
            family: address.includes(':') ? (6 as const) : (4 as const),
            first: handshake(first),
            second: handshake(second),
            aia,
            ...(unnamed === undefined ? {} : { unnamed: handshake(unnamed) }),
          })),
  }))
  return { hosts: rows, certificates }
}

/** A handshake that failed. For tests. */
export function noHandshake(code: string, extra: { alert?: number; phase?: string } = {}): WebHandshake {
  return { ok: false, offer: 'default', error: { code, fault: 'target', phase: 'tls', detail: code, ...extra } }
}
