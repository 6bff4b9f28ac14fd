import { Absent } from '../engine/collector'
import { type TlsCiphersHost, tlsCiphers } from '../evidence/tls-ciphers'
import { tlsWire } from '../evidence/tls-wire'
import type { TlsProber } from '../net/tls-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { isProven } from './shared/ports'
import { errorFacts } from './shared/web-chain'

async function sweep(tls: TlsProber, host: string, address: string): Promise<TlsCiphersHost['sweep']> {
  const { found, complete, hellos, error } = await tls.sweep({ host, address })
  return { found: found.slice(0, 12), complete, hellos, error: error === null ? null : errorFacts(error) }
}

export default defineCollector(tlsCiphers, {
  needs: { wire: tlsWire },
  lane: 'tcp',
  timeoutMs: 60_000,
  async collect({ wire }, { net, ports, softDeadline }) {
    const allowed = wire.hosts.filter(({ host, state }) => state === 'ok' && isProven(ports, host))
    if (allowed.length === 0) throw new Absent('needs-permission')
    const rows = allowed.flatMap(({ host, looks }) => {
      const [look] = looks
      // Where only TLS 1.3 is spoken there is nothing that could be weak.
      const older = Object.entries(look?.versions ?? {}).filter(([version]) => version !== 'TLSv1.3')
      const isModern = look?.versions['TLSv1.3'] === 'accepted' && older.every(([, answer]) => answer === 'refused')
      return look === undefined || look === null || isModern ? [] : [{ host, address: look.address }]
    })
    const hosts = rows.map(async ({ host, address }) => ({
      host,
      address,
      sweep: await byDeadline(softDeadline, sweep(net.tls, host, address), null),
    }))
    return { hosts: await Promise.all(hosts) }
  },
})
