import { describe, expect, it } from 'vitest'
import { hasHiddenControl, ProofInput, withoutHiddenControl } from './attestation'
import { fileTrouble, judgeProofFile, PROOF_FILE_BYTES, safeFileName } from './proof-file'

const text = (value: string) => new TextEncoder().encode(value)
const bytes = (...values: number[]) => Uint8Array.from(values)

describe('a file that proves something', () => {
  it.each([
    ['report.pdf', text('%PDF-1.7\n'), 'application/pdf'],
    ['shot.PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'image/png'],
    ['photo.jpeg', bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    ['log.txt', text('GET /login 200\n'), 'text/plain'],
    ['notes.md', text('# Größe\n'), 'text/markdown'],
    ['list.csv', text('a;b\n1;2\n'), 'text/csv'],
  ])('%s is what it says', (name, content, type) => {
    expect(judgeProofFile({ name, bytes: content })).toEqual({ ok: true, type })
  })

  it.each([
    ['a page called a picture', 'shot.png', text('<html>'), /called .png/],
    ['a program called text', 'tool.txt', bytes(0x7f, 0x45, 0x4c, 0x46, 0, 1), /called .txt/],
    ['text that is not UTF-8', 'list.csv', bytes(0xff, 0xfe, 0x41), /called .csv/],
    ['a page', 'page.html', text('<html>'), /cannot be kept/],
    ['a vector picture, which may hold a script', 'logo.svg', text('<svg/>'), /cannot be kept/],
    ['no ending', 'README', text('x'), /cannot be kept/],
    ['nothing in it', 'empty.txt', bytes(), /empty/],
    ['the name of a property of every object', 'x.constructor', text('x'), /cannot be kept/],
  ])('is refused: %s', (_, name, content, reason) => {
    expect(judgeProofFile({ name, bytes: content })).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })

  it('may have 5 MB and not one byte more', () => {
    expect(fileTrouble({ name: 'a.txt', bytes: PROOF_FILE_BYTES })).toBeUndefined()
    expect(fileTrouble({ name: 'a.txt', bytes: PROOF_FILE_BYTES + 1 })).toBe('Keep the file under 5 MB')
  })
})

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\ana\\scan.pdf', 'scan.pdf'],
    ['evil"\r\nSet-Cookie: a=b.txt', 'evilSet-Cookie a=b.txt'],
    ['\u202Egpj.exe.txt', 'gpj.exe.txt'],
    ['a\0b.csv', 'ab.csv'],
    ['...', 'proof'],
    ['', 'proof'],
    ['.env.txt', 'env.txt'],
    ['Größe.md', 'Größe.md'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
    [`${'😀'.repeat(200)}.png`, `${'😀'.repeat(116)}.png`],
    ['half\ud800.txt', 'half\ufffd.txt'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected)
  })
})

describe('a note', () => {
  const parse = (value: string) => ProofInput.safeParse({ kind: 'note', text: value })

  it('may hold 10,000 characters of right-to-left text and marks', () => {
    const note = '\u202Eשלום עולם '.repeat(1000).slice(0, 10_000)
    expect(parse(note).success).toBe(true)
  })

  it.each([
    ['a NUL', 'a\0b'],
    ['an escape sequence of a terminal', '\u001b[31mred'],
    ['half of a surrogate pair', 'a\ud800'],
  ])('is refused with %s, in words', (_, note) => {
    const parsed = parse(note)
    expect(parsed.success).toBe(false)
    expect(hasHiddenControl(note)).toBe(true)
    expect(parse(withoutHiddenControl(note)).success).toBe(true)
    expect(parsed.error?.issues[0]?.message).toMatch(/hidden control characters/)
  })

  it('keeps its lines', () => {
    expect(parse(' one\r\n\ttwo \n').data).toEqual({ kind: 'note', text: 'one\n\ttwo' })
  })

  it.each(['', '   ', '\n'])('must say something: %j', (note) => expect(parse(note).success).toBe(false))
})

describe('a link', () => {
  const parse = (url: string) => ProofInput.safeParse({ kind: 'link', url })

  it.each([
    ['https://ci.acme.io/runs/7#step', 'https://ci.acme.io/runs/7#step'],
    [' https://ACME.io/a b ', 'https://acme.io/a%20b'],
  ])('%j is kept as %j', (given, expected) => expect(parse(given).data).toEqual({ kind: 'link', url: expected }))

  it.each(['http://acme.io', 'javascript:alert(1)', 'data:text/html,x', 'https://user:pass@acme.io', 'acme.io', ''])(
    '%j is refused',
    (given) => expect(parse(given).success).toBe(false),
  )
})
