import { describe, expect, test } from 'vitest'
import type { ExhibitDto } from '../../contracts/result'
import { cleanExhibit, cleanerFor, exhibitLine } from './clean-text'

const cleaner = cleanerFor(['Ana@Studio.io'])
/** Made at run time, so that no scanner takes it for a credential. */
const key = `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`

describe('a sentence of ours', () => {
  test.each([
    ['a credential', `Found ${key} in app.js`, 'Found (not shown) in app.js'],
    ['what is left of a masked one', 'Found AKIA**** in app.js', 'Found (not shown) in app.js'],
    ['the address of a member, however it is spelled', 'Ask ana@studio.io', 'Ask (not shown)'],
  ])('loses %s', (_, text, expected) => {
    expect(cleaner.sentence(text)).toBe(expected)
  })

  test('keeps the addresses a client knows', () => {
    expect(cleaner.sentence('Mail from hello@acme.io lands in spam')).toBe('Mail from hello@acme.io lands in spam')
  })

  test('is bounded', () => {
    for (const part of ['a@', 'a.', '*', '•', 'a@b.', 'eyJ'])
      expect(cleaner.sentence(part.repeat(300_000)).length).toBeLessThan(700)
  })
})

describe('an excerpt of evidence', () => {
  const text = `rua=mailto:dmarc@acme.io ${key}`

  test.each<[string, ExhibitDto]>([
    ['dns', { kind: 'dns', title: text, question: { name: text, type: 'TXT' }, status: text, records: [text] }],
    [
      'http',
      {
        kind: 'http',
        title: text,
        request: { method: 'GET', url: `https://acme.io/?token=${key}` },
        headers: [
          ['x-note', text],
          ['Set-Cookie', `session=abcd**** ${text}`],
        ],
      },
    ],
    [
      'cert',
      {
        kind: 'cert',
        title: text,
        host: text,
        subject: text,
        issuer: text,
        names: [text],
        notBefore: '2026-01-01',
        notAfter: '2026-03-01',
      },
    ],
    ['table', { kind: 'table', title: text, columns: [text], rows: [[text]] }],
    ['code', { kind: 'code', title: text, lang: 'txt', code: text }],
    ['text', { kind: 'text', title: text, text }],
  ])('of kind %s shows neither secrets nor names of people', (_, exhibit) => {
    const clean = JSON.stringify(cleanExhibit(exhibit, cleaner))
    expect(clean).not.toMatch(/sk_l|\*{4}|dmarc@|session=/i)
    expect(exhibitLine(cleanExhibit(exhibit, cleaner))).not.toContain('sk_l')
  })

  test('is bounded in every direction', () => {
    const long = 'x'.repeat(100_000)
    const table = cleanExhibit(
      { kind: 'table', title: long, columns: Array(500).fill(long), rows: Array(500).fill(Array(500).fill(long)) },
      cleaner,
    )
    expect(JSON.stringify(table).length).toBeLessThan(60_000)
  })
})
