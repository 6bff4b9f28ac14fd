import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dnsLabEnvironment } from './environment'
import { type DnsLab, startDnsLab } from './lab'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

const ZONES = `
zone acme.test
@ 300 TXT "v=spf1 include:first.acme.test include:second.acme.test exp=why.acme.test -all"
first 300 TXT "v=spf1 ip4:198.18.1.0/24 -all"
second 300 TXT "v=spf1 a:mail.acme.test ip6:2001:db8:1::/48 ?all"
mail 300 A 198.18.2.2
why 300 TXT "%{i} may not send for %{d}, says %{r}, greeted by %{h}"
zone space.test
@ 300 TXT "v=spf1 a:a%_b.space.test -all"
zone silent.test
@ 300 TXT "v=spf1 a:mail.silent.test -all"
fault * mail.silent.test A servfail
zone twice.test
@ 300 TXT "v=spf1 -all"
@ 300 TXT "v=spf1 ~all"
zone deep.test
@ 300 TXT "v=spf1 ${Array.from({ length: 11 }, (_unused, index) => `a:h${index}.deep.test`).join(' ')} -all"
${Array.from({ length: 11 }, (_unused, index) => `h${index} 300 A 198.18.3.${index}`).join('\n')}
zone bounce.test
@ 300 TXT "v=spf1 exists:%{l}.at.bounce.test -all"
postmaster.at 300 A 198.18.1.1
`

const documentSchema = z.strictObject({
  result: z.enum(['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror']),
  explanation: z.string().optional(),
  lookups: z.number(),
  voids: z.number(),
  trace: z.looseObject({ domain: z.string(), result: z.string(), terms: z.array(z.looseObject({ text: z.string() })) }),
})

describe('the command that judges a sender', () => {
  let lab: DnsLab
  beforeAll(async () => {
    lab = await startDnsLab({ zones: [ZONES] })
  })
  afterAll(() => lab.stop())

  function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const inherited = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'test' as const }
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        ['scripts/spf.mjs', ...args],
        { cwd: ROOT, env: { ...inherited, ...dnsLabEnvironment(lab) } },
        (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      )
    })
  }

  async function judge(ip: string, from: string, helo = 'mail.acme.test') {
    const { code, out, err } = await call('--ip', ip, '--helo', helo, '--from', from, '--receiver', 'mx.test', '--json')
    expect([code, err]).toEqual([0, ''])
    return documentSchema.parse(JSON.parse(out))
  }

  const cases: [name: string, ip: string, from: string, expected: Partial<z.infer<typeof documentSchema>>][] = [
    ['a listed server', '198.18.1.7', 'hello@acme.test', { result: 'pass', lookups: 1, voids: 0 }],
    ['an IPv4 address inside IPv6', '::ffff:198.18.2.2', 'hello@acme.test', { result: 'pass', lookups: 3 }],
    ['an IPv6 server', '2001:db8:1::5', 'hello@acme.test', { result: 'pass', lookups: 3, voids: 1 }],
    [
      'a stranger, with the explanation of the domain',
      '203.0.113.9',
      'hello@acme.test',
      {
        result: 'fail',
        explanation: '203.0.113.9 may not send for acme.test, says mx.test, greeted by mail.acme.test',
        lookups: 3,
      },
    ],
    ['a name without a record', '203.0.113.9', 'hello@mail.acme.test', { result: 'none' }],
    ['an address literal as domain', '203.0.113.9', 'hello@[203.0.113.9]', { result: 'none' }],
    ['a question nobody answers', '203.0.113.9', 'hello@silent.test', { result: 'temperror' }],
    ['two records', '203.0.113.9', 'hello@twice.test', { result: 'permerror' }],
    ['more than ten lookups', '203.0.113.9', 'hello@deep.test', { result: 'permerror' }],
    ['a space that a macro puts into a name', '203.0.113.9', 'hello@space.test', { result: 'fail', voids: 1 }],
  ]
  it.each(cases)(
    'judges %s',
    async (_name, ip, from, expected) => {
      expect(await judge(ip, from)).toMatchObject(expected)
    },
    30_000,
  )

  it('judges a bounce by postmaster at the HELO name', async () => {
    expect(await judge('203.0.113.9', '', 'bounce.test')).toMatchObject({ result: 'pass' })
    expect(await judge('203.0.113.9', '<>', 'bounce.test')).toMatchObject({ result: 'pass' })
  }, 30_000)

  it('asks each question once and never for the obsolete record type', async () => {
    lab.log.length = 0
    await judge('203.0.113.9', 'hello@acme.test')
    const asked = lab.log.map((question) => `${question.name} ${question.type}`)
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked.filter((question) => /SPF|UNKNOWN_99/.test(question))).toEqual([])
  }, 30_000)

  it('draws the tree with the cost of every include', async () => {
    const { code, out } = await call('--ip', '203.0.113.9', '--helo', 'x.test', '--from', 'hello@acme.test')
    expect(code).toBe(0)
    expect(out).toMatch(/^Result: fail\n/)
    expect(out).toContain('Lookups: 3 of 10; empty answers: 0 of 2')
    expect(out).toContain('include:first.acme.test  (costs 1, no match)')
    expect(out).toContain('include:second.acme.test  (costs 2: 1 + 1 inside, no match)')
  }, 30_000)

  it('tells silence and doubles from a missing record', async () => {
    const tree = async (from: string) => (await call('--ip', '203.0.113.9', '--helo', 'x.test', '--from', from)).out
    expect(await tree('a@twice.test')).toContain('twice.test: more than one record')
    expect(await tree('a@mail.acme.test')).toContain('mail.acme.test: no record')
  }, 30_000)

  const refused: [name: string, args: string[], words: RegExp][] = [
    ['no address', ['--from', 'a@acme.test'], /--ip/],
    ['an address that is none', ['--ip', '10.0.0', '--from', 'a@acme.test'], /10\.0\.0 is not/],
    ['nobody to judge', ['--ip', '198.18.1.1', '--from', ''], /--helo/],
    ['an unknown option', ['--ip', '198.18.1.1', '--speed', 'high'], /^--speed: there is no such option/],
    ['an option without its value', ['--ip', '--from', 'a@acme.test'], /^--ip: the value is missing/],
    ['a stray word', ['--ip', '198.18.1.1', 'a@acme.test'], /a@acme\.test/],
  ]
  it.each(refused)(
    'refuses %s with one sentence and exit code 2',
    async (_name, args, words) => {
      const { code, out, err } = await call(...args)
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(words)
    },
    30_000,
  )
})
