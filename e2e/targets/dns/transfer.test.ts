import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import dnsZoneTransfer from '@/lib/checks/dns-zone-transfer'
import collector from '@/lib/collect/dns-transfer'
import { NO_PORTS } from '@/lib/collect/shared/ports'
import { parseConfig } from '@/lib/config'
import type { CheckResult } from '@/lib/engine/finding'
import { run } from '@/lib/engine/run'
import { bareTarget } from '@/lib/engine/target'
import { createNet } from '@/lib/net/create'
import { startWorld, type World } from '../world'
import { QUICK_DNS } from './client-for'

const ZONES = `
zone shared.test flag=axfr ns=ns1,ns6 parent=ns1,ns6
@ 300 A 198.18.1.1
admin 300 A 198.18.1.2
secret 300 TXT "nobody should read this"

zone closed.test
@ 300 A 198.18.1.1

zone hangup.test
@ 300 A 198.18.1.1
fault * hangup.test AXFR tcp-refuse

zone mute.test
@ 300 A 198.18.1.1
fault * mute.test AXFR drop
`

let world: World
beforeAll(async () => {
  world = await startWorld({ sites: [], zones: 'all', extraZones: [ZONES] })
})
afterAll(() => world.stop())

type Permission = { allowActive: boolean; provenNames: readonly string[] }

async function judge(domain: string, { allowActive, provenNames }: Permission) {
  world.dns.log.length = 0
  const net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: 'transfer',
    dnsTiming: QUICK_DNS,
  })
  try {
    const { results, evidence } = await run({
      checks: [dnsZoneTransfer],
      collectors: [collector],
      target: bareTarget(domain),
      net,
      allowActive,
      ports: { ...NO_PORTS, provenNames },
    })
    const [result] = results
    return { result, evidence: JSON.stringify([...evidence.values()]) }
  } finally {
    await net.close()
  }
}

const transfers = () => world.dns.log.filter(({ type }) => type === 'AXFR')
const verdicts = (result: CheckResult | undefined) => result?.findings.map(({ verdict }) => verdict)

describe('downloading a zone', () => {
  it('asks each name server once, over TCP, and reads two names', async () => {
    const { result, evidence } = await judge('shared.test', { allowActive: true, provenNames: ['shared.test'] })
    expect(verdicts(result)).toEqual(['warn', 'warn'])
    expect(
      transfers()
        .map(({ server, transport }) => [server, transport])
        .sort(),
    ).toEqual([
      ['ns1', 'tcp'],
      ['ns6', 'tcp'],
    ])
    expect(evidence).not.toContain('secret')
    expect(evidence).not.toContain('nobody should read this')
  })

  it.each([
    ['closed.test', 'pass'],
    ['hangup.test', 'pass'],
    ['mute.test', 'unknown'],
  ])('%s: %s', async (domain, verdict) => {
    const { result } = await judge(domain, { allowActive: true, provenNames: [domain] })
    expect(verdicts(result)).toEqual([verdict, verdict])
  })

  it.each([
    ['nobody allowed active probes', { allowActive: false, provenNames: ['shared.test'] }],
    ['ownership of nothing is proven', { allowActive: true, provenNames: [] }],
    ['another domain is proven', { allowActive: true, provenNames: ['closed.test', 'test.shared.test'] }],
  ])('asks for nothing where %s', async (_case, permission) => {
    const { result } = await judge('shared.test', permission)
    expect(result?.verdict).toBe('not-applicable')
    expect(transfers()).toEqual([])
  })

  it('leaves the zone above a proven name alone', async () => {
    const { result } = await judge('admin.shared.test', { allowActive: true, provenNames: ['admin.shared.test'] })
    expect(result?.verdict).toBe('not-applicable')
    expect(transfers()).toEqual([])
  })
})
