/** Half-open ranges of code points that are invisible or reorder the text around them. */
const HIDDEN: readonly (readonly [number, number])[] = [
  [0x00ad, 0x00ae],
  [0x061c, 0x061d],
  [0x115f, 0x1161],
  [0x17b4, 0x17b6],
  [0x180e, 0x180f],
  [0x200b, 0x2010],
  [0x2028, 0x202f],
  [0x2060, 0x2070],
  [0x3164, 0x3165],
  [0xfe00, 0xfe10],
  [0xfeff, 0xff00],
  [0xffa0, 0xffa1],
  [0xfff0, 0xfffc],
  [0xe0000, 0xe1000],
]

const NEWLINE = 0x0a
const TAB = 0x09

function isHidden(code: number): boolean {
  return HIDDEN.some(([from, to]) => code >= from && code < to)
}

function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code === NEWLINE || code === TAB) return character
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  if ((code >= 0x80 && code < 0xa0) || isHidden(code)) {
    return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`
  }
  return character
}

/**
 * Foreign text with its control, invisible and direction-changing characters written out, so that
 * what a reader sees is what was sent. Line breaks and tabs stay.
 */
export function visibleText(text: string): string {
  let seen = ''
  for (const character of text.toWellFormed()) seen += visibleCharacter(character)
  return seen
}
