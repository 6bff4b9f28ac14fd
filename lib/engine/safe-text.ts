// Control characters and bidirectional overrides arrive inside names, records and pages of hostile targets.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the patterns remove exactly these characters.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above; line ends and tabs stay.
const UNSAFE_IN_LINES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** One line of foreign text without anything that moves the cursor or turns the reading direction. */
export function safeLine(text: string): string {
  return text.toWellFormed().replace(UNSAFE, '\uFFFD')
}

/** A value with every text in it made safe; line ends and tabs stay. The shape of the value is the same. */
export function safeDeep<Value>(value: Value): Value {
  return clean(value) as Value
}

/** Same shape as its argument: arrays stay arrays, records keep their keys, only texts change. */
function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\r\n', '\n').toWellFormed().replace(UNSAFE_IN_LINES, '\uFFFD')
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, clean(entry)]))
}
