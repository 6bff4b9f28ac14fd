import type { Ask, Value } from '@/lib/deliverables/doc'

/** What a part begins with when somebody starts to write. */
export function emptyValue(ask: Ask): Value {
  return ask.form === 'text' ? '' : [ask.columns.map(() => '')]
}

/** Whether two values say the same; rows without any text say nothing. */
export function sameValue(left: Value, right: Value): boolean {
  return JSON.stringify(said(left)) === JSON.stringify(said(right))
}

function said(value: Value): Value {
  return typeof value === 'string' ? value.trim() : value.filter((row) => row.some((cell) => cell.trim() !== ''))
}

/** Both of two texts, or the rows of both: those of the other person first, each once. */
export function bothValues({ theirs, mine }: { theirs: Value; mine: Value }): Value {
  if (typeof theirs === 'string' || typeof mine === 'string') {
    const texts = [theirs, mine].map((value) => (typeof value === 'string' ? value.trim() : ''))
    return [...new Set(texts)].filter((text) => text !== '').join('\n\n')
  }
  const known = new Set(theirs.map((row) => JSON.stringify(row)))
  return [...theirs, ...mine.filter((row) => !known.has(JSON.stringify(row)))]
}
