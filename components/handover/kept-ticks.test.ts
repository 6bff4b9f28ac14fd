import { describe, expect, test } from 'vitest'
import { readKept, withKept } from './kept-ticks'

const NOW = Date.parse('2026-05-10T12:00:00Z')
const tick = (row: string, at = '2026-05-10T11:00:00.000Z', done = true) => ({ row, done, at })

describe('ticks that wait for the network', () => {
  test('are read as they were written', () => {
    const kept = [tick('transfer-deploy'), tick('0190c6b4-0000-7000-8000-000000000000')]
    expect(readKept(JSON.stringify(kept), NOW)).toEqual(kept)
  })

  test.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['no list', '{"row":"a"}'],
    ['a row that is a path', JSON.stringify([tick('../../x')])],
    ['no time', JSON.stringify([tick('a', 'yesterday')])],
    ['no answer', JSON.stringify([{ row: 'a', at: '2026-05-10T11:00:00.000Z' }])],
    ['a tick of last month', JSON.stringify([tick('a', '2026-04-01T11:00:00.000Z')])],
  ])('%s is no tick', (_, text) => {
    expect(readKept(text, NOW)).toEqual([])
  })

  test('count once per row, the newest', () => {
    const first = tick('a', '2026-05-10T11:00:00.000Z', true)
    const second = tick('a', '2026-05-10T11:30:00.000Z', false)
    expect(withKept([first, tick('b')], second)).toEqual([tick('b'), second])
  })
})
