import { describe, expect, it } from 'vitest'
import { createSay, outlineMessage } from './say'
import { file, host, project, record, url } from './subject'

const messages = { ok: '{host} resolves to {count} addresses', bad: 'Nobody can open {host}' } as const
const say = createSay({ id: 'host-apex', impact: 'high', messages })

describe('say', () => {
  it('fills the message from the parameters', () => {
    expect(say.pass('ok', { host: 'acme.io', count: 2 }, { subject: host('acme.io') }).text).toBe(
      'acme.io resolves to 2 addresses',
    )
  })

  it.each([
    [0, '0 files of a are missing'],
    [1, '1 file of a is missing'],
    [2, '2 files of a are missing'],
  ])('writes %i with the words that fit it', (count, text) => {
    const counting = createSay({
      id: 'x',
      impact: 'high',
      messages: { m: '{count:file of a is|files of a are} missing' } as const,
    })
    expect(counting.pass('m', { count }, { subject: project() }).text).toBe(text)
  })

  it('shows a message without values as an outline', () => {
    expect(outlineMessage('{host} has {count:file|files}')).toBe('‹host› has ‹count› files')
  })

  it('never raises the impact above the ceiling of the check', () => {
    expect(say.fail('bad', { host: 'a' }, { subject: project(), impact: 'blocker' }).impact).toBe('high')
    expect(say.fail('bad', { host: 'a' }, { subject: project(), impact: 'low' }).impact).toBe('low')
  })

  it('makes control and direction characters of a hostile name harmless and bounds it', () => {
    const { text } = say.fail('bad', { host: `a\u202eb\u0000c\ud800${'x'.repeat(5000)}` }, { subject: project() })
    expect(text).toContain('a\uFFFDb\uFFFDc\uFFFD')
    expect(text.length).toBeLessThan(400)
  })

  it('does not let a parameter open a placeholder of its own', () => {
    expect(say.pass('ok', { host: '{count}', count: 2 }, { subject: project() }).text).toBe(
      '{count} resolves to 2 addresses',
    )
  })

  it('cuts exhibits to a few kilobytes', () => {
    const finding = say.fail(
      'bad',
      { host: 'a' },
      {
        subject: project(),
        exhibits: [
          { kind: 'text', title: 't', text: 'x'.repeat(100_000) },
          {
            kind: 'dns',
            title: 't',
            question: { name: 'a', type: 'TXT' },
            status: 'answer',
            records: Array(500).fill('y'.repeat(900)),
          },
        ],
      },
    )
    expect(JSON.stringify(finding).length).toBeLessThan(12_000)
  })

  it('identifies a finding by check, code and subject alone', () => {
    const first = say.pass('ok', { host: 'a', count: 1 }, { subject: host('ACME.io.') })
    const second = say.pass('ok', { host: 'b', count: 9 }, { subject: host('acme.io') })
    expect(first.fingerprint).toBe(second.fingerprint)
    expect(first.fingerprint).toHaveLength(22)
    expect(say.fail('bad', { host: 'a' }, { subject: host('acme.io') }).fingerprint).not.toBe(first.fingerprint)
  })
})

describe('subjects have one spelling', () => {
  it.each([
    [host('MÜNCHEN.de.'), 'xn--mnchen-3ya.de'],
    [url('HTTPS://User:Secret@Acme.io:443/a#b'), 'https://acme.io/a'],
    [url('not a url'), 'not a url'],
    [record('txt', '_DMARC.acme.io.'), 'TXT _dmarc.acme.io'],
    [file('./src/a.ts'), 'src/a.ts'],
  ])('%o', (subject, id) => {
    expect(subject.id).toBe(id)
  })
})
