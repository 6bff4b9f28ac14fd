import { describe, expect, test } from 'vitest'
import { mergeLines } from './merge-lines'

const BASE = 'registrar: Gandi\nlogin: with Ana\nrenewal: March'

describe('two notes written on top of the same one', () => {
  test.each([
    ['only mine changed', BASE.replace('Ana', 'Ben'), BASE, BASE.replace('Ana', 'Ben')],
    ['only theirs changed', BASE, `${BASE}\nDNS: Cloudflare`, `${BASE}\nDNS: Cloudflare`],
    [
      'different lines',
      BASE.replace('Gandi', 'OVH'),
      BASE.replace('March', 'April'),
      'registrar: OVH\nlogin: with Ana\nrenewal: April',
    ],
    ['the same change twice', BASE.replace('Ana', 'Ben'), BASE.replace('Ana', 'Ben'), BASE.replace('Ana', 'Ben')],
    [
      'one removes a line, the other adds one elsewhere',
      'registrar: Gandi\nlogin: with Ana',
      `owner: Ana\n${BASE}`,
      'owner: Ana\nregistrar: Gandi\nlogin: with Ana',
    ],
  ])('%s', (_, mine, theirs, expected) => {
    expect(mergeLines({ base: BASE, mine, theirs })).toBe(expected)
  })

  test.each([
    ['both change one line', BASE.replace('Ana', 'Ben'), BASE.replace('Ana', 'Cem')],
    ['both add a different end', `${BASE}\nmine`, `${BASE}\ntheirs`],
    ['one removes what the other changes', 'registrar: Gandi\nrenewal: March', BASE.replace('Ana', 'Ben')],
  ])('%s: a person decides', (_, mine, theirs) => {
    expect(mergeLines({ base: BASE, mine, theirs })).toBeUndefined()
  })

  test('both begin an empty note: a person decides', () => {
    expect(mergeLines({ base: '', mine: 'mine', theirs: 'theirs' })).toBeUndefined()
  })

  test('ten thousand lines that differ everywhere are not compared', () => {
    const many = (word: string) => Array.from({ length: 9_000 }, (_, index) => `${word}${index}`).join('\n')
    expect(mergeLines({ base: many('a'), mine: many('b'), theirs: many('c') })).toBeUndefined()
  })

  test('no line of either side is ever lost', () => {
    const words = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    let seed = 7
    const random = (most: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % most
    }
    for (let round = 0; round < 500; round += 1) {
      const base = Array.from({ length: random(7) }, () => words[random(8)] ?? '')
      const edited = (name: string) => {
        const lines = [...base]
        lines.splice(random(base.length + 1), 0, `${name}${round}`)
        return lines.join('\n')
      }
      const merged = mergeLines({ base: base.join('\n'), mine: edited('mine'), theirs: edited('theirs') })
      if (merged === undefined) continue
      expect(merged.split('\n')).toEqual(expect.arrayContaining([`mine${round}`, `theirs${round}`]))
    }
  })
})
