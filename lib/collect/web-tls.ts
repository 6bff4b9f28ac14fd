import { webAddresses } from '../evidence/web-addresses'
import { type WebCertificate, type WebHandshake, type WebTlsAddress, webTls } from '../evidence/web-tls'
import type { AiaResult, CertificateFacts, Handshake, TlsProber } from '../net/tls-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { errorFacts } from './shared/web-chain'

const MAX_ADDRESSES = 8
const MAX_NAMES = 120
const MAX_NAME = 260
const MAX_UNNAMED = 2

type Shelf = Map<string, WebCertificate>
type Address = Pick<WebTlsAddress, 'address' | 'family'>

function certificateFacts(facts: CertificateFacts, host: string): WebCertificate {
  // The names that matter for this host come first, so that cutting a long list never hides them.
  const parent = host.slice(host.indexOf('.') + 1)
  const near = (name: string): boolean => name === host || name.endsWith(parent)
  const names = [...facts.dnsNames.filter(near), ...facts.dnsNames.filter((name) => !near(name))]
  const { fingerprint: _f, publicKeyHash: _k, selfIssued: _s, pathLength: _p, derBytes: _d, ...kept } = facts
  return {
    ...kept,
    keyBits: Math.round(kept.keyBits),
    // Longer than any name of DNS: what is cut names no host.
    dnsNames: names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME)),
    ipAddresses: kept.ipAddresses.slice(0, 20),
  }
}

function handshakeFacts(handshake: Handshake, host: string, shelf: Shelf): WebHandshake {
  if (!handshake.ok) return { ok: false, offer: handshake.offer, error: errorFacts(handshake.error) }
  for (const certificate of [handshake.leaf, ...handshake.chain]) {
    if (!shelf.has(certificate.fingerprint)) shelf.set(certificate.fingerprint, certificateFacts(certificate, host))
  }
  const { leaf, chain, ms: _, ...facts } = handshake
  return { ...facts, leaf: leaf.fingerprint, chain: chain.map((certificate) => certificate.fingerprint) }
}

function aiaFacts(result: AiaResult): WebTlsAddress['aia'] {
  const found = result.status === 'completes' || result.status === 'unknown-root' ? result.issuers : []
  return {
    status: result.status,
    issuers: found.slice(0, 4).map((issuer) => issuer.subject),
    pem: result.status === 'completes' ? result.pem.slice(0, 16 * 1024) : '',
  }
}

function someOf(addresses: readonly Address[]): Address[] {
  const four = addresses.filter((row) => row.family === 4)
  const six = addresses.filter((row) => row.family === 6)
  const turns = Array.from({ length: Math.max(four.length, six.length) }, (_, index) => [four[index], six[index]])
  return turns
    .flat()
    .filter((row) => row !== undefined)
    .slice(0, MAX_ADDRESSES)
}

type Observing = { tls: TlsProber; host: string; shelf: Shelf; legacy: boolean }

async function observe({ tls, host, shelf, legacy }: Observing, { address, family }: Address): Promise<WebTlsAddress> {
  const seen = await tls.observe({ host, address })
  const needsIssuer = seen.first.ok && seen.first.path === 'incomplete'
  const unnamed = legacy && seen.first.ok ? await tls.observeUnnamed({ host, address }) : null
  return {
    address,
    family,
    first: handshakeFacts(seen.first, host, shelf),
    second: seen.second === null ? null : handshakeFacts(seen.second, host, shelf),
    aia: needsIssuer ? aiaFacts(await tls.completeByAia({ host, address })) : null,
    ...(unnamed === null ? {} : { unnamed: handshakeFacts(unnamed, host, shelf) }),
  }
}

export default defineCollector(webTls, {
  needs: { web: webAddresses },
  lane: 'tcp',
  timeoutMs: 40_000,
  async collect({ web }, { net, target, softDeadline }) {
    const shelf: Shelf = new Map()
    const rows = web.hosts.map(async ({ host, roles, state, addresses }) => ({
      host,
      roles: [...roles],
      state,
      addresses: await Promise.all(
        someOf(addresses).map(({ address, family }, index) => {
          const late = { address, family, first: null, second: null, aia: null }
          const legacy = target.profile.legacyClients === true && index < MAX_UNNAMED
          return byDeadline(softDeadline, observe({ tls: net.tls, host, shelf, legacy }, { address, family }), late)
        }),
      ),
    }))
    const hosts = await Promise.all(rows)
    return { hosts, certificates: Object.fromEntries(shelf) }
  },
})
