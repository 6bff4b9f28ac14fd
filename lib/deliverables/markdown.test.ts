import { describe, expect, it } from 'vitest'
import type { Block } from './doc'
import { docMarkdown } from './markdown'
import { textBlocks } from './written'

const made = (...blocks: Block[]): string => docMarkdown('T', { blocks, missing: [] }).replace(/^# T\n\n/, '')
const said = (text: string): string => made({ kind: 'text', text }).trim()

describe('text stays text', () => {
  it.each([
    ['a heading', '# title', '\\# title'],
    ['a list', '- item', '\\- item'],
    ['a list with a plus', '+ item', '\\+ item'],
    ['a numbered list', '1. first', '1\\. first'],
    ['a numbered list with a bracket', '12) twelfth', '12\\) twelfth'],
    ['an underline', '===', '\\==='],
    ['a rule', '---', '\\---'],
    ['a quotation', '> said', '\\> said'],
    ['a link', '[a](https://acme.io)', '\\[a\\](https://acme.io)'],
    ['a picture', '![a](x)', '\\!\\[a\\](x)'],
    ['markup', '<b>&amp;', '\\<b\\>\\&amp;'],
    ['a cell', 'a | b', 'a \\| b'],
    ['several lines', 'a\n# b', 'a \\# b'],
    ['a turned direction', 'a\u202eb', 'a⟨U+202E⟩b'],
    ['a price at the begin', '5 euros', '5 euros'],
  ])('that looks like %s', (_, text, expected) => {
    expect(said(text)).toBe(expected)
  })
})

it('a fence is longer than any inside, and its language is a word', () => {
  const text = made({ kind: 'code', title: 'x', lang: 'n<g>inx', code: 'a\n````\nb' })
  expect(text).toContain('`````nginx\na\n````\nb\n`````')
})

it('what is missing stands at the end as a list', () => {
  const text = docMarkdown('T', { blocks: [], missing: [{ text: 'Do [it]', at: { kind: 'run' } }] })
  expect(text).toBe('# T\n\n## Still missing\n\n- Do \\[it\\]\n')
})

it('lists people typed are lists, and nothing else of their text is a mark', () => {
  expect(made(...textBlocks('First *this*:\n\n1) one\n2) two\n- a\n* b\n# not a title'))).toBe(
    'First \\*this\\*:\n\n1. one\n2. two\n\n- a\n- b\n\n\\# not a title\n',
  )
})
