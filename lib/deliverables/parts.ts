import type { Exhibit, Finding } from '../engine/finding'
import type { ItemId } from '../roadmaps/ids'
import { items } from '../roadmaps/items'
import { placeOfCheck, placeOfItem } from '../roadmaps/prove-place'
import type { CheckState } from '../roadmaps/state'
import { VERDICT_WORDS } from '../roadmaps/words'
import type { Block, DocView, Given, Missing } from './doc'

type Generated = Exclude<Given, { ask: string }>

export const RUN_FIRST: Missing = { text: 'Run the first audit', at: { kind: 'run' } }

/** A part that says nothing before something was looked at. */
export function afterAudit(
  view: DocView,
  { id, title }: { id: string; title: string },
  make: () => { blocks: Block[]; missing?: Missing[] },
): Generated {
  if (view.state.checkedAt === undefined) return { id, title, blocks: [], missing: [RUN_FIRST] }
  return { id, title, ...make() }
}

export const heading = (text: string): Block => ({ kind: 'heading', text, level: 3 })
export const text = (said: string): Block => ({ kind: 'text', text: said })
export const steps = (...list: string[]): Block => ({ kind: 'list', items: list, ordered: true })
export const bullets = (...list: string[]): Block => ({ kind: 'list', items: list })

/** A table, or one sentence where it would have no row. */
export function table(columns: string[], rows: string[][], none?: string): Block {
  return rows.length === 0 && none !== undefined ? text(none) : { kind: 'table', columns, rows }
}

/** The day of a moment in UTC. Milliseconds. */
export function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** What to do about an open finding: its steps, records and snippet; the variant of `provider` where there is one. */
export function fixBlocks(finding: Finding, provider?: string): Block[] {
  const { fix } = finding
  if (fix === undefined) return []
  const variant = fix.variants?.find((one) => one.provider === provider)
  const todo = variant?.steps ?? fix.steps
  const snippet = variant?.snippet ?? fix.snippet
  return [
    ...(todo.length === 0 ? [] : [steps(...todo)]),
    ...(fix.records === undefined || fix.records.length === 0
      ? []
      : [
          table(
            ['Type', 'Name', 'Value'],
            fix.records.map(({ type, name, value }) => [type, name, value]),
          ),
        ]),
    ...(snippet === undefined
      ? []
      : [{ kind: 'code' as const, title: snippet.file ?? 'Configuration', lang: snippet.lang, code: snippet.code }]),
  ]
}

/** Every finding of a check in its newest result. */
export function findingsOf(view: DocView, checkId: string): readonly Finding[] {
  return view.state.checks[checkId]?.result?.findings ?? []
}

type TableExhibit = Extract<Exhibit, { kind: 'table' }>

/** The tables a check showed, each once. */
export function tablesOf(view: DocView, checkId: string): TableExhibit[] {
  const seen = new Map<string, TableExhibit>()
  for (const { exhibits } of findingsOf(view, checkId)) {
    for (const exhibit of exhibits) if (exhibit.kind === 'table') seen.set(JSON.stringify(exhibit), exhibit)
  }
  return [...seen.values()]
}

/** Those tables under their titles. */
export function shownTables(view: DocView, ...checkIds: string[]): Block[] {
  return checkIds
    .flatMap((id) => tablesOf(view, id))
    .flatMap(({ title, columns, rows }): Block[] => [
      heading(title),
      { kind: 'table', columns: [...columns], rows: rows.map((row) => [...row]) },
    ])
}

/** The open findings of some checks with their fix, one heading each. */
export function openParts(states: readonly CheckState[], provider?: string): Block[] {
  return states.flatMap(({ open }) =>
    open.flatMap((finding): Block[] => [heading(finding.text), ...fixBlocks(finding, provider)]),
  )
}

/** What is not proven among some checks, with the place where it is answered. */
export function unprovenParts(states: readonly CheckState[]): Missing[] {
  return states.flatMap((check) => {
    if (check.verdict !== 'unknown' || check.meta === undefined) return []
    const place = placeOfCheck(check)
    const at: Missing['at'] = place === undefined ? { kind: 'check', id: check.id } : { kind: 'question', id: place.id }
    return [{ text: `Not proven: ${check.title}`, at }]
  })
}

/** The part "To change" of some checks; one sentence where nothing is open. */
export function changePart(view: DocView, checkIds: readonly string[], provider?: string): Generated {
  return afterAudit(view, { id: 'to-change', title: 'To change' }, () => {
    const states = statesOf(view, checkIds)
    const open = openParts(states, provider)
    return {
      blocks: open.length === 0 ? [text('Nothing is open among what was checked.')] : open,
      missing: unprovenParts(states),
    }
  })
}

/** The state of some checks, those the roadmap does not speak of left out. */
export function statesOf(view: DocView, checkIds: readonly string[]): CheckState[] {
  return checkIds.flatMap((id) => view.state.checks[id] ?? [])
}

function wordOf(view: DocView, id: ItemId): string {
  const word = view.state.items[id]?.confirmation
  if (word === undefined) return ''
  const until = word.expiresAt === undefined ? '' : `, counts until ${day(word.expiresAt)}`
  return `${word.by} on ${day(word.at)}${until}`
}

/** Some requirements with their state and who confirmed them; those of the other roadmap are left out. */
export function itemTable(view: DocView, ids: readonly ItemId[]): Block {
  const known = ids.flatMap((id) => view.state.items[id] ?? [])
  return table(
    ['What', 'State', 'Confirmed by'],
    known.map(({ id, state }) => [items[id].text, VERDICT_WORDS[state], wordOf(view, id)]),
    'The roadmap of this project asks for none of this.',
  )
}

/** Those of some requirements that are open, with the place where something can be done about them. */
export function openItems(view: DocView, ids: readonly ItemId[]): Missing[] {
  return ids.flatMap((id) => {
    const item = view.state.items[id]
    if (item === undefined || (item.state !== 'unknown' && item.state !== 'fail')) return []
    const place = placeOfItem(id, view.state)
    const check = item.required.find((one) => view.state.checks[one]?.meta !== undefined)
    const at: Missing['at'] =
      place !== undefined
        ? { kind: 'question', id: place.id }
        : check === undefined
          ? { kind: 'run' }
          : { kind: 'check', id: check }
    return [{ text: `${item.state === 'fail' ? 'Open' : 'Not proven'}: ${items[id].text}`, at }]
  })
}
