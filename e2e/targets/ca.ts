import { createPrivateKey, createPublicKey, generateKeyPair, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { RSA_8192 } from './rsa8192'
import { createCertificate, type Name, type SignatureHash, toPem } from './x509'

const generate = promisify(generateKeyPair)

const DAY = 86_400_000

type Pair = { publicKey: KeyObject; privateKey: KeyObject }
export type IssuerName =
  | 'intermediate'
  | 'expired-intermediate'
  | 'rsa-intermediate'
  | 'sha1-intermediate'
  | 'private-root'
  | 'self'

export type KeyName = 'ec' | 'rsa' | 'rsa1024' | 'rsa8192' | 'p384' | 'p224' | 'ed25519'

/** An authority that can sign more than certificates: answers and lists of revocation. */
export type Signer = Pair & { certificate: Buffer; name: Name }

export type CertificateOrder = {
  /** DNS names of the subject alternative name extension; empty leaves the extension out. */
  names: readonly string[]
  commonName?: string
  /** Default `intermediate`. */
  issuer?: IssuerName
  key?: KeyName
  /** Days from now; defaults -20 and +70. */
  from?: number
  until?: number
  /** Which certificates follow the leaf; default: the issuer alone (nothing for `self`). */
  send?: readonly ('issuer' | 'root' | 'leaf')[]
  /** Hash of the signature; default SHA-256. */
  hash?: SignatureHash
  /** Addresses of the OCSP responder and of the revocation list; none by default. */
  ocsp?: string
  crl?: string
  /** Hex; random by default. */
  serial?: string
  /** Address of the caIssuers entry; none by default. */
  caIssuers?: string
  mustStaple?: boolean
}

export type IssuedCertificate = { key: string; cert: string }

export type CertificateAuthority = {
  /** What a client must trust. */
  rootPem: string
  /** The ordinary intermediate, for a caIssuers address. */
  intermediateDer: Buffer
  /** The ordinary intermediate as a signer, for answers about revocation. */
  intermediate: Signer
  issue(order: CertificateOrder): IssuedCertificate
}

const days = (offset: number) => new Date(Date.now() + offset * DAY)

function createKeys(kind: 'ec' | 'rsa'): Promise<Pair> {
  return kind === 'ec' ? generate('ec', { namedCurve: 'prime256v1' }) : generate('rsa', { modulusLength: 2048 })
}

/** A pair that was made before, because making it takes long. */
function keptPair(base64: string): Pair {
  const privateKey = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

/** Keys that few sites want are made when the first one does. */
function createRareKeys(kind: KeyName): Pair {
  switch (kind) {
    case 'rsa1024':
      return generateKeyPairSync('rsa', { modulusLength: 1024 })
    case 'rsa8192':
      return keptPair(RSA_8192)
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: 2048 })
    case 'p384':
      return generateKeyPairSync('ec', { namedCurve: 'secp384r1' })
    case 'p224':
      return generateKeyPairSync('ec', { namedCurve: 'secp224r1' })
    case 'ed25519':
      return generateKeyPairSync('ed25519')
    case 'ec':
      return generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  }
}

async function createRoot(commonName: string): Promise<Signer> {
  const keys = await createKeys('ec')
  const name = { commonName, organization: 'Launch Ready Lab' }
  const certificate = createCertificate({
    subject: name,
    issuer: name,
    publicKey: keys.publicKey,
    issuerPublicKey: keys.publicKey,
    issuerPrivateKey: keys.privateKey,
    notBefore: days(-700),
    notAfter: days(2900),
    authority: { pathLength: 2 },
  })
  return { ...keys, certificate, name }
}

type IntermediateOrder = { commonName: string; kind: 'ec' | 'rsa'; from: number; until: number; hash?: SignatureHash }

async function createIntermediate(root: Signer, order: IntermediateOrder): Promise<Signer> {
  const keys = await createKeys(order.kind)
  const name = { commonName: order.commonName, organization: 'Launch Ready Lab' }
  const certificate = createCertificate({
    subject: name,
    issuer: root.name,
    publicKey: keys.publicKey,
    issuerPublicKey: root.publicKey,
    issuerPrivateKey: root.privateKey,
    notBefore: days(order.from),
    notAfter: days(order.until),
    authority: { pathLength: 0 },
    ...(order.hash === undefined ? {} : { hash: order.hash }),
  })
  return { ...keys, certificate, name }
}

/** Generates an authority with its intermediates. All keys live for this process only. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const [root, privateRoot] = await Promise.all([createRoot('Lab Root'), createRoot('Lab Root Nobody Trusts')])
  const live = { from: -300, until: 1500 }
  const [intermediate, rsaIntermediate, sha1Intermediate, expired, leafKeys] = await Promise.all([
    createIntermediate(root, { commonName: 'Lab Intermediate E1', kind: 'ec', ...live }),
    createIntermediate(root, { commonName: 'Lab Intermediate R1', kind: 'rsa', ...live }),
    createIntermediate(root, { commonName: 'Lab Intermediate S1', kind: 'ec', hash: 'sha1', ...live }),
    createIntermediate(root, { commonName: 'Lab Intermediate E0', kind: 'ec', from: -600, until: -12 }),
    createKeys('ec'),
  ])
  const authorities: Record<Exclude<IssuerName, 'self'>, Signer> = {
    intermediate,
    'rsa-intermediate': rsaIntermediate,
    'sha1-intermediate': sha1Intermediate,
    'expired-intermediate': expired,
    'private-root': privateRoot,
  }
  // One key per type for all leaves: making keys is the slow part, and no test compares them.
  const shared = new Map<KeyName, Pair>([
    ['ec', leafKeys],
    ['rsa', rsaIntermediate],
  ])
  const keysOf = (kind: KeyName): Pair => {
    const keys = shared.get(kind) ?? createRareKeys(kind)
    shared.set(kind, keys)
    return keys
  }

  function issue(order: CertificateOrder): IssuedCertificate {
    const keys = keysOf(order.key ?? 'ec')
    const subject = { commonName: order.commonName ?? order.names[0] ?? 'lab' }
    const issuerName = order.issuer ?? 'intermediate'
    const issuer = issuerName === 'self' ? { ...keys, name: subject, certificate: null } : authorities[issuerName]
    const leaf = createCertificate({
      subject,
      issuer: issuer.name,
      publicKey: keys.publicKey,
      issuerPublicKey: issuer.publicKey,
      issuerPrivateKey: issuer.privateKey,
      notBefore: days(order.from ?? -20),
      notAfter: days(order.until ?? 70),
      dnsNames: order.names,
      ...(order.caIssuers === undefined ? {} : { caIssuers: order.caIssuers }),
      ...(order.ocsp === undefined ? {} : { ocsp: order.ocsp }),
      ...(order.crl === undefined ? {} : { crl: order.crl }),
      ...(order.hash === undefined ? {} : { hash: order.hash }),
      ...(order.serial === undefined ? {} : { serial: order.serial }),
      ...(order.mustStaple === undefined ? {} : { mustStaple: order.mustStaple }),
    })
    const further = { issuer: issuer.certificate, root: root.certificate, leaf }
    const sent = (order.send ?? ['issuer']).flatMap((name) => further[name] ?? [])
    return {
      key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      cert: [leaf, ...sent].map(toPem).join(''),
    }
  }

  return { rootPem: toPem(root.certificate), intermediateDer: intermediate.certificate, intermediate, issue }
}
