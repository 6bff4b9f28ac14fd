import { describe, expect, it } from 'vitest'
import { MessageError, readMessage, valuesOf } from './message'
import { addressDomains, domainIn, plainDomain, readDate, readResults, signatureTags } from './message-fields'

describe('sources of messages', () => {
  it('unfolds fields and keeps their order', () => {
    const message = readMessage('From: a@x.io\nTo: b@y.io,\n\tc@z.io\nFROM : d@w.io\n\nhello')
    expect(valuesOf(message, 'from')).toEqual(['a@x.io', 'd@w.io'])
    expect(valuesOf(message, 'to')).toEqual(['b@y.io, c@z.io'])
    expect(message.hasBody).toBe(true)
  })

  it('writes line ends as they travel', () => {
    expect(readMessage('From: a@x.io\rDate: now\r\n\nhello\n').bytes.toString()).toBe(
      'From: a@x.io\r\nDate: now\r\n\r\nhello\r\n',
    )
  })

  it('takes the fields alone', () => {
    expect(readMessage('From: a@x.io\nDate: now\nReceived: by x').hasBody).toBe(false)
  })

  it.each([
    ['a sentence', 'Hello, where is my mail?'],
    ['a DKIM record', 'v=DKIM1; k=rsa; p=MIIB'],
    ['one field', 'From: a@x.io\n\nhello'],
  ])('%s is no message', (_title, text) => {
    expect(() => readMessage(text)).toThrow(MessageError)
  })
})

describe('addresses', () => {
  it.each([
    ['a@acme.io', ['acme.io']],
    ['"Ada, of Acme" <ada@acme.io>', ['acme.io']],
    ['Ada (a@b.io) <ada@ACME.io.>', ['acme.io']],
    ['"odd@local"@acme.io', ['acme.io']],
    ['a@acme.io, b@beta.io', ['acme.io', 'beta.io']],
    ['Team: a@acme.io, b@beta.io;', ['acme.io', 'beta.io']],
    ['<>', []],
    ['no address', []],
    ['<a@münchen.de>', ['xn--mnchen-3ya.de']],
    ['a@-', []],
  ])('%s', (text, domains) => {
    expect(addressDomains(text)).toEqual(domains)
  })

  it('reads the domain of either spelling', () => {
    expect(domainIn('bounce@send.acme.io')).toBe('send.acme.io')
    expect(domainIn('@acme.io')).toBe('acme.io')
    expect(domainIn('<mx.acme.io>')).toBe('mx.acme.io')
    expect(domainIn(undefined)).toBeUndefined()
    expect(plainDomain('localhost')).toBeUndefined()
  })
})

describe('what receivers report', () => {
  it('reads the topmost server and those of the same name below it', () => {
    const results = readResults([
      'mx.google.com; dkim=pass header.i=@acme.io header.s=s1; spf=pass (google.com: domain of b@send.acme.io) smtp.mailfrom="b@send.acme.io"',
      'mx.google.com; dmarc=pass (p=NONE; sp=NONE) header.from=acme.io',
      'other.example; dkim=fail header.d=acme.io',
    ])
    expect(results?.by).toBe('mx.google.com')
    expect(results?.methods.map(({ method, result }) => `${method}=${result}`)).toEqual([
      'dkim=pass',
      'spf=pass',
      'dmarc=pass',
    ])
    expect(results?.methods[1]?.props['smtp.mailfrom']).toBe('b@send.acme.io')
  })

  it.each([
    ['nothing', []],
    ['a server without results', ['mx.acme.io; none']],
    ['brackets without end', [`mx.acme.io; ${'('.repeat(5000)} dkim=pass`]],
  ])('%s', (_title, values) => {
    expect(readResults(values)?.methods ?? []).toEqual([])
  })
})

it('reads the tags of a signature', () => {
  const tags = signatureTags('v=1; a=rsa-sha256; d=acme.io;\n s=s1; h=From:To; d=other.io; b=ab cd==')
  expect([...tags.values()]).toEqual(['1', 'rsa-sha256', 'acme.io', 's1', 'From:To', 'abcd=='])
})

it.each([
  ['Thu, 19 Nov 2026 08:00:00 +0100 (CET)', '2026-11-19T07:00:00.000Z'],
  ['19 Nov 2026 08:00 +0000', '2026-11-19T08:00:00.000Z'],
  ['yesterday', undefined],
  ['Thu, 19 Nov 9999 08:00:00 +0000', undefined],
  [undefined, undefined],
])('date %s', (text, iso) => {
  expect(readDate(text)).toBe(iso)
})
