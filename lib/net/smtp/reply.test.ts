import { describe, expect, it } from 'vitest'
import { takeReply } from './reply'

const take = (text: string) => takeReply(Buffer.from(text, 'latin1'))

describe('replies of mail servers', () => {
  it.each([
    ['one line', '220 mx.acme.io ESMTP\r\n', { code: 220, lines: ['mx.acme.io ESMTP'] }],
    ['several lines', '250-mx\r\n250-STARTTLS\r\n250 SIZE\r\n', { code: 250, lines: ['mx', 'STARTTLS', 'SIZE'] }],
    ['a code alone', '250\r\n', { code: 250, lines: [''] }],
    ['line feeds only', '250-mx\n250 OK\n', { code: 250, lines: ['mx', 'OK'] }],
    ['an escape sequence', '220 \u001b[31mred\u0007\r\n', { code: 220, lines: ['?[31mred?'] }],
  ])('%s', (_title, text, reply) => {
    expect(take(text)).toMatchObject({ reply })
  })

  it.each([
    ['no end of the line yet', '220 mx'],
    ['no last line yet', '250-mx\r\n250-STARTTLS\r\n'],
    ['nothing', ''],
  ])('waits: %s', (_title, text) => {
    expect(take(text)).toBeUndefined()
  })

  it.each([
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH_9.9\r\n'],
    ['a code nobody gives', '999 hello\r\n'],
    ['a code of one digit more', '2200 hello\r\n'],
    ['a line without an end', `220 ${'a'.repeat(3000)}`],
    ['a long line', `220 ${'a'.repeat(3000)}\r\n`],
    ['too many lines', '250-x\r\n'.repeat(101)],
  ])('gives up: %s', (_title, text) => {
    expect(take(text)).toHaveProperty('problem')
  })

  it('keeps what comes after the reply', () => {
    expect(take('220 Go ahead\r\n250 injected\r\n')).toMatchObject({ rest: Buffer.from('250 injected\r\n') })
  })
})
