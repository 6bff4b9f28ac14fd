/** Replaces what stands between two marks of a text. Throws when the marks are missing. */
export function replaceMarked(text: string, name: string, content: string): string {
  const begin = `<!-- ${name}: written by scripts/docs/write-readme.ts -->`
  const from = text.indexOf(begin)
  const to = text.indexOf(`<!-- end of ${name} -->`)
  if (from < 0 || to < from) throw new RangeError(`There is no place for ${name}`)
  const body = content === '' ? '\n' : `\n\n${content}\n\n`
  return `${text.slice(0, from + begin.length)}${body}${text.slice(to)}`
}
