import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { MAX_FLIGHT, readFlight } from './server-flight'
import { suiteById } from './suites'

const usesDh = (suite: number) => suiteById(suite)?.exchange === 'dhe'
const read = (bytes: Buffer, final = false) => readFlight(bytes, { usesDh, final })

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u24 = (value: number) => Buffer.from([value >> 16, (value >> 8) & 255, value & 255])
const message = (type: number, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([type]), u24(body.length), body])
}
const record = (type: number, body: Buffer, version = 0x0303) =>
  Buffer.concat([Buffer.from([type]), u16(version), u16(body.length), body])
const alert = (level: number, code: number) => record(21, Buffer.from([level, code]))

const hello = (version: number, suite: number, extensions = Buffer.alloc(0)) =>
  message(2, u16(version), Buffer.alloc(32), Buffer.from([0]), u16(suite), Buffer.from([0]), extensions)
const certificates = (...list: Buffer[]) => {
  const rows = Buffer.concat(list.flatMap((one) => [u24(one.length), one]))
  return message(11, u24(rows.length), rows)
}
const DONE = message(14)
const LEAF = Buffer.from('leaf certificate')
const ISSUER = Buffer.from('issuer certificate')

/** A whole answer: hello, two certificates, a staple, Diffie-Hellman parameters of 1,024 bits, the end. */
const whole = record(
  22,
  Buffer.concat([
    hello(0x0303, 0x009e),
    certificates(LEAF, ISSUER),
    message(22, Buffer.from([1]), u24(5), Buffer.from('ocsp!')),
    message(12, u16(129), Buffer.from([0]), Buffer.alloc(128, 0xff), u16(1), Buffer.from([2])),
    DONE,
  ]),
)

describe('a whole flight', () => {
  const expected = {
    state: 'flight',
    flight: {
      version: 'TLSv1.2',
      suite: 0x009e,
      certificates: [LEAF, ISSUER],
      dhBits: 1024,
      staple: Buffer.from('ocsp!'),
    },
  }

  it('is read', () => {
    expect(read(whole)).toMatchObject(expected)
  })

  it('is read when it comes in many records', () => {
    const body = whole.subarray(5)
    const pieces = Array.from({ length: Math.ceil(body.length / 7) }, (_, at) => body.subarray(at * 7, at * 7 + 7))
    expect(read(Buffer.concat(pieces.map((piece) => record(22, piece))))).toMatchObject(expected)
  })

  it('asks for more at every earlier byte', () => {
    for (let end = 0; end < whole.length; end += 1) expect(read(whole.subarray(0, end))).toEqual({ state: 'more' })
  })

  it('is told as far as it came when the server stops', () => {
    const cut = record(22, Buffer.concat([hello(0x0301, 0x002f), certificates(LEAF)]), 0x0301)
    expect(read(cut)).toEqual({ state: 'more' })
    expect(read(cut, true)).toMatchObject({ state: 'flight', flight: { version: 'TLSv1', certificates: [LEAF] } })
  })
})

describe('versions', () => {
  it.each([
    [0x0300, 'SSLv3'],
    [0x0301, 'TLSv1'],
    [0x0302, 'TLSv1.1'],
    [0x0303, 'TLSv1.2'],
  ])('%i is %s', (version, name) => {
    const bytes = record(22, Buffer.concat([hello(version, 0x002f), DONE]), version)
    expect(read(bytes)).toMatchObject({ state: 'flight', flight: { version: name, certificates: [] } })
  })

  it('TLS 1.3 stands in an extension, and nothing after it can be read', () => {
    const extension = Buffer.concat([u16(0x002b), u16(2), u16(0x0304)])
    const bytes = record(22, hello(0x0303, 0x1301, Buffer.concat([u16(extension.length), extension])))
    expect(read(bytes)).toMatchObject({ state: 'flight', flight: { version: 'TLSv1.3', suite: 0x1301 } })
  })

  it('a version nobody knows is no answer', () => {
    expect(read(record(22, hello(0x0505, 0x002f)))).toEqual({ state: 'malformed', detail: 'server hello' })
  })
})

describe('refusals', () => {
  it('a fatal alert', () => {
    expect(read(alert(2, 70))).toEqual({ state: 'alert', alert: 70 })
  })

  it('a warning about the name is followed by the handshake', () => {
    expect(read(alert(1, 112))).toEqual({ state: 'more' })
    expect(read(Buffer.concat([alert(1, 112), whole]))).toMatchObject({ state: 'flight' })
  })

  it('a goodbye', () => {
    expect(read(alert(1, 0))).toEqual({ state: 'alert', alert: 0 })
  })

  it.each(['HTTP/1.1 400 Bad Request\r\n', 'SSH-2.0-OpenSSH_9.6\r\n', '220 mail.acme.io ESMTP\r\n', '{'])(
    'something else than TLS: %s',
    (text) => {
      expect(read(Buffer.from(text))).toEqual({ state: 'not-tls' })
    },
  )
})

describe('hostile bytes', () => {
  it('a message that promises more than anybody may send', () => {
    expect(read(record(22, Buffer.concat([Buffer.from([2]), u24(MAX_FLIGHT + 1)])))).toMatchObject({
      state: 'malformed',
    })
  })

  it('a list of certificates that promises more than its message holds', () => {
    const lie = message(11, u24(9000), u24(8000), LEAF)
    expect(read(record(22, Buffer.concat([hello(0x0303, 0x002f), lie, DONE])))).toMatchObject({
      state: 'flight',
      flight: { certificates: [] },
    })
  })

  it('no more than 16 certificates are kept', () => {
    const many = certificates(...Array.from({ length: 200 }, () => LEAF))
    const reading = read(record(22, Buffer.concat([hello(0x0303, 0x002f), many, DONE])))
    expect(reading.state === 'flight' && reading.flight.certificates.length).toBe(16)
  })

  it('empty and oversized records', () => {
    expect(read(Buffer.from([22, 3, 3, 0, 0]))).toMatchObject({ state: 'malformed' })
    expect(read(Buffer.from([22, 3, 3, 0xff, 0xff]))).toMatchObject({ state: 'malformed' })
  })

  it('a prime of zeros has no length', () => {
    const zeros = message(12, u16(64), Buffer.alloc(64), u16(1), Buffer.from([2]))
    expect(read(record(22, Buffer.concat([hello(0x0303, 0x009e), zeros, DONE])))).toMatchObject({
      flight: { dhBits: null },
    })
  })

  it('never throws, whatever comes', () => {
    const states = new Set(['more', 'flight', 'alert', 'not-tls', 'malformed'])
    for (let round = 0; round < 4000; round += 1) {
      const bytes = Buffer.from(whole)
      for (let change = 0; change <= round % 5; change += 1) {
        const [place = 0, value = 0] = [randomBytes(2).readUInt16BE(0) % bytes.length, randomBytes(1)[0]]
        bytes[place] = value
      }
      const cut = bytes.subarray(0, bytes.length - (round % 3) * 9)
      expect(states.has(read(cut, round % 2 === 0).state)).toBe(true)
      const noise = Buffer.concat([Buffer.from([22, 3, 3, 0, 120]), randomBytes(120)])
      expect(states.has(read(noise, true).state)).toBe(true)
    }
  })
})
