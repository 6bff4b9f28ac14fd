import { visibleText } from '../../format/visible-text'
import { fonts, MONO, SANS } from './fonts'

/** Whether the typeface draws a character. */
export type Covers = (codePoint: number) => boolean

/** How wide a character is, as a share of the size of the letters. */
export type WidthOf = (character: string) => number

/** What all typefaces of the document draw, and how wide the heaviest of them is; reads their files. */
export async function loadFaces(): Promise<{ covers: Covers; widthOf: WidthOf }> {
  const store = fonts()
  const wanted = [
    { fontFamily: SANS, fontWeight: 400 },
    { fontFamily: SANS, fontWeight: 600 },
    { fontFamily: MONO, fontWeight: 400 },
  ] as const
  await Promise.all(wanted.map((font) => store.load(font)))
  const faces = wanted.flatMap((font) => store.getFont(font)?.data ?? [])
  const heaviest = store.getFont(wanted[1])?.data
  const known = new Map<string, number>()
  const measured = (character: string): number => {
    if (heaviest === null || heaviest === undefined) return WIDE
    return heaviest.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / heaviest.unitsPerEm
  }
  return {
    covers: (codePoint) => faces.every((face) => face.hasGlyphForCodePoint(codePoint)),
    widthOf: (character) => {
      const width = known.get(character) ?? measured(character)
      known.set(character, width)
      return width
    },
  }
}

/** Wider than most characters. */
const WIDE = 0.7

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

/** Where a reader finds what a PDF has no room for. */
export type Elsewhere = 'in the ZIP' | 'on the shared page'

/** What stands at the end of text that was cut. */
export function cutMark(elsewhere: Elsewhere): string {
  return `\u2026 [cut here, whole ${elsewhere}]`
}

/** Text of at most `most` characters; a longer one says that it was cut. */
export function shortened(text: string, most: number, elsewhere: Elsewhere = 'in the ZIP'): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most).join('')} ${cutMark(elsewhere)}`
}

/** One word in pieces that fit into a line; no piece is empty. */
function pieces(word: string, { ems, widthOf }: { ems: number; widthOf: WidthOf }): string[] {
  const found: string[] = []
  let piece = ''
  let width = 0
  for (const character of word) {
    const more = widthOf(character)
    if (piece !== '' && width + more > ems) {
      found.push(piece)
      piece = ''
      width = 0
    }
    piece += character
    width += more
  }
  return [...found, piece]
}

/**
 * Breaks words that are longer than a line of `ems`, its width as a multiple of the size of the letters. No hyphen is
 * added: inside a host name or a record it would be read as a part of it.
 */
export function breakable(text: string, line: { ems: number; widthOf: WidthOf }): string {
  return text
    .split('\n')
    .map((one) =>
      one
        .split(' ')
        .map((word) => pieces(word, line).join('\n'))
        .join(' '),
    )
    .join('\n')
}
