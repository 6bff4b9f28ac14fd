/** Turns offsets of a text into lines and columns, both counted from 1. */
export function createPlaces(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

const MAX_URL = 2048

/** An absolute http(s) URL without fragment, or undefined. `data:`, `blob:` and the like are not loads of ours. */
export function absoluteUrl(text: string, base: string): string | undefined {
  const parsed = URL.parse(text.trim(), base)
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return undefined
  parsed.hash = ''
  parsed.username = ''
  parsed.password = ''
  return parsed.href.length > MAX_URL ? undefined : parsed.href
}

/** The two URLs of a `ws:` address as http ones, so that plain sockets count as plain requests. */
export function httpSpelling(text: string): string {
  return text.replace(/^ws(s?):/i, 'http$1:')
}
