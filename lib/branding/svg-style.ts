import { type CssNode, generate, parse } from 'css-tree'
import { isHarmlessStyle } from './svg-rules'

const SELECTOR = /^[\w\s.#,>*-]{1,200}$/

/** The declarations of a list that only paint, as text. */
function declarations(list: Iterable<CssNode>): string {
  const kept: string[] = []
  for (const node of list) {
    if (node.type !== 'Declaration') continue
    const value = generate(node.value)
    const property = node.property.toLowerCase()
    if (isHarmlessStyle(property, value)) kept.push(`${property}:${value}`)
  }
  return kept.join(';')
}

/** The value of a `style` attribute with everything but paint left out. */
export function cleanStyleAttribute(text: string): string {
  const parsed = parse(text, { context: 'declarationList', parseCustomProperty: false, onParseError: () => undefined })
  return parsed.type === 'DeclarationList' ? declarations(parsed.children) : ''
}

/** The text of a `style` element: plain selectors with paint, no rule that begins with `@`. */
export function cleanStyleSheet(text: string): string {
  const parsed = parse(text, { onParseError: () => undefined })
  if (parsed.type !== 'StyleSheet') return ''
  const rules: string[] = []
  for (const rule of parsed.children) {
    if (rule.type !== 'Rule') continue
    const selector = generate(rule.prelude)
    const body = declarations(rule.block.children)
    if (SELECTOR.test(selector) && body !== '') rules.push(`${selector}{${body}}`)
  }
  return rules.join('')
}
