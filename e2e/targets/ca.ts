import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { createCertificate, type Name, toPem } from './x509'

const generate = promisify(generateKeyPair)

const DAY = 86_400_000

type Pair = { publicKey: KeyObject; privateKey: KeyObject }
type Authority = Pair & { certificate: Buffer; name: Name }

export type IssuerName = 'intermediate' | 'expired-intermediate' | 'rsa-intermediate' | 'private-root' | 'self'

export type CertificateOrder = {
  /** DNS names of the subject alternative name extension; empty leaves the extension out. */
  names: readonly string[]
  commonName?: string
  /** Default `intermediate`. */
  issuer?: IssuerName
  key?: 'ec' | 'rsa'
  /** Days from now; defaults -20 and +70. */
  from?: number
  until?: number
  /** Which certificates follow the leaf; default: the issuer alone (nothing for `self`). */
  send?: readonly ('issuer' | 'root' | 'leaf')[]
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
  issue(order: CertificateOrder): IssuedCertificate
}

const days = (offset: number) => new Date(Date.now() + offset * DAY)

function createKeys(kind: 'ec' | 'rsa'): Promise<Pair> {
  return kind === 'ec' ? generate('ec', { namedCurve: 'prime256v1' }) : generate('rsa', { modulusLength: 2048 })
}

async function createRoot(commonName: string): Promise<Authority> {
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

type IntermediateOrder = { commonName: string; kind: 'ec' | 'rsa'; from: number; until: number }

async function createIntermediate(root: Authority, order: IntermediateOrder): Promise<Authority> {
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
  })
  return { ...keys, certificate, name }
}

/** Generates an authority with its intermediates. All keys live for this process only. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const [root, privateRoot] = await Promise.all([createRoot('Lab Root'), createRoot('Lab Root Nobody Trusts')])
  const live = { from: -300, until: 1500 }
  const [intermediate, rsaIntermediate, expired, leafKeys] = await Promise.all([
    createIntermediate(root, { commonName: 'Lab Intermediate E1', kind: 'ec', ...live }),
    createIntermediate(root, { commonName: 'Lab Intermediate R1', kind: 'rsa', ...live }),
    createIntermediate(root, { commonName: 'Lab Intermediate E0', kind: 'ec', from: -600, until: -12 }),
    createKeys('ec'),
  ])
  const authorities: Record<Exclude<IssuerName, 'self'>, Authority> = {
    intermediate,
    'rsa-intermediate': rsaIntermediate,
    'expired-intermediate': expired,
    'private-root': privateRoot,
  }
  // One key per type for all leaves: making keys is the slow part, and no test compares them.
  const shared: Record<'ec' | 'rsa', Pair> = { ec: leafKeys, rsa: rsaIntermediate }

  function issue(order: CertificateOrder): IssuedCertificate {
    const keys = shared[order.key ?? 'ec']
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
      ...(order.mustStaple === undefined ? {} : { mustStaple: order.mustStaple }),
    })
    const further = { issuer: issuer.certificate, root: root.certificate, leaf }
    const sent = (order.send ?? ['issuer']).flatMap((name) => further[name] ?? [])
    return {
      key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      cert: [leaf, ...sent].map(toPem).join(''),
    }
  }

  return { rootPem: toPem(root.certificate), intermediateDer: intermediate.certificate, issue }
}
