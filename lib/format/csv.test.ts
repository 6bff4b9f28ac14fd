import { describe, expect, it } from 'vitest'
import { csvCell, csvText } from './csv'

describe('a cell', () => {
  it.each([
    ['a formula', '=1+1', `"'=1+1"`],
    ['a formula behind blanks', '  @SUM(A1)', `"'  @SUM(A1)"`],
    ['a formula behind another kind of blank', '\u00a0+1', `"'\u00a0+1"`],
    ['a number with its sign', '-5', `"'-5"`],
    ['a tab', '\tx', `"'\tx"`],
    ['a line feed', '\n=1', `"'\n=1"`],
    ['a NUL', '\0=1', `"'\0=1"`],
    ['a wide equals sign', '\uff1d1', `"'\uff1d1"`],
    ['quotes', 'a "b", c', '"a ""b"", c"'],
    ['nothing', '', '""'],
    ['ordinary text', 'acme.io', '"acme.io"'],
  ])('holds %s as text', (_, text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })
})

it('ends every line the same way', () => {
  expect(
    csvText([
      ['A', 'B'],
      ['1', 'x\ny'],
    ]),
  ).toBe('"A","B"\r\n"1","x\ny"\r\n')
})
