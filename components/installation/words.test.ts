import { describe, expect, it } from 'vitest'
import type { ResolverLookDto } from '@/lib/contracts/installation'
import { directPart, notesOf, stateOf } from './words'

const FINE: ResolverLookDto = {
  address: '192.0.2.53:53',
  isPublic: true,
  reach: 'yes',
  ms: 12,
  edns: 'yes',
  tcp: true,
  validates: 'yes',
  admitsMissing: 'yes',
}

describe('the words for a resolver', () => {
  it.each<[string, Partial<ResolverLookDto>, string, RegExp | undefined]>([
    ['is fine', {}, 'Good', undefined],
    ['does not answer', { reach: 'no', edns: 'unknown', tcp: false, isPublic: false }, 'Not reachable', /did not/],
    ['refuses', { reach: 'refused', tcp: false, isPublic: false }, 'Warning', /refuses/],
    ['fails', { reach: 'failing', validates: 'unknown' }, 'Warning', /could not find out/],
    ['is deaf to UDP', { reach: 'tcp-only' }, 'Warning', /TCP only/],
    ['has no TCP', { tcp: false }, 'Warning', /over TCP/],
    ['has no EDNS', { edns: 'no' }, 'Warning', /EDNS/],
    ['does not validate', { validates: 'no' }, 'Warning', /DNSSEC/],
    ['invents answers', { admitsMissing: 'no' }, 'Warning', /nobody has/],
    ['is private', { isPublic: false }, 'Warning', /private/],
    ['keeps something to itself', { admitsMissing: 'unknown' }, 'Not proven', undefined],
  ])('that %s', (_what, change, word, text) => {
    const resolver = { ...FINE, ...change }
    expect(stateOf(resolver).word).toBe(word)
    const notes = notesOf(resolver)
    expect(notes.map((note) => note.text)).toEqual(text === undefined ? [] : [expect.stringMatching(text)])
    for (const { remedy } of notes) expect(remedy).toContain('LR_DNS_RESOLVERS')
  })
})

describe('the words for name servers', () => {
  it.each([
    ['auto', true, 'Good'],
    ['auto', false, 'Warning'],
    ['off', false, 'Warning'],
    ['on', true, 'Not proven'],
  ] as const)('%s, reached %s: %s', (setting, reached, word) => {
    const { state, remedy } = directPart({ setting, reached })
    expect(state.word).toBe(word)
    if (word !== 'Good') expect(remedy).toContain('LR_DNS_AUTHORITY')
  })
})
