import type { TlsWire, TlsWireChain, TlsWireLook, TlsWireSuite } from '../../evidence/tls-wire'

type Version = keyof TlsWireLook['versions']
type Sent = TlsWireChain['certificates'][number]

/** A suite a server chose. For tests. */
export function suite(name: string, part: Partial<TlsWireSuite> = {}): TlsWireSuite {
  return { name, exchange: 'ecdhe', weakness: null, version: 'TLSv1.2', dhBits: null, ...part }
}

export const STRONG = suite('TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256')

/** A certificate as sent: `leaf` was made by `issuer`. For tests. */
export function sent(subject: string, issuer: string, part: Partial<Sent> = {}): Sent {
  return {
    fingerprint: `${subject} by ${issuer}`,
    subject,
    issuer,
    bytes: 1100,
    selfIssued: subject === issuer,
    ...part,
  }
}

/** Certificates in the order they were sent. For tests. */
export function sentChain(
  certificates: Sent[],
  bytes = certificates.reduce((sum, one) => sum + one.bytes, 3),
): TlsWireChain {
  return { certificates, bytes }
}

export const LEAF = sent('CN=acme.io', 'CN=E7')
export const INTERMEDIATE = sent('CN=E7', 'CN=ISRG Root X1')
export const ROOT = sent('CN=ISRG Root X1', 'CN=ISRG Root X1')

/** What one address shows: these versions are accepted, those unanswered, the others refused. For tests. */
export function wireLook(
  accepted: readonly Version[],
  part: Partial<TlsWireLook> & { unanswered?: readonly Version[] } = {},
): TlsWireLook {
  const { unanswered = [], ...rest } = part
  const stateOf = (version: Version) =>
    accepted.includes(version) ? 'accepted' : unanswered.includes(version) ? 'unknown' : 'refused'
  return {
    address: '104.16.1.10',
    versions: {
      SSLv3: stateOf('SSLv3'),
      TLSv1: stateOf('TLSv1'),
      'TLSv1.1': stateOf('TLSv1.1'),
      'TLSv1.2': stateOf('TLSv1.2'),
      'TLSv1.3': stateOf('TLSv1.3'),
    },
    suites: accepted.includes('TLSv1.2') ? [STRONG] : [],
    chains: accepted.includes('TLSv1.2') ? [sentChain([LEAF, INTERMEDIATE])] : [],
    forwardSecret: 'yes',
    error: null,
    ...rest,
  }
}

/** `tls.wire` of hosts from what their addresses show. For tests. */
export function wireOf(hosts: Record<string, (TlsWireLook | null)[] | TlsWire['hosts'][number]['state']>): TlsWire {
  return {
    hosts: Object.entries(hosts).map(([host, looks]) => ({
      host,
      roles: ['app' as const],
      state: typeof looks === 'string' ? looks : ('ok' as const),
      looks: typeof looks === 'string' ? [] : looks,
    })),
  }
}

export const MODERN = ['TLSv1.2', 'TLSv1.3'] as const
