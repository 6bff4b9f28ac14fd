import { Canvas, Text, View } from '@react-pdf/renderer'
import { type ComponentProps, createElement, Fragment, type ReactElement, type ReactNode } from 'react'
import type { PackBlock } from '../content'
import { columnWidths } from './columns'
import { MONO } from './fonts'
import { breakable, type Covers, cutMark, type Elsewhere, printable, shortened, type WidthOf } from './printable'
import { makeTag, type Role, type Tag, type Tagger } from './tags'

/** How something looks: one object of the library's styles. */
type Look = Exclude<NonNullable<ComponentProps<typeof View>['style']>, readonly unknown[]>

/** What every part is made with. */
export type Sheet = { tagger: Tagger; covers: Covers; widthOf: WidthOf; elsewhere: Elsewhere }

/** Points between the margins of A4. */
export const WIDTH = 499
const BODY = 9.5
const CELL = 8
const CODE = 7.5
const PAPER = { line: '#d5d7dc', tint: '#f3f4f6', quiet: '#565b66', ink: '#16181d' } as const

const MOST_ROWS = 80
const MOST_CELL = 480
const MOST_TEXT = 4000
const MOST_ITEM = 900
const PARAGRAPH = 1000
const MOST_LINES = 160
const LINES_TOGETHER = 40

const DOT = { position: 'absolute', left: 0, top: 0, width: 1, height: 1 } as const

/** Drawing code answers nothing. */
function painted(work: () => void): () => null {
  return () => {
    work()
    return null
  }
}

/** Elements of a list, each under a key of its own. */
export function keyed(parts: readonly ReactNode[]): ReactNode {
  return parts.map((part, index) => createElement(Fragment, { key: `part-${index}` }, part))
}

/** Content that belongs to one element of the structure. It stays on one page. */
export function leaf({ tagger }: Sheet, tag: Tag, content: ReactNode, style: Look = {}): ReactElement {
  return (
    <View wrap={false} style={style}>
      <Canvas style={DOT} paint={painted(() => tagger.begin(tag))} />
      {content}
      <Canvas style={DOT} paint={painted(() => tagger.end())} />
    </View>
  )
}

/** Content that is no content to somebody who does not see the page. */
export function decoration({ tagger }: Sheet, content: ReactNode, style: Look): ReactElement {
  return (
    <View fixed style={style}>
      <Canvas style={DOT} paint={painted(() => tagger.beginDecoration())} />
      {content}
      <Canvas style={DOT} paint={painted(() => tagger.end())} />
    </View>
  )
}

type Area = { place: Look; colour: string }

/** A coloured area behind or between content. */
export function area({ tagger }: Sheet, { place, colour }: Area): ReactElement {
  return (
    <Canvas
      style={{ position: 'absolute', ...place }}
      paint={(painter, width, height) => {
        tagger.decorate(() => painter.rect(0, 0, width, height).fill(colour))
        return null
      }}
    />
  )
}

type Words = { role: Role; text: string; style: Look }

function words(sheet: Sheet, parent: Tag, { role, text, style }: Words): ReactElement {
  return leaf(sheet, makeTag(role, parent), <Text style={style}>{text}</Text>, { marginBottom: 5 })
}

const HEADINGS = {
  H1: { fontSize: 24, fontWeight: 600, lineHeight: 1.25, marginBottom: 6 },
  H2: { fontSize: 16, fontWeight: 600, lineHeight: 1.3, marginBottom: 6 },
  H3: { fontSize: 11, fontWeight: 600, lineHeight: 1.35, marginTop: 9 },
  H4: { fontSize: 9.5, fontWeight: 600, lineHeight: 1.35, marginTop: 4 },
} as const

/** A heading that does not stand alone at the end of a page. */
export function heading(
  sheet: Sheet,
  parent: Tag,
  { role, text, above = 0 }: { role: keyof typeof HEADINGS; text: string; above?: number },
) {
  const shown = breakable(
    printable(shortened(text, 200, sheet.elsewhere), sheet.covers),
    lineOf(sheet, { size: HEADINGS[role].fontSize }),
  )
  const inner = leaf(sheet, makeTag(role, parent), <Text style={HEADINGS[role]}>{shown}</Text>, { marginBottom: 3 })
  return (
    <View minPresenceAhead={70} style={{ marginTop: above }}>
      {inner}
    </View>
  )
}

/** A line of some width for letters of some size, with a little room for rounding. */
function lineOf({ widthOf }: Sheet, { width = WIDTH, size }: { width?: number; size: number }) {
  return { ems: (width - 2) / size, widthOf }
}

function chunks(text: string, size: number): string[] {
  const characters = [...text]
  const pieces: string[] = []
  for (let at = 0; at < characters.length; at += size) pieces.push(characters.slice(at, at + size).join(''))
  return pieces
}

/** Paragraphs of foreign text; a long one goes on in a second block, which may stand on the next page. */
export function paragraph(sheet: Sheet, parent: Tag, text: string, style: Look = {}): ReactElement[] {
  const shown = printable(shortened(text, MOST_TEXT, sheet.elsewhere), sheet.covers)
  return chunks(shown, PARAGRAPH).map((piece) =>
    words(sheet, parent, {
      role: 'P',
      text: breakable(piece, lineOf(sheet, { size: typeof style.fontSize === 'number' ? style.fontSize : BODY })),
      style: { fontSize: BODY, lineHeight: 1.45, ...style },
    }),
  )
}

export function list(
  sheet: Sheet,
  parent: Tag,
  { items, ordered = false }: { items: readonly string[]; ordered?: boolean },
) {
  const tag = makeTag('L', parent)
  return items.map((item, index) => {
    const body = makeTag('LBody', makeTag('LI', tag))
    const text = breakable(
      printable(shortened(item, MOST_ITEM, sheet.elsewhere), sheet.covers),
      lineOf(sheet, { width: WIDTH - 20, size: BODY }),
    )
    return leaf(
      sheet,
      body,
      <View style={{ flexDirection: 'row' }}>
        <Text style={{ width: 20, fontSize: BODY, lineHeight: 1.45 }}>{ordered ? `${index + 1}.` : '\u2022'}</Text>
        <Text style={{ flex: 1, fontSize: BODY, lineHeight: 1.45 }}>{text}</Text>
      </View>,
      { marginBottom: 2.5 },
    )
  })
}

type Row = { cells: readonly string[]; widths: readonly number[]; tag: Tag; isHead: boolean }

function row(sheet: Sheet, { cells, widths, tag, isHead }: Row): ReactElement {
  const weight = isHead ? 600 : 400
  return (
    <View
      wrap={false}
      fixed={isHead}
      minPresenceAhead={isHead ? 30 : 0}
      style={{ flexDirection: 'row', paddingVertical: 3 }}
    >
      {isHead ? area(sheet, { place: { left: 0, right: 0, top: 0, bottom: 0 }, colour: PAPER.tint }) : null}
      {keyed(
        widths.map((width, index) => {
          const text = printable(shortened(cells[index] ?? '', MOST_CELL, sheet.elsewhere), sheet.covers)
          const shown = breakable(text, lineOf(sheet, { width: width - 8, size: CELL }))
          return leaf(
            sheet,
            makeTag(isHead ? 'TH' : 'TD', tag),
            <Text style={{ fontSize: CELL, lineHeight: 1.4, fontWeight: weight }}>{shown}</Text>,
            { width, paddingHorizontal: 4 },
          )
        }),
      )}
      {area(sheet, { place: { left: 0, right: 0, bottom: 0, height: 0.5 }, colour: PAPER.line })}
    </View>
  )
}

export type Grid = { columns: readonly string[]; rows: readonly (readonly string[])[] }

/** A table whose rows are never cut and whose head stands on every page it reaches. */
export function table(sheet: Sheet, parent: Tag, { columns, rows }: Grid): ReactElement[] {
  const tag = makeTag('Table', parent)
  const shown = rows.slice(0, MOST_ROWS)
  const widths = columnWidths({ columns, rows: shown }, WIDTH)
  const head = row(sheet, { cells: columns, widths, tag: makeTag('TR', tag), isHead: true })
  const body = shown.map((cells) => row(sheet, { cells, widths, tag: makeTag('TR', tag), isHead: false }))
  const more = rows.length - shown.length
  return [
    <View key="table" style={{ marginTop: 3, marginBottom: 8 }}>
      {head}
      {keyed(body)}
    </View>,
    ...(more > 0 ? paragraph(sheet, parent, `${more} more rows are ${sheet.elsewhere}.`, { color: PAPER.quiet }) : []),
  ]
}

function code(sheet: Sheet, parent: Tag, { title, code: text }: Extract<PackBlock, { kind: 'code' }>): ReactElement[] {
  const most = Math.floor((WIDTH - 16) / (CODE * 0.6))
  const lines = printable(text, sheet.covers)
    .split('\n')
    .flatMap((line) => chunks(line === '' ? ' ' : line, most))
  const kept = lines.slice(0, MOST_LINES)
  if (kept.length < lines.length) kept.push(cutMark(sheet.elsewhere))
  const named = paragraph(sheet, parent, shortened(title, 300, sheet.elsewhere), { fontWeight: 600 })
  const parts: ReactElement[] = []
  for (let at = 0; at < kept.length; at += LINES_TOGETHER) {
    parts.push(
      <View wrap={false} style={{ paddingVertical: 4, paddingHorizontal: 8 }}>
        {area(sheet, { place: { left: 0, right: 0, top: 0, bottom: 0 }, colour: PAPER.tint })}
        {leaf(
          sheet,
          makeTag('Code', makeTag('P', parent)),
          <Text style={{ fontFamily: MONO, fontSize: CODE, lineHeight: 1.4 }}>
            {kept.slice(at, at + LINES_TOGETHER).join('\n')}
          </Text>,
        )}
      </View>,
    )
  }
  const [first, ...rest] = parts
  return [
    // The title never stands alone at the end of a page.
    <View key="first" wrap={false}>
      {keyed([...named, first])}
    </View>,
    <View key="code" style={{ marginBottom: 8 }}>
      {keyed(rest)}
    </View>,
  ]
}

/** One block of a section. */
export function block(sheet: Sheet, parent: Tag, one: PackBlock): ReactNode[] {
  switch (one.kind) {
    case 'heading':
      return [heading(sheet, parent, { role: one.level === 3 ? 'H4' : 'H3', text: one.text })]
    case 'text':
      return paragraph(sheet, parent, one.text)
    case 'list':
      return list(sheet, parent, { items: one.items, ordered: one.ordered ?? false })
    case 'table':
      return one.rows.length === 0 ? paragraph(sheet, parent, 'Nothing.') : table(sheet, parent, one)
    case 'code':
      return code(sheet, parent, one)
  }
}

export const COLOURS = PAPER
