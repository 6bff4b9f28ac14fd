import type { Exhibit } from './finding'

const MAX_EXHIBIT_BYTES = 4096
const MAX_LINES = 60

/** Cuts a text to a number of UTF-16 units and says so. */
export function clipText(text: string, max: number): string {
  const safe = text.toWellFormed().replaceAll('\0', '\uFFFD')
  return safe.length <= max ? safe : `${safe.slice(0, max)}… (${safe.length - max} more characters)`
}

function clipLines(lines: readonly string[], budget: number): string[] {
  const kept: string[] = []
  let left = budget
  for (const line of lines.slice(0, MAX_LINES)) {
    if (left <= 0) break
    const clipped = clipText(line, Math.min(left, 1024))
    kept.push(clipped)
    left -= clipped.length
  }
  if (kept.length < lines.length) kept.push(`… (${lines.length - kept.length} more)`)
  return kept
}

/** Holds an exhibit within about 4 KiB, whatever the target sent. */
export function clipExhibit(exhibit: Exhibit): Exhibit {
  const title = clipText(exhibit.title, 200)
  switch (exhibit.kind) {
    case 'dns':
      return { ...exhibit, title, records: clipLines(exhibit.records, MAX_EXHIBIT_BYTES) }
    case 'http': {
      const lines = exhibit.headers
        .slice(0, MAX_LINES)
        .map(([name, value]): [string, string] => [clipText(name, 100), clipText(value, 600)])
      return { ...exhibit, title, headers: lines }
    }
    case 'cert':
      return {
        ...exhibit,
        title,
        subject: clipText(exhibit.subject, 600),
        issuer: clipText(exhibit.issuer, 600),
        names: clipLines(exhibit.names, 2048),
      }
    case 'table':
      return {
        ...exhibit,
        title,
        rows: exhibit.rows.slice(0, MAX_LINES).map((row) => row.map((cell) => clipText(cell, 300))),
      }
    case 'code':
      return { ...exhibit, title, code: clipText(exhibit.code, MAX_EXHIBIT_BYTES) }
    case 'text':
      return { ...exhibit, title, text: clipText(exhibit.text, MAX_EXHIBIT_BYTES) }
  }
}
