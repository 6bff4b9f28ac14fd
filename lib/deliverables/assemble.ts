import type { DeliverableId } from '../roadmaps/ids'
import type { Ask, Block, Doc, DocumentMaker, DocView, Given, Missing, Part, Value, Written } from './doc'
import { emptyRow, valueBlocks } from './written'

/** What stands in the place of what a person still has to fill in. */
export const BLANK = '____'

/** What a written part still lacks, as one sentence; `undefined` where it is whole. */
function lackOf({ ask, value }: { ask: Ask; value: Value | undefined }): string | undefined {
  if (value === undefined || value.length === 0) return ask.question
  if (typeof value === 'string') {
    return value.includes(BLANK) ? `Fill in the blanks of "${ask.title}"` : undefined
  }
  if (ask.form !== 'rows') return undefined
  const lacking = ask.columns.find(
    ({ needed }, index) => needed === true && value.some((row) => emptyRow(row, index) || row[index]?.includes(BLANK)),
  )
  return lacking === undefined ? undefined : `"${ask.title}": a row has no entry for "${lacking.label}"`
}

type Placed = { ask: Ask; written: Written | undefined; suggestion: Value | undefined }

function askedPart({ ask, written, suggestion }: Placed): Part {
  const lack = lackOf({ ask, value: written?.value })
  const isExtra = ask.optional === true
  return {
    id: ask.id,
    title: ask.title,
    state: isExtra ? 'extra' : lack === undefined ? 'filled' : 'open',
    blocks: written === undefined ? [] : valueBlocks(ask, written.value),
    missing: lack === undefined || isExtra ? [] : [{ text: lack, at: { kind: 'part', id: ask.id } }],
    asked: { ask, written, suggestion },
  }
}

function generatedPart({ id, title, blocks, missing = [], later }: Exclude<Given, { ask: string }>): Part {
  if (later !== undefined) return { id, title, state: 'later', blocks: [{ kind: 'text', text: later }], missing: [] }
  return { id, title, state: blocks.length > 0 && missing.length === 0 ? 'filled' : 'open', blocks, missing }
}

const NOT_WRITTEN: Block = { kind: 'text', text: 'Not filled in yet.' }

function shown({ title, state, blocks }: Part): Block[] {
  if (state === 'extra' && blocks.length === 0) return []
  return [{ kind: 'heading', text: title, level: 2 }, ...(blocks.length === 0 ? [NOT_WRITTEN] : blocks)]
}

function once(missing: readonly Missing[]): Missing[] {
  const seen = new Set<string>()
  return missing.filter(({ text }) => (seen.has(text) ? false : seen.add(text)))
}

/** A document as it is now. A part its maker does not place is put at the end, so nothing written is ever hidden. */
export function assemble(id: DeliverableId, maker: DocumentMaker, view: DocView): Doc {
  const written = view.written[id] ?? {}
  const given = maker.parts(view)
  const placed = new Set(given.flatMap((part) => ('ask' in part ? [part.ask] : [])))
  const rest = maker.asks.filter((ask) => !placed.has(ask.id)).map((ask): Given => ({ ask: ask.id }))
  const parts = [...given, ...rest].flatMap((part): Part[] => {
    if (!('ask' in part)) return [generatedPart(part)]
    const ask = maker.asks.find((one) => one.id === part.ask)
    if (ask === undefined) return []
    return [askedPart({ ask, written: written[ask.id], suggestion: part.suggestion })]
  })
  const counted = parts.filter(({ state }) => state === 'filled' || state === 'open')
  const filled = counted.filter(({ state }) => state === 'filled').length
  const isEmpty = parts.every(({ state, blocks }) => state === 'later' || blocks.length === 0)
  return {
    state: isEmpty ? 'empty' : filled === counted.length ? 'ready' : 'partial',
    filled,
    total: counted.length,
    missing: once(parts.flatMap(({ missing }) => missing)),
    parts,
    blocks: parts.flatMap(shown),
  }
}
