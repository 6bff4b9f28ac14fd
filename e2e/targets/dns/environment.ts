import type { DnsLab } from './lab'

/**
 * The environment that points the product at a laboratory. `dialMap` and `publicCidrs` of other
 * laboratory servers are added to those of DNS.
 */
export function dnsLabEnvironment(
  lab: Pick<DnsLab, 'resolvers' | 'dialMap' | 'publicCidrs'>,
  more: { dialMap?: Record<string, string>; publicCidrs?: readonly string[] } = {},
): Record<string, string> {
  return {
    LR_TEST_NETWORK: '1',
    LR_DNS_RESOLVERS: lab.resolvers.join(','),
    LR_DNS_AUTHORITY: 'on',
    LR_DIAL_MAP: JSON.stringify({ ...lab.dialMap, ...more.dialMap }),
    LR_PUBLIC_CIDRS: [...lab.publicCidrs, ...(more.publicCidrs ?? [])].join(','),
  }
}
