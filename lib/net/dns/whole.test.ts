import { encode } from 'dns-packet'
import { expect, it } from 'vitest'
import { decodeReply } from './message'
import { isWhole } from './whole'

const message = encode({
  type: 'response',
  id: 7,
  questions: [{ type: 'TXT', name: 's._domainkey.acme.test' }],
  answers: [
    { type: 'CNAME', name: 's._domainkey.acme.test', ttl: 60, data: 'k.mail.test' },
    { type: 'TXT', name: 'k.mail.test', ttl: 60, data: ['v=DKIM1; p=', 'x'.repeat(255)] },
  ],
})

it('a message is whole to its last byte, and at no byte before', () => {
  expect(isWhole(message)).toBe(true)
  for (let length = 0; length < message.length; length += 1) {
    expect(isWhole(message.subarray(0, length)), `${length} bytes`).toBe(false)
  }
})

it.each([
  ['nothing', []],
  ['a header that counts what is not there', [0, 7, 0x80, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0]],
  ['a label of a reserved kind', [0, 7, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 16, 0, 1]],
  ['a pointer cut in half', [0, 7, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0]],
])('%s is not whole', (_, bytes) => expect(isWhole(Buffer.from(bytes))).toBe(false))

it('a record whose end is missing is no answer', () => {
  const question = { name: 's._domainkey.acme.test', type: 'TXT', rd: true, cd: false, dnssec: false } as const
  expect(decodeReply(message, question, 7)?.status).toBe('answer')
  expect(decodeReply(message.subarray(0, message.length - 9), question, 7)).toBeUndefined()
})
