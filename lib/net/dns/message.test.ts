import { encode } from 'dns-packet'
import { describe, expect, it } from 'vitest'
import type { Question } from './message'
import { decodeReply, encodeQuestion } from './message'

const question: Question = { name: 'www.site.test', type: 'A', rd: true, cd: false, dnssec: false }
const ID = 4711

function reply(over: Partial<Parameters<typeof encode>[0]> = {}): Buffer {
  return encode({
    type: 'response',
    id: ID,
    flags: 0x8180 & 0x7fff,
    questions: [{ name: 'WWW.site.test', type: 'A' }],
    answers: [
      { name: 'www.site.test', type: 'CNAME', ttl: 60, data: 'a.site.test' },
      { name: 'a.site.test', type: 'A', ttl: 60, data: '198.18.1.1' },
    ],
    ...over,
  })
}

/** A small repeatable generator; the numbers only have to be varied. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state
  }
}

describe('replies', () => {
  it('belong to the question in any case of letters', () => {
    expect(decodeReply(reply(), question, ID)).toMatchObject({
      status: 'answer',
      cnameChain: [{ target: 'a.site.test' }],
    })
  })

  it.each([
    ['another id', reply({ id: ID + 1 })],
    ['another name', reply({ questions: [{ name: 'other.test', type: 'A' }] })],
    ['another type', reply({ questions: [{ name: 'www.site.test', type: 'AAAA' }] })],
    ['no question and no error', reply({ questions: [] })],
    ['a question instead of a reply', reply({ type: 'query' })],
    ['nothing', Buffer.alloc(0)],
    ['a lone header', Buffer.alloc(12)],
  ])('with %s are ignored', (_title, bytes) => {
    expect(decodeReply(bytes, question, ID)).toBeUndefined()
  })

  it('without the question are taken when they are errors', () => {
    const bytes = encode({ type: 'response', id: ID, flags: 1, questions: [] })
    expect(decodeReply(bytes, question, ID)).toMatchObject({ status: 'formerr', rcode: 'FORMERR' })
  })

  it('cut in the middle of a record still say that they are truncated', () => {
    const bytes = reply({ flags: 0x0200 }).subarray(0, 40)
    expect(decodeReply(bytes, question, ID)).toMatchObject({ status: 'truncated', tc: true })
  })

  it('of other classes and of unknown types do no harm', () => {
    const answers = [
      { name: 'www.site.test', type: 'A' as const, class: 'CH' as const, ttl: 60, data: '198.18.1.1' },
      { name: 'www.site.test', type: 'NULL' as const, ttl: 60, data: Buffer.from('x') },
    ]
    expect(decodeReply(reply({ answers }), question, ID)).toMatchObject({ status: 'nodata', records: [] })
  })

  it('keep 200 records and 16 aliases at most', () => {
    const many = Array.from({ length: 300 }, () => ({
      name: 'www.site.test',
      type: 'A' as const,
      ttl: 60,
      data: '198.18.1.1',
    }))
    expect(decodeReply(reply({ answers: many }), question, ID)?.records).toHaveLength(200)
    const aliases = Array.from({ length: 30 }, (_unused, index) => ({
      name: index === 0 ? 'www.site.test' : `n${index}.site.test`,
      type: 'CNAME' as const,
      ttl: 60,
      data: `n${index + 1}.site.test`,
    }))
    expect(decodeReply(reply({ answers: aliases }), question, ID)?.cnameChain).toHaveLength(16)
  })

  it('cut long text with a mark', () => {
    const txt: Question = { ...question, type: 'TXT' }
    const data = Array.from({ length: 40 }, () => 'x'.repeat(200))
    const bytes = reply({
      questions: [{ name: 'www.site.test', type: 'TXT' }],
      answers: [{ name: 'www.site.test', type: 'TXT', ttl: 60, data }],
    })
    const [record] = decodeReply(bytes, txt, ID)?.records ?? []
    expect(record).toMatchObject({ type: 'TXT', cut: true })
    expect(record?.type === 'TXT' && record.text.length).toBe(4096)
  })

  it('mangled in thousands of ways never throw', () => {
    const whole = reply()
    const next = numbers(7)
    for (let round = 0; round < 5000; round += 1) {
      const bytes = Buffer.from(whole.subarray(0, 12 + (next.next().value % (whole.length - 11))))
      for (let change = 0; change < 1 + (round % 6); change += 1) {
        bytes[2 + (next.next().value % (bytes.length - 2))] = next.next().value % 256
      }
      const read = decodeReply(bytes, question, ID)
      expect(() => JSON.stringify(read)).not.toThrow()
    }
  })
})

describe('questions', () => {
  it('carry the flags and the datagram size that they should', () => {
    const bytes = encodeQuestion({ name: '.', type: 'DNSKEY', rd: true, cd: true, dnssec: true }, 1, true)
    expect(bytes.toString('hex')).toBe('000101100001000000000001000030000100002904d0000080000000')
    expect(encodeQuestion({ ...question, rd: false }, 2, false).toString('hex')).toBe(
      '000200000001000000000000037777770473697465047465737400000100' + '01',
    )
  })
})
