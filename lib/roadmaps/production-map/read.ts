import type { EvidenceToken } from '../../engine/evidence'
import type { MapNode, MapRow, MapState } from './types'

export type Read<Value> =
  | { ok: true; value: Value; source: NonNullable<MapNode['evidence']> }
  | { ok: false; why: string; source: MapNode['evidence'] }

const NEVER_RUN = 'No audit has looked at this yet'

function whyOf(row: MapRow): string {
  if (row.status === 'absent') return 'The last audit had no reason to look at this'
  return row.reason === 'timeout'
    ? 'Our look at this timed out in the last audit'
    : 'Our look at this failed in the last audit'
}

/** Finds evidence among stored rows. What another version wrote, or what does not fit its schema, was not read. */
export class MapReader {
  private readonly byKey: ReadonlyMap<string, MapRow>

  constructor(rows: readonly MapRow[]) {
    this.byKey = new Map(rows.map((row) => [row.key, row]))
  }

  read<Value>(token: EvidenceToken<string, Value>): Read<Value> {
    const row = this.byKey.get(token.key)
    if (row === undefined) return { ok: false, why: NEVER_RUN, source: null }
    const source = { key: row.key, runId: row.runId, at: row.at }
    if (row.status !== 'ok') return { ok: false, why: whyOf(row), source }
    if (row.value === null) return { ok: false, why: 'What the last audit saw here is no longer stored', source: null }
    const parsed = row.version === token.version ? token.schema.safeParse(row.value) : undefined
    if (parsed?.success === true) return { ok: true, value: parsed.data, source }
    return { ok: false, why: 'The last audit was made by another version of Launch Ready', source: null }
  }
}

/** A node before its correction is laid over it. */
export type Draft = Omit<MapNode, 'correction' | 'title'>

type Said = { state: MapState; value?: string; sentence: string; because?: readonly string[]; fact?: string | null }

const MAX_LINES = 4
const MAX_LINE = 160

/** One line of text of others, cut to a length a page can show. */
export function cut(text: string, max = MAX_LINE): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text
}

export function draft(id: MapNode['id'], source: MapNode['evidence'], said: Said): Draft {
  const { state, value = '', sentence, because = [], fact = null } = said
  return {
    id,
    state,
    value: cut(value, 120),
    sentence: cut(sentence, 400),
    because: [...new Set(because)].slice(0, MAX_LINES).map((line) => cut(line)),
    evidence: source,
    fact: fact === null ? null : cut(fact, 500),
  }
}

/** A node whose evidence is not there: it says so and claims nothing. */
export function missing(id: MapNode['id'], { why, source }: { why: string; source: MapNode['evidence'] }): Draft {
  return draft(id, source, { state: 'missing', sentence: `${why}, so nothing is claimed here.` })
}

/** `a`, `a and b`, `a, b and c`, `a, b and 4 more`. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, names.length > most ? most - 1 : most)
  const rest = names.length - shown.length
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** Texts in one order, each once: equal sets give equal facts. */
export function factOf(texts: readonly string[]): string {
  return [...new Set(texts.map((text) => text.toLowerCase()))].sort().join(' ')
}

/** With a capital letter where it is a phrase of ours; names keep their spelling. */
export function capitalised(text: string): string {
  return text.startsWith('your own') ? `Y${text.slice(1)}` : text
}
