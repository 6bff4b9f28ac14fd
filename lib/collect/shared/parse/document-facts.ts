import { createHash } from 'node:crypto'
import { Parser } from 'htmlparser2'
import { scanSecrets } from '../../../checks/shared/secrets/scan'
import type { DocumentFacts } from '../../../evidence/web-documents'
import { elementLoads } from './element-loads'
import { createHeadEnd, type HeadEnd } from './head-end'
import { absoluteUrl, createPlaces } from './places'
import { readRequests } from './script-facts'
import { readStyle } from './style-facts'

export type DocumentInput = {
  text: string
  /** The final URL of the page. */
  url: string
  /** Registrable domain; links outside it are not kept. */
  site: string
}

const MAX = { loads: 200, links: 60, forms: 20, tokens: 10, secrets: 30, styleAttributes: 500, inlineScripts: 200 }
const HIDDEN = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'title',
  'head',
  'textarea',
  'svg',
  'iframe',
  'object',
])
const MOUNT = /^(?:root|app|__next|__nuxt|svelte|main-app)$/
const TOKEN_NAME = /csrf|xsrf|authenticity_token|__requestverificationtoken|^_token$|request_token/i
const SCRIPT_TYPE = /^(?:|module|text\/javascript|application\/(?:x-)?javascript|text\/ecmascript|speculationrules)$/i

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

type State = DocumentFacts & { depth: Record<string, number>; formOpen: boolean; mounts: number; head: HeadEnd }

function createState(): State {
  return {
    title: '',
    textLength: 0,
    noscriptLength: 0,
    scripts: 0,
    emptyMount: false,
    metaRefresh: false,
    upgradesInsecure: false,
    base: null,
    links: [],
    loads: [],
    forms: [],
    tokens: [],
    secrets: [],
    cut: false,
    depth: {},
    formOpen: false,
    mounts: 0,
    head: createHeadEnd(),
  }
}

function within(state: State, name: string): boolean {
  return (state.depth[name] ?? 0) > 0
}

function push<Item>(state: State, list: Item[], item: Item, max: number): void {
  if (list.length < max) list.push(item)
  else state.cut = true
}

function sameSite(url: string, site: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  return host === site || host.endsWith(`.${site}`)
}

type Reader = {
  input: DocumentInput
  state: State
  base: () => string
  placeOf: (offset: number) => { line: number; column: number }
  nested: boolean
}

function readForms(
  { state, base }: Reader,
  name: string,
  attributes: Record<string, string>,
  place: { line: number; column: number },
): void {
  if (name === 'form') {
    state.formOpen = true
    const action = absoluteUrl(attributes.action ?? '', base())
    if (action !== undefined) push(state, state.forms, { action, sensitive: false, ...place }, MAX.forms)
  }
  if (name !== 'input' && name !== 'button') return
  const form = state.forms.at(-1)
  const type = (attributes.type ?? '').toLowerCase()
  const sensitive = type === 'password' || type === 'email' || /passw|email/i.test(attributes.name ?? '')
  if (form && state.formOpen && sensitive) form.sensitive = true
  const action = attributes.formaction === undefined ? undefined : absoluteUrl(attributes.formaction, base())
  if (action !== undefined)
    push(state, state.forms, { action, sensitive: form?.sensitive ?? false, ...place }, MAX.forms)
}

function readTokens({ state }: Reader, name: string, attributes: Record<string, string>): void {
  const value = name === 'meta' ? attributes.content : name === 'input' ? attributes.value : undefined
  const key = attributes.name ?? ''
  if (value === undefined || value.length < 8 || !TOKEN_NAME.test(key)) return
  push(state, state.tokens, { name: key.slice(0, 80), fingerprint: hash(value) }, MAX.tokens)
}

function readMeta({ state }: Reader, name: string, attributes: Record<string, string>): void {
  if (name === 'meta' && /^refresh$/i.test(attributes['http-equiv'] ?? '')) state.metaRefresh = true
  const policy = /^content-security-policy$/i.test(attributes['http-equiv'] ?? '') ? (attributes.content ?? '') : ''
  // It counts in the head only, and what was loaded before it stays as it is.
  const counts = !state.head.isOver() && !state.loads.some(({ url }) => url.startsWith('http:'))
  if (name === 'meta' && counts && /(?:^|[;\s])upgrade-insecure-requests/i.test(policy)) state.upgradesInsecure = true
}

function openTag(reader: Reader, name: string, attributes: Record<string, string>, offset: number): void {
  const { state, input } = reader
  const place = reader.placeOf(offset)
  if (name === 'base' && state.base === null && attributes.href !== undefined) {
    state.base = absoluteUrl(attributes.href, input.url) ?? null
  }
  if (name === 'script') {
    if (SCRIPT_TYPE.test(attributes.type ?? '')) state.scripts += 1
  }
  if (MOUNT.test(attributes.id ?? '')) state.mounts += 1
  for (const load of elementLoads({ name, attributes, base: reader.base() })) {
    push(state, state.loads, { ...load, ...place, noscript: within(state, 'noscript') }, MAX.loads)
  }
  if (attributes.style?.includes('(')) {
    addStyle(reader, { text: attributes.style, context: 'declarationList' }, offset)
  }
  if ((name === 'a' || name === 'area') && attributes.href !== undefined) {
    const link = absoluteUrl(attributes.href, reader.base())
    if (link !== undefined && sameSite(link, input.site) && !state.links.includes(link))
      push(state, state.links, link, MAX.links)
  }
  readForms(reader, name, attributes, place)
  readTokens(reader, name, attributes)
  readMeta(reader, name, attributes)
  if (name === 'iframe' && attributes.srcdoc !== undefined && !reader.nested)
    readNested(reader, attributes.srcdoc, place)
}

function addStyle(
  reader: Reader,
  style: { text: string; context: 'stylesheet' | 'declarationList' },
  offset: number,
): void {
  const place = reader.placeOf(offset)
  for (const load of readStyle({ ...style, url: reader.base() })) {
    const line = place.line + load.line - 1
    push(reader.state, reader.state.loads, { ...load, line, noscript: within(reader.state, 'noscript') }, MAX.loads)
  }
}

function readNested(reader: Reader, text: string, place: { line: number; column: number }): void {
  const inner = readDocument({ ...reader.input, text }, true)
  for (const load of inner.loads) push(reader.state, reader.state.loads, { ...load, ...place }, MAX.loads)
}

function readInline(reader: Reader, kind: 'script' | 'style', text: string, offset: number): void {
  if (kind === 'style') addStyle(reader, { text, context: 'stylesheet' }, offset)
  else {
    const place = reader.placeOf(offset)
    for (const load of readRequests(text, reader.base())) {
      push(reader.state, reader.state.loads, { ...load, line: place.line + load.line - 1 }, MAX.loads)
    }
  }
}

function countText(state: State, text: string): void {
  const length = text.replace(/\s+/g, ' ').trim().length
  if (within(state, 'noscript')) state.noscriptLength += length
  else if (![...HIDDEN].some((name) => within(state, name))) state.textLength += length
}

function createHandler(
  reader: Reader,
  offsetOf: () => number,
): Partial<ConstructorParameters<typeof Parser>[0] & object> {
  const { state } = reader
  let inline: { kind: 'script' | 'style'; parts: string[]; offset: number } | undefined
  return {
    onopentag(name, attributes) {
      const lower = name.toLowerCase()
      state.head.open(lower)
      // What a template holds is not loaded until a script copies it out.
      if (!within(state, 'template')) openTag(reader, lower, attributes, offsetOf())
      state.depth[lower] = (state.depth[lower] ?? 0) + 1
      if ((lower === 'script' || lower === 'style') && !within(state, 'template'))
        inline = { kind: lower, parts: [], offset: offsetOf() }
    },
    ontext(text) {
      state.head.text(text)
      if (inline) inline.parts.push(text)
      else if (within(state, 'title') && !within(state, 'svg')) state.title = `${state.title}${text}`.slice(0, 300)
      else countText(state, text)
    },
    onclosetag(name) {
      const lower = name.toLowerCase()
      state.head.close(lower)
      state.depth[lower] = Math.max(0, (state.depth[lower] ?? 0) - 1)
      if (lower === 'form') state.formOpen = false
      if (inline?.kind !== lower) return
      readInline(reader, inline.kind, inline.parts.join(''), inline.offset)
      inline = undefined
    },
  }
}

/** The facts of a page in one pass, without building a tree; every list is bounded and says so in `cut`. */
export function readDocument(input: DocumentInput, nested = false): DocumentFacts {
  const state = createState()
  const reader: Reader = {
    input,
    state,
    base: () => state.base ?? input.url,
    placeOf: createPlaces(input.text),
    nested,
  }
  const parser: Parser = new Parser(
    createHandler(reader, () => parser.startIndex),
    { decodeEntities: true },
  )
  parser.write(input.text)
  parser.end()
  const { depth: _depth, formOpen: _open, head: _head, mounts, ...facts } = state
  const secrets = nested ? [] : scanSecrets(input.text)
  return {
    ...facts,
    title: facts.title.trim().replace(/\s+/g, ' ').toWellFormed(),
    emptyMount: mounts > 0 && facts.textLength === 0,
    secrets: secrets.slice(0, MAX.secrets),
    cut: facts.cut || secrets.length > MAX.secrets,
  }
}
