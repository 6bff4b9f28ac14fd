import { describe, expect, it } from 'vitest'
import { addressQuery, listWord, testPoints } from './blocklist'

describe('look-ups in blocklists', () => {
  it.each([
    ['203.0.113.7', '7.113.0.203.zen.example'],
    ['2001:db8:1:2:3:4:567:89ab', 'b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.zen.example'],
    ['no address', undefined],
  ])('%s', (address, query) => {
    expect(addressQuery(address, 'zen.example')).toBe(query)
  })

  it('knows the entries for tests of both kinds', () => {
    expect(testPoints({ kind: 'ip', zone: 'z.example' }).listed).toBe('2.0.0.127.z.example')
    expect(testPoints({ kind: 'domain', zone: 'z.example' }).unlisted).toBe('invalid.z.example')
  })

  it.each([
    [['127.0.0.2'], 'listed'],
    [['127.0.0.4', '127.0.0.10'], 'listed'],
    [['127.255.255.252'], 'refused'],
    [['127.0.0.1'], 'undecided'],
    [['127.0.0.2', '203.0.113.1'], 'undecided'],
    [[], 'undecided'],
  ])('%j means %s', (addresses, word) => {
    expect(listWord({ status: 'answer', addresses })).toBe(word)
  })
})
