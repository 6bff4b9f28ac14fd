import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dnsClientFor } from '@/e2e/targets/dns/client-for'
import type { DnsLab } from '@/e2e/targets/dns/lab'
import { startDnsLab } from '@/e2e/targets/dns/lab'

const ZONES = `
zone site.test
@ 300 A 198.18.1.1
@ 300 AAAA 2001:db8:1::1
@ 300 TXT "one" "two"
@ 300 CAA 128 futuretag "x"
@ 300 MX 0 .
www 300 CNAME site.test
gone 300 CNAME nowhere.site.test
far 300 CNAME live.other.test
a.b 300 A 198.18.1.2
* 60 TXT "catch-all"
zone other.test
live 300 A 198.18.1.3
zone bogus.test flag=bogus
@ 300 A 198.18.1.4
zone broken.test ns=ns5 parent=ns5
zone big.test
@ 300 TXT "${'x'.repeat(250)}" "${'y'.repeat(250)}" "${'z'.repeat(250)}"
@ 300 TXT "${'u'.repeat(250)}" "${'v'.repeat(250)}" "${'w'.repeat(250)}"
`

let lab: DnsLab
const cleanUp: (() => void)[] = []

beforeAll(async () => {
  lab = await startDnsLab({ zones: [ZONES], resolvers: 2 })
})
afterAll(() => lab.stop())
afterEach(() => {
  for (const undo of cleanUp.splice(0)) undo()
  lab.log.length = 0
})

function fault(...args: Parameters<DnsLab['addFault']>): void {
  cleanUp.push(lab.addFault(...args))
}

const single = () => dnsClientFor({ ...lab, resolvers: lab.resolvers.slice(0, 1) })

describe('budget, cache and ending', () => {
  it('asks one question once, also when several callers ask at the same time', async () => {
    const client = single()
    await Promise.all([
      client.resolve('site.test', 'A'),
      client.resolve('SITE.test.', 'A'),
      client.resolve('site.test', 'A'),
    ])
    await client.resolve('site.test', 'A')
    expect(lab.log).toHaveLength(1)
    expect(client.usage()).toEqual({ asked: 1, left: 599 })
    await client.resolve('site.test', 'A', { fresh: true })
    expect(lab.log).toHaveLength(2)
  })

  it('an empty budget is a status of its own and sends nothing', async () => {
    const client = dnsClientFor(lab, { budget: 1 })
    expect((await client.resolve('site.test', 'A')).status).toBe('answer')
    expect((await client.resolve('site.test', 'MX')).status).toBe('budget')
    expect((await client.resolve('site.test', 'A')).status).toBe('answer')
    expect(lab.log).toHaveLength(1)
  })

  it.each([
    ['spf', 120],
    ['dkim', 90],
  ] as const)('%s questions have %i of the budget', async (purpose, limit) => {
    const client = single()
    const names = Array.from({ length: limit + 1 }, (_unused, index) => `n${index}.site.test`)
    const answers = await Promise.all(names.map((name) => client.resolve(name, 'TXT', { purpose })))
    expect(answers.filter((answer) => answer.status === 'budget')).toHaveLength(1)
    expect((await client.resolve('site.test', 'A')).status).toBe('answer')
  })

  it('ends with the signal of the run', async () => {
    fault({ name: 'site.test', kind: 'drop' })
    const controller = new AbortController()
    const client = dnsClientFor(lab, {
      signal: controller.signal,
      timing: { tryMs: 20_000, questionMs: 60_000, tries: 2, settleMs: 0 },
    })
    const pending = client.resolve('site.test', 'A')
    const queued = Promise.all(
      Array.from({ length: 40 }, (_unused, index) => client.resolve(`q${index}.site.test`, 'A')),
    )
    setTimeout(() => controller.abort(), 30)
    expect((await pending).status).toBe('network')
    expect((await queued).every((answer) => answer.status === 'network')).toBe(true)
    expect((await client.resolve('other.test', 'A')).attempts[0]?.outcome).toBe('aborted')
  })
})
