import type { Ask, Block, Value } from './doc'

const BULLET = /^[-*\u2022]\s+/
const STEP = /^\d{1,3}[.)]\s+/

/** Whether a row says nothing in one column. */
export function emptyRow(row: readonly string[], column: number): boolean {
  return (row[column] ?? '').trim() === ''
}

/** Text a person typed, as blocks: lines that begin with a dash or a number become lists, all others stay lines. */
export function textBlocks(text: string): Block[] {
  const blocks: Block[] = []
  for (const typed of text.split('\n')) {
    const line = typed.trim()
    if (line === '') continue
    const mark = STEP.test(line) ? STEP : BULLET.test(line) ? BULLET : undefined
    if (mark === undefined) {
      blocks.push({ kind: 'text', text: line })
      continue
    }
    const ordered = mark === STEP
    const item = line.replace(mark, '')
    const last = blocks.at(-1)
    if (last?.kind === 'list' && (last.ordered ?? false) === ordered && !startsAnew(line)) last.items.push(item)
    else blocks.push({ kind: 'list', items: [item], ordered })
  }
  return blocks
}

/** A list that counts from one again is another list. */
function startsAnew(line: string): boolean {
  return /^1[.)]\s/.test(line)
}

/** What a person wrote, as it stands in the document. */
export function valueBlocks(ask: Ask, value: Value): Block[] {
  if (typeof value === 'string') return textBlocks(value)
  if (value.length === 0) return []
  if (ask.form !== 'rows') return [{ kind: 'list', items: value.map((row) => row.join(', ')) }]
  const columns = ask.columns.map(({ label }) => label)
  return [{ kind: 'table', columns, rows: value.map((row) => columns.map((_, index) => row[index] ?? '')) }]
}
