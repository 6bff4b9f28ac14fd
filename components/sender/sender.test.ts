import { describe, expect, it } from 'vitest'
import type { SpfTreeRowDto } from '@/lib/contracts/sender'
import { nest } from './nest'
import { costText, outcomeText, resultSentence } from './words'

function row(term: string, depth: number): SpfTreeRowDto {
  return {
    depth,
    owner: 'acme.io',
    term,
    target: '',
    cost: 0,
    total: 0,
    running: 0,
    crosses: false,
    voids: [],
    outcome: 'no-match',
    senderDependent: false,
  }
}

type Shape = [term: string, inside: Shape[]]
const shape = (branches: ReturnType<typeof nest>): Shape[] =>
  branches.map((branch) => [branch.row.term, shape(branch.inside)])

describe('the lookup tree', () => {
  it('puts every line under the one it belongs to', () => {
    expect(shape(nest([row('a', 0), row('b', 1), row('c', 2), row('d', 1), row('e', 0)]))).toEqual([
      [
        'a',
        [
          ['b', [['c', []]]],
          ['d', []],
        ],
      ],
      ['e', []],
    ])
  })

  it('keeps lines whose parents were cut off', () => {
    expect(shape(nest([row('a', 2), row('b', 3), row('c', 0)]))).toEqual([
      ['a', [['b', []]]],
      ['c', []],
    ])
  })
})

describe('words', () => {
  it.each([
    [{ cost: 0, total: 0 }, 'free'],
    [{ cost: 1, total: 1 }, '1 lookup'],
    [{ cost: 1, total: 4 }, '1 lookup, 4 with everything inside'],
    [{ cost: 2, total: 2 }, '2 lookups'],
  ])('%o costs %s', (cost, words) => {
    expect(costText(cost)).toBe(words)
  })

  it('says what stopped a term and what a result means', () => {
    expect(outcomeText({ outcome: 'permerror', reason: 'too-many-lookups', depth: 0 })).toBe(
      'cannot be used: more than 10 lookups are needed',
    )
    expect(outcomeText({ outcome: 'match', depth: 0 })).toBe('matches, so this decides')
    expect(outcomeText({ outcome: 'match', depth: 1 })).toBe('matches, so this part ends here')
    const spf = { result: 'pass' as const, lookups: 0, voids: 0, rows: [], cut: false }
    expect(resultSentence({ ip: '192.0.2.1', domain: 'acme.io', spf })).toBe('192.0.2.1 may send mail for acme.io.')
  })
})
