import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import dnsBlocklist from '@/lib/checks/dns-blocklist'
import dnsDrift from '@/lib/checks/dns-drift'
import { type Confirmed, snapshotOf } from '@/lib/checks/shared/drift'
import { NO_PORTS } from '@/lib/collect/shared/ports'
import { parseConfig } from '@/lib/config'
import type { AnyCheck } from '@/lib/engine/check'
import { run } from '@/lib/engine/run'
import { type Target, targetSchema } from '@/lib/engine/target'
import { dnsDrift as driftEvidence } from '@/lib/evidence/dns-drift'
import { createNet } from '@/lib/net/create'
import { collectors } from '@/lib/registry/registry'
import { startWorld, type World } from '../world'
import { QUICK_DNS } from './client-for'

const ZONES = `
zone drift.test
@ 300 A 198.18.1.1
www 300 CNAME drift.test
app 300 A 198.18.1.2
@ 300 MX 10 aspmx.l.google.com
@ 300 TXT "v=spf1 include:_spf.google.com ~all"
@ 300 TXT "another text"
_dmarc 300 TXT "v=DMARC1; p=reject"
s1._domainkey 300 TXT "v=DKIM1; p=@RSA2048"

# A list of domains, one of addresses, one that turns us away, one that holds everything.
zone dbl.test
test 300 A 127.0.0.2
drift.test 300 A 127.0.1.2
drift.test 300 TXT "https://dbl.test/lookup?drift.test"
zone zen.test
2.0.0.127 300 A 127.0.0.2
zone away.test
test 300 A 127.255.255.254
zone all.test
* 300 A 127.0.0.2
`

const target: Target = targetSchema.parse({
  domain: 'drift.test',
  hosts: [
    { name: 'drift.test', role: 'apex' },
    { name: 'www.drift.test', role: 'www' },
    { name: 'app.drift.test', role: 'app' },
  ],
  sending: [{ domain: 'drift.test', selectors: ['s1'] }],
})

let world: World
beforeAll(async () => {
  world = await startWorld({ sites: [], zones: 'all', extraZones: [ZONES] })
})
afterAll(() => world.stop())

async function judge(check: AnyCheck, options: { env?: Record<string, string>; confirmed?: Confirmed } = {}) {
  const net = createNet({
    config: parseConfig({ ...world.env, ...options.env }),
    signal: new AbortController().signal,
    runId: 'person',
    dnsTiming: QUICK_DNS,
  })
  const { confirmed } = options
  const stored = confirmed === undefined ? undefined : { value: confirmed, at: Date.now(), by: 'the founder' }
  try {
    const { results, evidence } = await run({
      checks: [check],
      collectors,
      target,
      net,
      ports: { ...NO_PORTS, input: (question: string) => (question === 'dns-confirmed' ? stored : undefined) },
    })
    const [result] = results
    return { result, codes: result?.findings.map(({ verdict, code }) => `${verdict} ${code}`).sort(), evidence }
  } finally {
    await net.close()
  }
}

async function confirmedNow(): Promise<Confirmed> {
  const outcome = (await judge(dnsDrift)).evidence.get('dns.drift')
  return snapshotOf(outcome?.status === 'ok' ? driftEvidence.schema.parse(outcome.value).sets : [])
}

function without(confirmed: Confirmed, type: string, values: string[]): Confirmed {
  return { sets: confirmed.sets.map((set) => (set.type === type ? { ...set, values } : set)) }
}

describe('changes of confirmed records', () => {
  it('asks for a confirmation first', async () => {
    expect((await judge(dnsDrift)).codes).toEqual(['unknown confirm'])
  })

  it('passes what is as confirmed, whatever its order', async () => {
    const confirmed = await confirmedNow()
    expect(confirmed.sets.find(({ type }) => type === 'SPF')?.values).toEqual(['v=spf1 include:_spf.google.com ~all'])
    expect((await judge(dnsDrift, { confirmed })).codes).toEqual(['pass ok'])
  })

  it.each([
    ['MX', ['10 mail.drift.test'], ['warn changed']],
    ['DMARC', [], ['warn appeared']],
    ['NS', ['ns1.elsewhere.example'], ['fail servers']],
  ])('sees that %s is not as confirmed, by two servers', async (type, values, codes) => {
    const confirmed = without(await confirmedNow(), type, values)
    expect((await judge(dnsDrift, { confirmed })).codes).toEqual(codes)
  })

  it('sees that a record disappeared, and only where two servers say so', async () => {
    const confirmed = await confirmedNow()
    const missing = {
      sets: confirmed.sets.map((set) => (set.type === 'CAA' ? { ...set, values: ['0 issue "a.example"'] } : set)),
    }
    expect((await judge(dnsDrift, { confirmed: missing })).codes).toEqual(['warn gone'])
    const restore = world.dns.addFault({ server: 'ns1', name: 'drift.test', type: 'CAA', kind: 'drop' })
    const restoreOther = world.dns.addFault({ server: 'ns2', name: 'drift.test', type: 'CAA', kind: 'drop' })
    expect((await judge(dnsDrift, { confirmed: missing })).codes).toEqual(['unknown undecided'])
    restore()
    restoreOther()
  })

  it('takes a failed question for nothing else', async () => {
    const confirmed = await confirmedNow()
    const restore = world.dns.addFault({ server: 'recursive', name: 'drift.test', type: 'MX', kind: 'servfail' })
    expect((await judge(dnsDrift, { confirmed })).codes).toEqual(['unknown undecided'])
    restore()
  })

  it('does not believe a snapshot of another shape', async () => {
    const odd = { sets: 'all of them' } as unknown as Confirmed
    expect((await judge(dnsDrift, { confirmed: odd })).codes).toEqual(['unknown confirm'])
  })
})

describe('blocklists', () => {
  it.each([
    ['', ['not-applicable off']],
    ['domain:dbl.test', ['fail listed']],
    ['ip:zen.test', ['not-applicable nothing']],
    ['domain:away.test', ['unknown refused']],
    ['domain:all.test', ['unknown untested']],
    ['domain:nobody.test', ['unknown untested']],
  ])('%s', async (lists, codes) => {
    expect((await judge(dnsBlocklist, { env: { LR_DNS_BLOCKLISTS: lists } })).codes).toEqual(codes)
  })

  it('asks a list nothing once its test entry is not as it should be', async () => {
    world.dns.log.length = 0
    await judge(dnsBlocklist, { env: { LR_DNS_BLOCKLISTS: 'domain:away.test' } })
    const asked = world.dns.log.filter(({ name }) => name.endsWith('away.test')).map(({ name }) => name)
    expect(new Set(asked)).toEqual(new Set(['test.away.test', 'invalid.away.test']))
  })
})
