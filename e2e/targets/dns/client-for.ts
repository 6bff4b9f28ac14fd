import { parseConfig } from '@/lib/config'
import { createAddressPolicy } from '@/lib/net/address'
import { createDialMap } from '@/lib/net/dial'
import type { DnsClientDeps } from '@/lib/net/dns/client'
import { createDnsClient } from '@/lib/net/dns/client'
import type { DnsClient } from '@/lib/net/dns/types'
import { dnsLabEnvironment } from './environment'
import type { DnsLab } from './lab'

/** Short waits, so that faults do not slow a test down; wide enough for a busy machine. */
export const QUICK_DNS = { tryMs: 500, questionMs: 2500, tries: 2, settleMs: 200 }

/** The product's DNS client as one run has it, asking the laboratory. */
export function dnsClientFor(
  lab: Pick<DnsLab, 'resolvers' | 'dialMap' | 'publicCidrs'>,
  options: Partial<DnsClientDeps> & { environment?: Record<string, string> } = {},
): DnsClient {
  const { environment, ...deps } = options
  const config = parseConfig({ ...dnsLabEnvironment(lab), ...environment })
  return createDnsClient({
    config,
    policy: createAddressPolicy(config),
    dialMap: createDialMap(config),
    signal: new AbortController().signal,
    now: () => Date.parse('2026-08-01T00:00:00Z'),
    timing: QUICK_DNS,
    ...deps,
  })
}
