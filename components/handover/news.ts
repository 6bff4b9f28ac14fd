import type { HandoverDto, HandoverRowDto } from '@/lib/contracts/handover'
import { visibleText } from '@/lib/format/visible-text'

/** Something somebody else did, for the row that is lit and the sentence that is said. */
export type News = { key: string; text: string }

function rowsOf(handover: HandoverDto): HandoverRowDto[] {
  return handover.sections.flatMap(({ rows }) => rows)
}

function sentence(before: HandoverRowDto | undefined, row: HandoverRowDto): string | undefined {
  const name = `“${visibleText(row.text)}”`
  if (before === undefined) return `${name} was added.`
  if (before.tick === null && row.tick !== null) {
    const { how, by } = row.tick
    if (how === 'evidence' || by === null) return `${name} is proven by evidence now.`
    return `${visibleText(by)} ${how === 'person' ? 'ticked' : 'confirmed'} ${name}.`
  }
  if (before.tick !== null && row.tick === null) return `${name} is open again.`
  if (before.note.version !== row.note.version)
    return `${visibleText(row.note.by ?? 'Somebody')} changed the note of ${name}.`
  if (before.text !== row.text) return `${name} has new words.`
  return undefined
}

/** What changed between two looks at a checklist, without the rows the person at this page changed. */
export function newsBetween(before: HandoverDto, after: HandoverDto, own: ReadonlySet<string>): News[] {
  const known = new Map(rowsOf(before).map((row) => [row.key, row]))
  return rowsOf(after).flatMap((row) => {
    const text = own.has(row.key) ? undefined : sentence(known.get(row.key), row)
    return text === undefined ? [] : [{ key: row.key, text }]
  })
}
