import { type TlsWireHost, type TlsWireLook, tlsWire } from '../evidence/tls-wire'
import { webTls } from '../evidence/web-tls'
import type { TlsProber, WireChain, WireLook } from '../net/tls-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { addressesWorthALook } from './shared/tls-addresses'
import { errorFacts } from './shared/web-chain'

const MAX_LOOKS = 2

function chainFacts({ certificates, bytes }: WireChain): TlsWireLook['chains'][number] {
  return {
    bytes,
    certificates: certificates.map(({ bytes: size, facts }) => ({
      fingerprint: facts?.fingerprint ?? '',
      subject: facts?.subject.text.slice(0, 600) ?? '',
      issuer: facts?.issuer.text.slice(0, 600) ?? '',
      bytes: size,
      selfIssued: facts?.selfIssued ?? false,
    })),
  }
}

function lookFacts({ address, versions, suites, chains, forwardSecret, error }: WireLook): TlsWireLook {
  return {
    address,
    versions: { ...versions },
    suites: suites.slice(0, 8),
    chains: chains.slice(0, 2).map(chainFacts),
    forwardSecret,
    error: error === null ? null : errorFacts(error),
  }
}

async function look(tls: TlsProber, host: string, address: string): Promise<TlsWireLook> {
  return lookFacts(await tls.wire({ host, address }))
}

export default defineCollector(tlsWire, {
  needs: { tls: webTls },
  lane: 'tcp',
  timeoutMs: 40_000,
  async collect({ tls }, { net, softDeadline }) {
    const rows = tls.hosts.map(
      async ({ host, roles, state, addresses }): Promise<TlsWireHost> => ({
        host,
        roles: [...roles],
        state,
        looks: await Promise.all(
          addressesWorthALook(addresses, MAX_LOOKS).map((address) =>
            byDeadline(softDeadline, look(net.tls, host, address), null),
          ),
        ),
      }),
    )
    return { hosts: await Promise.all(rows) }
  },
})
