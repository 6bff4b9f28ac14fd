import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dnsClientFor } from '@/e2e/targets/dns/client-for'
import { type DnsLab, startDnsLab } from '@/e2e/targets/dns/lab'
import { lookAtRecord } from './record'

const TOKEN = 'lr1=abcdefghijklmnopqrstuv'
const OTHER = 'lr1=ABCDEFGHIJKLMNOPQRSTUV'

const ZONES = `
zone plain.test
app 60 A 198.18.1.1
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${TOKEN}"
zone several.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${OTHER}"
_launch-ready 60 TXT "v=something else"
_launch-ready 60 TXT "${TOKEN}"
zone split.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${TOKEN.slice(0, 9)}" "${TOKEN.slice(9)}"
zone spaced.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT " ${TOKEN} "
zone sub.test
@ 60 A 198.18.1.1
_launch-ready.app 60 TXT "${TOKEN}"
zone inner-alias.test
@ 60 A 198.18.1.1
_launch-ready 60 CNAME proofs.inner-alias.test
proofs 60 TXT "${TOKEN}"
zone delegated.test
@ 60 A 198.18.1.1
_launch-ready 60 CNAME here.proofs.delegated.test
proofs 3600 NS ns1.lab.test
zone proofs.delegated.test
here 60 TXT "${TOKEN}"
zone missing.test
@ 60 A 198.18.1.1
zone other.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${OTHER}"
zone shorter.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${TOKEN.slice(0, -1)}"
zone embedded.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "proof ${TOKEN}"
zone quoted.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "\\"${TOKEN}\\""
zone on-name.test
@ 60 A 198.18.1.1
@ 60 TXT "${TOKEN}"
zone doubled.test
@ 60 A 198.18.1.1
_launch-ready.doubled.test 60 TXT "${TOKEN}"
zone differ.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${TOKEN}"
on ns2 _launch-ready 60 TXT "old value"
zone behind.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${TOKEN}"
on recursive _launch-ready 60 TXT "old value"
zone only-resolver.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "old value"
on recursive _launch-ready 60 TXT "${TOKEN}"
zone foreign.test
@ 60 A 198.18.1.1
_launch-ready 60 CNAME anything.stranger.test
zone stranger.test
@ 60 A 198.18.1.2
anything 60 TXT "${TOKEN}"
zone twice.test
@ 60 A 198.18.1.1
_launch-ready 60 CNAME out.twice.test
out 60 CNAME anything.stranger.test
zone dangling.test
@ 60 A 198.18.1.1
_launch-ready 60 CNAME nothing.stranger.test
zone wildcard.test
@ 60 A 198.18.1.1
* 60 CNAME anything.stranger.test
zone wild-text.test
@ 60 A 198.18.1.1
* 60 TXT "v=spf1 -all"
zone refusing.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${TOKEN}"
_launch-ready 60 TXT "LR1=Deny"
zone loop.test
@ 60 A 198.18.1.1
_launch-ready 60 CNAME round.loop.test
round 60 CNAME _launch-ready.loop.test
zone silent.test ns=ns4 parent=ns4
zone failing.test ns=ns5 parent=ns5
zone lame.test ns=ns3,ns1 parent=ns3,ns1
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${TOKEN}"
zone not-ours.test ns=ns6 parent=ns6
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${TOKEN}"
zone inside.test ns=private.inside-ns.test parent=private.inside-ns.test
zone inside-ns.test
private 300 A 10.0.0.53
zone mute-resolver.test
@ 60 A 198.18.1.1
_launch-ready 60 TXT "${TOKEN}"
fault recursive _launch-ready.mute-resolver.test TXT servfail
`

let lab: DnsLab

beforeAll(async () => {
  lab = await startDnsLab({ zones: [ZONES] })
})
afterAll(() => lab.stop())

const look = (name: string, token = TOKEN) => lookAtRecord(dnsClientFor(lab), { name, token })

describe('a record proves a name', () => {
  it.each([
    ['the value alone', 'plain.test'],
    ['other values beside it, one of another workspace', 'several.test'],
    ['the value in two character-strings', 'split.test'],
    ['spaces around it', 'spaced.test'],
    ['a name below the domain', 'app.sub.test'],
    ['an alias inside the domain', 'inner-alias.test'],
    ['an alias into a zone of its own below the domain', 'delegated.test'],
    ['one of the listed servers refuses, the other has it', 'lame.test'],
  ])('%s', async (_case, name) => {
    expect(await look(name)).toEqual({ outcome: 'proven' })
  })
})

describe('no proof, and the owner is told why', () => {
  it.each([
    ['no record', 'missing.test', 'record-missing', ''],
    ['a record at another name of the domain only', 'sub.test', 'record-missing', ''],
    ['a proof of the name above is none of the name below by itself', 'app.plain.test', 'record-missing', ''],
    ['the domain does not exist', 'never.test', 'name-missing', ''],
    ['the token of another workspace', 'other.test', 'other-value', ''],
    ['one character is missing', 'shorter.test', 'other-value', ''],
    ['the token inside another text', 'embedded.test', 'other-value', ''],
    ['quotation marks inside the value', 'quoted.test', 'quoted-value', ''],
    ['the record on the name itself', 'on-name.test', 'record-on-name', ''],
    [
      'the provider added the domain twice',
      'doubled.test',
      'record-doubled',
      '_launch-ready.doubled.test.doubled.test',
    ],
    ['two servers disagree', 'differ.test', 'servers-disagree', '198.18.54.2'],
    ['only the resolver has it', 'only-resolver.test', 'other-value', ''],
    ['an alias to another owner who has the value', 'foreign.test', 'foreign-alias', 'anything.stranger.test'],
    ['an alias that leaves in the second step', 'twice.test', 'foreign-alias', 'anything.stranger.test'],
    ['an alias to a name anybody may take', 'dangling.test', 'foreign-alias', 'nothing.stranger.test'],
    ['a wildcard alias to another owner', 'wildcard.test', 'wildcard-alias', 'anything.stranger.test'],
    ['a wildcard text of another purpose', 'wild-text.test', 'other-value', ''],
    ['a record beside it that declines', 'refusing.test', 'declined', 'refusing.test asks not to be audited'],
    ['aliases in a circle', 'loop.test', 'record-missing', ''],
  ])('%s', async (_case, name, code, detail) => {
    const found = await look(name)
    expect(found).toMatchObject({ outcome: 'failed', problem: { code } })
    expect(found).toMatchObject({ problem: { detail: expect.stringContaining(detail) } })
  })

  it('another capitalisation is another token', async () => {
    expect(await look('plain.test', TOKEN.toUpperCase())).toMatchObject({ outcome: 'failed' })
  })

  it('shows at most five other values, none longer than 120 characters', async () => {
    const many = Array.from({ length: 9 }, (_, index) => `_launch-ready 60 TXT "${'x'.repeat(200)}${index}"`)
    const crowded = await startDnsLab({ zones: [['zone crowded.test', '@ 60 A 198.18.1.1', ...many].join('\n')] })
    try {
      const found = await lookAtRecord(dnsClientFor(crowded), { name: 'crowded.test', token: TOKEN })
      if (found.outcome === 'proven') throw new Error('nothing here is the token')
      expect(found.problem.seen).toHaveLength(5)
      for (const value of found.problem.seen) expect(value.length).toBeLessThanOrEqual(120)
    } finally {
      await crowded.stop()
    }
  })
})

describe('no answer is no failure', () => {
  it.each([
    ['all name servers are silent', 'silent.test', 'servers-silent'],
    ['all name servers fail', 'failing.test', 'servers-silent'],
    ['the only server does not answer with authority', 'not-ours.test', 'servers-silent'],
    ['the only server has a private address', 'inside.test', 'servers-silent'],
    ['the resolver still knows the former answer', 'behind.test', 'resolver-behind'],
    ['the resolver fails', 'mute-resolver.test', 'resolver-silent'],
  ])('%s', async (_case, name, code) => {
    expect(await look(name)).toMatchObject({ outcome: 'undecided', problem: { code } })
  })

  it('this installation cannot ask name servers', async () => {
    const dns = dnsClientFor(lab, { environment: { LR_DNS_AUTHORITY: 'off' } })
    expect(await lookAtRecord(dns, { name: 'plain.test', token: TOKEN })).toMatchObject({
      outcome: 'undecided',
      problem: { code: 'no-direct-access' },
    })
  })
})

it('every server of the zone is asked, and the resolver', async () => {
  const before = lab.log.length
  await look('plain.test')
  const asked = lab.log
    .slice(before)
    .filter(({ name, type }) => name === '_launch-ready.plain.test' && type === 'TXT')
    .map(({ server }) => server)
  expect([...new Set(asked)].sort()).toEqual(['ns1', 'ns2', 'recursive'])
})
