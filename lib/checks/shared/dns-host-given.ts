import type { DnsHost } from '../../evidence/dns-hosts'

/** An address row for case tables. */
export function address(text: string, kind = 'public') {
  return { address: text, class: kind, ttl: 300 }
}

/** A family that answered with public addresses, or with nothing. */
export function family(...addresses: ReturnType<typeof address>[]): DnsHost['v4'] {
  return { status: addresses.length > 0 ? 'answer' : 'nodata', addresses }
}

/** A host with one public IPv4 address, unless told otherwise. */
export function givenHost(name: string, extra: Partial<DnsHost> = {}): DnsHost {
  return {
    name,
    role: name.startsWith('www.') ? 'www' : name.split('.').length > 2 ? 'app' : 'apex',
    registered: true,
    chain: [],
    chainEnd: 'addresses',
    finalName: name,
    v4: family(address('203.0.113.10')),
    v6: family(),
    byWildcard: false,
    isMailTarget: false,
    ...extra,
  }
}

const absent = (status: 'nxdomain' | 'nodata') => ({ status, addresses: [], absence: 'absent' as const })

/** A host the authority says does not exist. */
export function missingHost(name: string, extra: Partial<DnsHost> = {}): DnsHost {
  return givenHost(name, { chainEnd: 'nothing', v4: absent('nxdomain'), v6: absent('nxdomain'), ...extra })
}

/** A host whose questions ended with one status for both families. */
export function brokenHost(name: string, status: DnsHost['v4']['status'], extra: Partial<DnsHost> = {}): DnsHost {
  return givenHost(name, {
    chainEnd: 'unknown',
    v4: { status, addresses: [] },
    v6: { status, addresses: [] },
    ...extra,
  })
}
