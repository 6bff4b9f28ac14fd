import { Document, View } from '@react-pdf/renderer'
import type { ReactElement } from 'react'
import type { SharedContent } from '../shared-content'
import { logo, page } from './page'
import { area, block, COLOURS, heading, keyed, paragraph, type Sheet } from './parts'
import { printable, shortened } from './printable'
import { makeTag, type Tag } from './tags'

const QUIET = { color: COLOURS.quiet } as const
/** Points above a part. */
const GAP = 12
const SMALL = { ...QUIET, fontSize: 8 } as const

function answer(sheet: Sheet, parent: Tag, { answer: given, brand }: SharedContent): ReactElement | null {
  if (given === undefined) return null
  return (
    <View style={{ marginTop: 14, marginBottom: 10, paddingLeft: 14 }}>
      {area(sheet, { place: { left: 0, top: 0, bottom: 0, width: 3 }, colour: brand.accent })}
      {keyed([
        ...paragraph(sheet, parent, given.words, { fontSize: 22, fontWeight: 600, lineHeight: 1.2 }),
        ...paragraph(sheet, parent, given.sentence),
      ])}
    </View>
  )
}

function end(sheet: Sheet, { brand }: SharedContent) {
  const { contact, poweredBy } = brand
  if (contact === undefined && !poweredBy) return []
  const parent = makeTag('Sect', sheet.tagger.root)
  return [
    ...(contact === undefined
      ? []
      : [
          heading(sheet, parent, { role: 'H2', text: 'Next step', above: GAP }),
          ...paragraph(sheet, parent, contact.text),
          ...paragraph(sheet, parent, `${contact.label}: ${contact.href}`),
        ]),
    ...(poweredBy ? paragraph(sheet, parent, 'Made with Launch Ready.', SMALL) : []),
  ]
}

/** A shared page on paper: the same parts in the same order, one after the other. */
export function sharedDocument(sheet: Sheet, content: SharedContent): ReactElement {
  const { brand, domain, asOf, sections } = content
  const tag = makeTag('Sect', sheet.tagger.root)
  const title = `${domain} launch readiness`
  return (
    <Document pageMode="useOutlines">
      {page(sheet, {
        title,
        foot: printable(`${shortened(brand.name, 60)}, ${shortened(domain, 80)}, ${asOf}`, sheet.covers),
        children: keyed([
          logo(sheet, tag, brand),
          heading(sheet, tag, { role: 'H1', text: title }),
          ...paragraph(sheet, tag, `Prepared by ${shortened(brand.name, 120)}. ${asOf}.`, QUIET),
          answer(sheet, tag, content),
          ...sections.flatMap((section) => {
            const part = makeTag('Sect', sheet.tagger.root)
            return [
              heading(sheet, part, { role: 'H2', text: section.title, above: GAP }),
              ...section.blocks.flatMap((one) => block(sheet, part, one)),
            ]
          }),
          ...end(sheet, content),
        ]),
      })}
    </Document>
  )
}
