import type { Immutable } from '../../engine/immutable'
import type { TlsWireChain } from '../../evidence/tls-wire'

export type SentChain = Immutable<TlsWireChain>
export type SentCertificate = SentChain['certificates'][number]

/** `alternative`: the same authority certified by another root, sent on purpose for old clients. */
export type SentRole = 'leaf' | 'issuer' | 'alternative' | 'duplicate' | 'root' | 'unrelated'

export type ChainProblem = 'order' | 'unrelated' | 'duplicate' | 'root' | 'many' | 'large'

export type ChainReading = {
  rows: { certificate: SentCertificate; role: SentRole }[]
  /** What should be sent, in order. */
  kept: SentCertificate[]
  problems: ChainProblem[]
  bytes: number
}

const MAX_CERTIFICATES = 4
const MAX_BYTES = 12 * 1024

function isIssuer(issuer: SentCertificate, of: SentCertificate): boolean {
  return issuer.fingerprint !== '' && issuer.subject === of.issuer && issuer.fingerprint !== of.fingerprint
}

/** The certificate that no other one was made by: normally the first, else the one that should be. */
function leafOf(list: readonly SentCertificate[]): SentCertificate | undefined {
  const [first] = list
  if (first === undefined) return undefined
  const isAbove = list.some((other) => !other.selfIssued && isIssuer(first, other))
  return isAbove ? (list.find((one) => !list.some((other) => isIssuer(one, other))) ?? first) : first
}

function pathFrom(leaf: SentCertificate, list: readonly SentCertificate[]): SentCertificate[] {
  const path = [leaf]
  for (let current = leaf; path.length <= list.length; ) {
    const next = list.find((one) => !one.selfIssued && !path.includes(one) && isIssuer(one, current))
    if (next === undefined) break
    path.push(next)
    current = next
  }
  return path
}

/**
 * How a certificate list compares with what RFC 5246 section 7.4.2 asks for: the leaf, then issuers in
 * order, the root left out. A root certified by another one is no root here: its issuer differs.
 */
export function readSentChain({ certificates, bytes }: SentChain): ChainReading {
  const isRepeated = ({ fingerprint }: SentCertificate, index: number): boolean =>
    fingerprint !== '' && certificates.findIndex((other) => other.fingerprint === fingerprint) < index
  const list = certificates.filter((one, index) => !isRepeated(one, index))
  const leaf = leafOf(list)
  if (leaf === undefined) return { rows: [], kept: [], problems: [], bytes }
  const path = pathFrom(leaf, list)
  const roleOf = (one: SentCertificate, index: number): SentRole => {
    if (isRepeated(one, index)) return 'duplicate'
    if (one === leaf) return 'leaf'
    if (path.includes(one)) return 'issuer'
    if (one.selfIssued && one.fingerprint !== '') return 'root'
    return path.some(({ subject, fingerprint }) => fingerprint !== '' && subject === one.subject)
      ? 'alternative'
      : 'unrelated'
  }
  const rows = certificates.map((certificate, index) => ({ certificate, role: roleOf(certificate, index) }))
  const kept = rows.filter(({ role }) => role === 'alternative').map(({ certificate }) => certificate)
  const has = (role: SentRole): boolean => rows.some((row) => row.role === role)
  const inPath = list.filter((one) => path.includes(one))
  const lastOfPath = Math.max(...inPath.map((one) => list.indexOf(one)))
  const isMixed = list.some((one, index) => one.selfIssued && one !== leaf && index < lastOfPath)
  const problems: (ChainProblem | false)[] = [
    (isMixed || inPath.some((one, index) => one !== path[index])) && 'order',
    has('unrelated') && 'unrelated',
    has('duplicate') && 'duplicate',
    has('root') && 'root',
    rows.length > MAX_CERTIFICATES && 'many',
    bytes > MAX_BYTES && 'large',
  ]
  return { rows, kept: [...path, ...kept], problems: problems.filter((one) => one !== false), bytes }
}
