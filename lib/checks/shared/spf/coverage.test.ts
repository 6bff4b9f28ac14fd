import { describe, expect, it } from 'vitest'
import { auditSpf } from './audit'
import type { SpfLookup } from './types'

const zone: Record<string, string[]> = {
  'inc.test TXT': ['v=spf1 ip4:198.18.0.0/24 -ip4:198.18.1.0/24 ~all'],
  'open.test TXT': ['v=spf1 +all'],
  'acme.io A': ['198.18.9.9'],
  'acme.io MX': ['mx.acme.io'],
  'mx.acme.io A': ['198.18.9.10', '198.18.9.11'],
}

async function passing(record: string): Promise<number> {
  const lookup: SpfLookup = async (name, type) => {
    const values = name === 'acme.io' && type === 'TXT' ? [record] : zone[`${name} ${type}`]
    return values === undefined ? { status: 'void', nxdomain: true } : { status: 'found', values }
  }
  return (await auditSpf({ domain: 'acme.io', lookup })).passingIpv4
}

describe('passingIpv4', () => {
  const rows: Record<string, number> = {
    'v=spf1 -all': 0,
    'v=spf1 ip4:198.18.0.0/24 -all': 256,
    'v=spf1 ip4:198.18.0.0/24 ip4:198.18.0.128/25 -all': 256,
    'v=spf1 ip4:198.18.0.77/24 -all': 256,
    'v=spf1 -ip4:198.18.0.0/25 ip4:198.18.0.0/24 -all': 128,
    'v=spf1 a mx -all': 3,
    'v=spf1 a/24 -all': 256,
    'v=spf1 include:inc.test -all': 256,
    'v=spf1 ?include:open.test -all': 0,
    'v=spf1 redirect=inc.test': 256,
    'v=spf1 +all': 2 ** 32,
    'v=spf1 -ip4:0.0.0.0/1 +all': 2 ** 31,
    'v=spf1 ip6:2001:db8::/32 -all': 0,
  }
  for (const [record, count] of Object.entries(rows)) {
    it(`${record} lets ${count} addresses send`, async () => expect(await passing(record)).toBe(count))
  }
})
