import type { Exhibit } from '../../engine/finding'
import type { Immutable } from '../../engine/immutable'
import type { WebCertificate, WebHandshake, WebTls, WebTlsAddress, WebTlsHost } from '../../evidence/web-tls'
import { dateVerdict } from './certificate-dates'
import { type NameVerdict, nameVerdict } from './certificate-names'
import { isRefused } from './chain-verdict'
import { failureWords, stateWords } from './web-look'

export type Certificate = Immutable<WebCertificate>
export type TlsHost = Immutable<WebTlsHost>
export type TlsEvidence = Immutable<WebTls>
export type GoodHandshake = Extract<Immutable<WebHandshake>, { ok: true }>

/** One certificate as one address served it. */
export type Served = {
  host: string
  address: Immutable<WebTlsAddress>
  handshake: GoodHandshake
  fingerprint: string
  leaf: Certificate
  /** The certificates between the leaf and the root, without the root. */
  intermediates: Certificate[]
  root: Certificate | undefined
  /** JSON pointer into `web.tls`. */
  ref: string
}

/** Every certificate a host served, per address and key type; handshakes that failed are left out. */
export function servedBy(tls: TlsEvidence, hostIndex: number): Served[] {
  const row = tls.hosts[hostIndex]
  return (row?.addresses ?? []).flatMap((address, index) =>
    (['first', 'second'] as const).flatMap((which) => {
      const handshake = address[which]
      if (!handshake?.ok) return []
      const leaf = tls.certificates[handshake.leaf]
      if (leaf === undefined) return []
      const chain = handshake.chain.flatMap((fingerprint) => tls.certificates[fingerprint] ?? [])
      const last = chain.at(-1)
      const root = last !== undefined && (handshake.rootFromStore || last.selfSigned) ? last : undefined
      return [
        {
          host: row?.host ?? '',
          address,
          handshake,
          fingerprint: handshake.leaf,
          leaf,
          intermediates: root === undefined ? chain : chain.slice(0, -1),
          root,
          ref: `web.tls#/hosts/${hostIndex}/addresses/${index}/${which}`,
        },
      ]
    }),
  )
}

/** Why no certificate of a host could be seen, as half a sentence. */
export function unseenCertificate({ state, addresses }: TlsHost): string {
  if (state !== 'ok') return stateWords(state)
  const first = addresses.map((address) => address.first).find((handshake) => handshake !== null)
  return first === undefined || first === null || first.ok ? failureWords(null) : failureWords(first.error)
}

/** How the leaf names the host; from the prober where the stored list of names was cut. */
export function servedName({ leaf, handshake, host }: Served): NameVerdict {
  const whole = leaf.dnsNames.length + leaf.ipAddresses.length >= leaf.nameCount
  return whole ? nameVerdict(leaf, host) : handshake.name
}

const NIST_CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  secp224r1: 'P-224',
  prime192v1: 'P-192',
}

/** `RSA 2048`, `ECDSA P-256`, `ECDSA brainpoolP256r1`. */
export function keyWords({ keyType, keyBits, curve }: Certificate): string {
  if (keyType === 'ec') return `ECDSA ${NIST_CURVES[curve] ?? (curve || 'of no named curve')}`
  const name = keyType.toUpperCase()
  return keyBits > 0 ? `${name} ${keyBits}` : name
}

export type ServedProblem = 'name' | 'chain' | 'expired' | 'notYet'

/** What would make a browser refuse this certificate now, the gravest first; empty when it is valid. */
export function problemsOf(served: Served, now: number): ServedProblem[] {
  const dates = dateVerdict(served.leaf, now)
  const problems: (ServedProblem | false)[] = [
    dates === 'expired' && 'expired',
    dates === 'notYet' && 'notYet',
    servedName(served) !== 'match' && 'name',
    isRefused(served, now) && 'chain',
  ]
  return problems.filter((problem) => problem !== false)
}

/** A certificate as an exhibit. */
export function certificateExhibit(served: Served, error?: string): Exhibit {
  const { leaf, host, address } = served
  return {
    kind: 'cert',
    title: `Certificate of ${host} at ${address.address} (${keyWords(leaf)})`,
    host,
    address: address.address,
    subject: leaf.subject.text,
    issuer: leaf.issuer.text,
    names: [...leaf.dnsNames, ...leaf.ipAddresses],
    notBefore: leaf.notBefore,
    notAfter: leaf.notAfter,
    ...(error === undefined ? {} : { error }),
  }
}

/** One of each certificate, the first address that served it. */
export function distinct(served: readonly Served[]): Served[] {
  return [...new Map([...served].reverse().map((row) => [row.fingerprint, row])).values()].reverse()
}
