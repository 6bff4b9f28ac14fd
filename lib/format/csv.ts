/** Characters a spreadsheet takes for the begin of a formula, wide forms included (CWE-1236). */
const BEGINS = new Set([...'=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20'])

/** A cell a spreadsheet would run as a formula begins with an apostrophe; every cell is quoted (RFC 4180). */
export function csvCell(text: string): string {
  const [first = ''] = text
  const [seen = ''] = text.trimStart()
  const safe = BEGINS.has(first) || BEGINS.has(seen) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** Rows as CSV, a line each, the header first. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}
