import { parseDocument } from 'htmlparser2'
import type { JudgedLogo } from './png-logo'
import { ATTRIBUTES, ELEMENTS, isHarmlessValue } from './svg-rules'
import { cleanStyleAttribute, cleanStyleSheet } from './svg-style'

type Root = ReturnType<typeof parseDocument>
type AnyNode = Root['children'][number]
type Element = Extract<AnyNode, { attribs: Record<string, string> }>

const MOST_BYTES = 100 * 1024
const DEEPEST = 40
const MOST_ELEMENTS = 4000
const MOST_USES = 60
const MOST_REMOVED = 12
const TEXT_HOLDERS = new Set(['text', 'tspan', 'title', 'desc'])
const SHOWN = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'use'])
/** Inside of these a reference to another one could multiply what has to be drawn without end. */
const CUTTERS = new Set(['clipPath', 'mask', 'symbol'])

type Work = { removed: Set<string>; elements: number; uses: number; shown: number }
type Place = { depth: number; isCut: boolean }

function isElement(node: AnyNode): node is Element {
  return 'attribs' in node
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** Names of what was left out are shown to people: letters only. */
function note(work: Work, name: string): void {
  if (work.removed.size < MOST_REMOVED) work.removed.add(name.replace(/[^\w:-]/g, '').slice(0, 30))
}

function attributeText(work: Work, { attribs }: Element, { isCut }: Place): string {
  const kept = new Map<string, string>()
  for (const [given, raw] of Object.entries(attribs)) {
    if (given === 'xmlns' || given.startsWith('xmlns:')) continue
    const name = given === 'xlink:href' ? 'href' : given
    const value = name === 'style' ? cleanStyleAttribute(raw) : raw.replace(/\s+/g, ' ').trim()
    const isCutAgain = isCut && (name === 'mask' || name === 'clip-path')
    if (!ATTRIBUTES.has(name) || !isHarmlessValue(name, value) || isCutAgain) note(work, given)
    else if (value !== '') kept.set(name, value)
  }
  return [...kept].map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')
}

/** The text inside an element, however it was written down. */
function textIn({ children }: Element): string {
  return children
    .map((child) => ('data' in child ? child.data : 'children' in child ? child.children.map(dataOf).join('') : ''))
    .join('')
}

function dataOf(node: AnyNode): string {
  return 'data' in node ? node.data : ''
}

/** Why an element stays out, or undefined. */
function isLeftOut(work: Work, element: Element, { depth, isCut }: Place): boolean {
  if (!ELEMENTS.has(element.name) || depth > DEEPEST) return true
  if (element.name !== 'use') return element.name === 'svg' && depth > 0
  work.uses += 1
  return isCut || work.uses > MOST_USES
}

function render(work: Work, node: AnyNode, place: Place): string {
  if (node.type === 'text') return ''
  if (!isElement(node)) return node.type === 'comment' ? '' : noted(work, node.type)
  work.elements += 1
  if (work.elements > MOST_ELEMENTS || isLeftOut(work, node, place)) return noted(work, node.name)
  if (node.name === 'style') return `<style>${escaped(cleanStyleSheet(textIn(node)))}</style>`
  if (SHOWN.has(node.name)) work.shown += 1
  const inside = { depth: place.depth + 1, isCut: place.isCut || CUTTERS.has(node.name) }
  const text = TEXT_HOLDERS.has(node.name)
  const content = node.children
    .map((child) => (child.type === 'text' && text ? escaped(child.data) : render(work, child, inside)))
    .join('')
  const head = `${node.name}${attributeText(work, node, place)}`
  return content === '' ? `<${head}/>` : `<${head}>${content}</${node.name}>`
}

function noted(work: Work, name: string): string {
  note(work, name)
  return ''
}

/** Whether what a `use` shows holds another `use`: such a chain can grow to more than any browser can draw. */
function hasChainedUse(svg: string): boolean {
  const root = parseDocument(svg, { xmlMode: true })
  const targets = new Set<string>()
  const nested = new Set<string>()
  const visit = (node: AnyNode, around: readonly string[]): void => {
    if (!isElement(node)) return
    const ids = node.attribs.id === undefined ? around : [...around, node.attribs.id]
    if (node.name === 'use') {
      targets.add((node.attribs.href ?? '').slice(1))
      for (const id of ids) nested.add(id)
    }
    for (const child of node.children) visit(child, ids)
  }
  for (const child of root.children) visit(child, [])
  return [...targets].some((id) => nested.has(id))
}

function rootOf(text: string): Element | undefined {
  const document = parseDocument(text, { xmlMode: true, decodeEntities: true })
  const elements = document.children.filter(isElement)
  return elements.length === 1 && elements[0]?.name === 'svg' ? elements[0] : undefined
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const NO_SVG = 'This is not an SVG or PNG picture'

/**
 * An SVG as it is kept: written anew from the elements and attributes a logo needs, and nothing else. What could load,
 * run, animate or grow without end is left out; a document type is refused, because it can rename what follows.
 */
export function judgeSvg(bytes: Uint8Array): JudgedLogo {
  if (bytes.length > MOST_BYTES) return { ok: false, reason: 'Keep an SVG logo under 100 kB' }
  const text = decoded(bytes)
  if (text === undefined) return { ok: false, reason: NO_SVG }
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.test(text)) {
    return { ok: false, reason: 'Save the SVG without a DOCTYPE line, then try again' }
  }
  const root = rootOf(text)
  if (root === undefined) return { ok: false, reason: NO_SVG }
  const work: Work = { removed: new Set(), elements: 0, uses: 0, shown: 0 }
  const inside = render(work, root, { depth: 0, isCut: false })
  const svg = inside.replace(/^<svg/, '<svg xmlns="http://www.w3.org/2000/svg"')
  if (work.elements > MOST_ELEMENTS) return { ok: false, reason: 'This SVG has too many parts for a logo' }
  if (work.shown === 0) return { ok: false, reason: 'Nothing of this SVG can be shown as a logo' }
  if (hasChainedUse(svg)) return { ok: false, reason: 'This SVG repeats parts inside repeated parts. Flatten it first' }
  return { ok: true, type: 'image/svg+xml', bytes: new TextEncoder().encode(svg), removed: [...work.removed] }
}
