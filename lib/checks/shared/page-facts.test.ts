import { expect, it } from 'vitest'
import { readPageFacts } from './page-facts'

const PAGE = 'https://acme.io/en/'

it('reads title, canonical link and password field', () => {
  const facts = readPageFacts(
    '<title> Acme &amp;\n Sons </title><link rel="alternate canonical" href="/x"><input type=PASSWORD>',
    PAGE,
  )
  expect(facts).toEqual({ title: 'Acme & Sons', canonicals: ['https://acme.io/x'], hasPasswordField: true })
})

it('ignores titles and fields inside pictures, templates and noscript', () => {
  const text =
    '<svg><title>icon</title></svg><template><input type=password></template><noscript><link rel=canonical href=/a></noscript><title>Real</title><title>Second</title>'
  expect(readPageFacts(text, PAGE)).toEqual({ title: 'Real', canonicals: [], hasPasswordField: false })
})

it.each([
  ['nothing', ''],
  ['binary noise', '\u0000\ud800<\u0001'],
  ['an unclosed title', '<title>'],
  ['a canonical link without target', '<link rel=canonical>'],
  ['a broken target', '<link rel=canonical href="http://[">'],
  ['deep nesting', '<div>'.repeat(60_000)],
])('survives %s', (_, text) => {
  expect(readPageFacts(text, PAGE)).toMatchObject({ canonicals: [], hasPasswordField: false })
})
