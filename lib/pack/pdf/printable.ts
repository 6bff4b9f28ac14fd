import { visibleText } from '../../format/visible-text'
import { fonts, MONO, SANS } from './fonts'

/** Whether the typeface draws a character. */
export type Covers = (codePoint: number) => boolean

/** What all typefaces of the document draw; reads their files. */
export async function loadCoverage(): Promise<Covers> {
  const store = fonts()
  const wanted = [
    { fontFamily: SANS, fontWeight: 400 },
    { fontFamily: SANS, fontWeight: 600 },
    { fontFamily: MONO, fontWeight: 400 },
  ] as const
  await Promise.all(wanted.map((font) => store.load(font)))
  const faces = wanted.flatMap((font) => store.getFont(font)?.data ?? [])
  return (codePoint) => faces.every((face) => face.hasGlyphForCodePoint(codePoint))
}

const NAMED = /\u27e8(U\+[0-9A-F]{4,6})\u27e9/g

/**
 * Foreign text as the document can show it. Hidden, control and direction characters are written out as `[U+202E]`,
 * a run of characters the typeface lacks as their number; nothing is dropped without a trace.
 */
export function printable(text: string, covers: Covers): string {
  const visible = visibleText(text.normalize('NFC').replaceAll('\t', ' ')).replace(NAMED, '[$1]')
  let out = ''
  let lacking = 0
  const flush = () => {
    if (lacking > 0) out += `[${lacking} other character${lacking === 1 ? '' : 's'}]`
    lacking = 0
  }
  for (const character of visible) {
    const code = character.codePointAt(0) ?? 0
    if (character !== '\n' && !covers(code)) {
      // Pictures of control characters stand in a row of their own.
      if (code >= 0x2400 && code <= 0x2421) {
        flush()
        out += `[U+${(code === 0x2421 ? 0x7f : code - 0x2400).toString(16).toUpperCase().padStart(4, '0')}]`
      } else lacking += 1
      continue
    }
    flush()
    out += character
  }
  flush()
  return out
}

const CUT = ' \u2026 [cut here, whole in the ZIP]'

/** Text of at most `most` characters; a longer one says that it was cut. */
export function shortened(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : characters.slice(0, most).join('') + CUT
}

/** Breaks words that are longer than a line, so that no column is crossed; no hyphen is added. */
export function breakable(text: string, perLine: number): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .split(' ')
        .map((word) => {
          const characters = [...word]
          if (characters.length <= perLine) return word
          const pieces: string[] = []
          for (let at = 0; at < characters.length; at += perLine)
            pieces.push(characters.slice(at, at + perLine).join(''))
          return pieces.join('\n')
        })
        .join(' '),
    )
    .join('\n')
}
