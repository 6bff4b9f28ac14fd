import type { CssNode } from 'css-tree'
import parse from 'css-tree/parser'
import walk from 'css-tree/walker'
import type { Load, LoadKind } from '../../../evidence/web-facts'
import { absoluteUrl } from './places'

const MAX_LOADS = 200
/** A text without any of these words loads nothing; a backslash may spell them. */
const MAY_LOAD = /url\(|import|image-set|\\/i

export type StyleInput = { text: string; url: string; context: 'stylesheet' | 'declarationList' }

type Found = { kind: LoadKind; value: string; node: CssNode; by: string }

function textOf(node: CssNode): string | undefined {
  if (node.type === 'Url' || node.type === 'String') return node.value
  return undefined
}

function importsOf(node: CssNode): Found[] {
  if (node.type !== 'Atrule' || node.name.toLowerCase() !== 'import' || node.prelude?.type !== 'AtrulePrelude')
    return []
  const first = node.prelude.children.first
  const value = first ? textOf(first) : undefined
  return first && value !== undefined ? [{ kind: 'css-import', value, node: first, by: '@import' }] : []
}

/**
 * What a style sheet or a `style` attribute loads: imports, fonts, images. Comments, strings and
 * namespaces are no loads. At most 200; a text that is no CSS gives none.
 */
export function readStyle({ text, url, context }: StyleInput): Load[] {
  if (!MAY_LOAD.test(text)) return []
  const loads: Load[] = []
  const add = ({ kind, value, node, by }: Found): void => {
    const absolute = absoluteUrl(value, url)
    if (absolute === undefined || loads.length >= MAX_LOADS) return
    const place = node.loc?.start ?? { line: 1, column: 1 }
    loads.push({
      kind,
      url: absolute,
      line: place.line,
      column: place.column,
      by: by.slice(0, 60),
      noscript: false,
      module: false,
    })
  }
  const tree = parse(text, { context, positions: true, parseCustomProperty: true })
  walk(tree, function visit(node) {
    for (const found of importsOf(node)) add(found)
    const atrule = this.atrule?.name.toLowerCase() ?? ''
    if (atrule === 'import' || atrule === 'namespace' || atrule === 'charset') return
    const inImageSet = this.function !== null && /image-set$/i.test(this.function.name)
    if (node.type !== 'Url' && !(node.type === 'String' && inImageSet)) return
    const property = this.declaration?.property ?? ''
    const kind = atrule === 'font-face' ? 'css-font' : 'css-image'
    add({ kind, value: node.value, node, by: property === '' ? `@${atrule}` : property })
  })
  return loads
}
