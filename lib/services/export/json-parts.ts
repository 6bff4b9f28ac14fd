/** Rows a page at a time: the page behind `after`, empty at the end. */
export type Pages<Row> = (after: Row | undefined) => Promise<readonly Row[]>

/** One list of an object as JSON text, a page at a time; `name` is its key. The text begins with no comma. */
export async function* listPart<Row>(name: string, pages: Pages<Row>, show: (row: Row) => unknown) {
  yield `${JSON.stringify(name)}:[`
  let isFirst = true
  let last: Row | undefined
  do {
    const rows: readonly Row[] = await pages(last)
    const text = rows.map((row) => JSON.stringify(show(row))).join(',\n')
    if (text !== '') yield isFirst ? text : `,\n${text}`
    isFirst &&= text === ''
    last = rows.at(-1)
  } while (last !== undefined)
  yield ']'
}

/** One value of an object as JSON text. */
export function valuePart(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`
}
