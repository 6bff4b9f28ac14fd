import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SenderSimulationDto } from '@/lib/contracts/sender'
import { readSender, SenderError, simulateSender } from '@/lib/live/simulate-sender'
import { dnsClientFor } from './client-for'
import { type DnsLab, startDnsLab } from './lab'

const ZONE = `
zone many.test
@ 300 TXT "v=spf1 ${Array.from({ length: 6 }, (_unused, index) => `include:i${index}.many.test`).join(' ')} exists:gone.many.test ip4:198.18.7.7 -all exp=why.many.test"
${Array.from({ length: 6 }, (_unused, index) => `i${index} 300 TXT "v=spf1 include:leaf${index}.many.test ~all"\nleaf${index} 300 TXT "v=spf1 ip4:198.18.6.${index} ~all"`).join('\n')}
_dmarc.team 300 TXT "v=DMARC1; p=reject"
why 300 TXT "%{i} may not send for %{d}"
few 300 TXT "v=spf1 a:gone.many.test ip4:198.18.7.0/24 include:_spf.google.com -all exp=why.many.test"
`

let lab: DnsLab
beforeAll(async () => {
  lab = await startDnsLab({ extraZones: [ZONE] })
})
afterAll(() => lab.stop())

async function ask(ip: string, from: string, helo = '') {
  const dns = dnsClientFor(lab)
  return SenderSimulationDto.parse(await simulateSender({ ip, from, helo }, { dns, now: 0 }))
}

describe('the sender simulator', () => {
  it('says what a receiver says and where the address matched', async () => {
    const seen = await ask('198.18.7.9', 'hello@few.many.test')
    expect(seen.spf).toMatchObject({ result: 'pass', lookups: 1, voids: 1 })
    expect(seen.spf.rows.map((row) => [row.term, row.outcome])).toEqual([
      ['a:gone.many.test', 'no-match'],
      ['ip4:198.18.7.0/24', 'match'],
      ['include:_spf.google.com', 'not-reached'],
      ['-all', 'not-reached'],
    ])
    expect(seen.spf.rows[0]).toMatchObject({ voids: ['gone.many.test'] })
  })

  it('explains a refusal in the words of the domain', async () => {
    const seen = await ask('192.0.2.1', 'hello@few.many.test', 'mx.many.test')
    expect(seen.spf).toMatchObject({ result: 'fail', explanation: '192.0.2.1 may not send for few.many.test' })
  })

  it('shows what every include costs and where ten is crossed, beyond where a receiver stops', async () => {
    const seen = await ask('192.0.2.1', 'hello@many.test')
    expect(seen.spf).toMatchObject({ result: 'permerror', reason: 'too-many-lookups' })
    expect(seen.whole.lookups).toBe(13)
    const crossing = seen.whole.rows.filter((row) => row.crosses)
    expect(crossing).toMatchObject([{ term: 'include:i5.many.test', cost: 1, total: 2, running: 11 }])
    expect(seen.whole.rows.at(-1)?.running).toBe(13)
    expect(seen.whole.rows.find((row) => row.term === 'exists:gone.many.test')?.voids).toEqual(['gone.many.test'])
  })

  it('names the service behind an include', async () => {
    const seen = await ask('198.18.23.1', 'hello@shop-good.test')
    expect(seen.spf.result).toBe('pass')
    expect(seen.whole.rows[0]).toMatchObject({
      term: 'include:_spf.google.com',
      provider: 'Google Workspace',
      total: 3,
    })
  })

  it('finds the policy by the walk and says where the older view differs', async () => {
    const own = await ask('192.0.2.1', 'hello@shop-good.test')
    expect(own.dmarc).toMatchObject({ policyDomain: 'shop-good.test', policy: 'quarantine', differs: false })
    const below = await ask('192.0.2.1', 'hello@a.b.shop-good.test')
    expect(below.dmarc).toMatchObject({
      policyDomain: 'shop-good.test',
      policy: 'quarantine',
      organisation: 'shop-good.test',
    })
    expect(below.dmarc.steps.map((step) => step.domain)).toEqual([
      'a.b.shop-good.test',
      'b.shop-good.test',
      'shop-good.test',
      'test',
    ])
  })

  it('shows both views where a record stands between the domain and its organisation', async () => {
    const { dmarc } = await ask('192.0.2.1', 'hello@a.team.many.test')
    expect(dmarc).toMatchObject({ policyDomain: 'team.many.test', policy: 'reject', tag: 'p', differs: true })
    expect(dmarc.legacy).toEqual({ organisation: 'many.test' })
    expect(dmarc.steps.filter((step) => step.decides).map((step) => step.domain)).toEqual(['team.many.test'])
  })

  it('judges a bounce by the name of the server', async () => {
    expect(await ask('198.18.23.1', '', 'shop-good.test')).toMatchObject({ domain: 'shop-good.test', from: '' })
  })

  it('answers for a domain without anything', async () => {
    const seen = await ask('2001:db8::1', 'a@nowhere-at-all.test')
    expect(seen).toMatchObject({ spf: { result: 'none', rows: [] }, dmarc: { unsure: false } })
  })

  it.each([
    ['ip', { ip: 'mail.acme.io', helo: '', from: 'a@acme.io' }],
    ['ip', { ip: '192.0.2.300', helo: '', from: 'a@acme.io' }],
    ['from', { ip: '192.0.2.1', helo: '', from: '' }],
    ['from', { ip: '192.0.2.1', helo: '', from: 'a@localhost' }],
    ['from', { ip: '192.0.2.1', helo: '', from: 'Ada <a@acme.io>' }],
    ['from', { ip: '192.0.2.1', helo: '', from: `a@${'x'.repeat(300)}.io` }],
    ['helo', { ip: '192.0.2.1', helo: 'localhost', from: '' }],
  ])('refuses a bad %s', (field, question) => {
    expect(() => readSender(question)).toThrow(expect.objectContaining({ name: SenderError.name, field }))
  })

  it('reads what people type', () => {
    expect(readSender({ ip: ' [2001:db8::1] ', helo: ' mx.acme.io ', from: '<a@münchen.de>' })).toEqual({
      ip: '2001:db8::1',
      helo: 'mx.acme.io',
      from: 'a@xn--mnchen-3ya.de',
    })
  })
})
