import type { EdgeHost, WebEdge } from '../../../evidence/web-edge'

/** A host that goes straight to its server, changed as told; for tables of cases. */
export function edgeHost(host: string, change: Partial<EdgeHost> = {}): EdgeHost {
  return {
    host,
    roles: [],
    mail: false,
    state: 'ok',
    addresses: ['5.75.128.10'],
    aliases: [],
    answered: true,
    wall: '',
    headers: [['server', 'nginx']],
    cookies: [],
    trace: null,
    ...change,
  }
}

/** A host behind Cloudflare. */
export function proxied(host: string, change: Partial<EdgeHost> = {}): EdgeHost {
  return edgeHost(host, {
    addresses: ['104.16.1.10'],
    headers: [
      ['server', 'cloudflare'],
      ['cf-ray', '8a1-FRA'],
    ],
    ...change,
  })
}

/** The evidence of these hosts. */
export function edgeOf(hosts: EdgeHost[], nameServers: string[] = ['ns1.host.net', 'ns2.host.net']): WebEdge {
  return { hosts, nameServers }
}
