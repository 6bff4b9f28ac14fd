import { Document, Image, Page, Text, View } from '@react-pdf/renderer'
import type { ReactElement, ReactNode } from 'react'
import { formatExact } from '../../format/time'
import type { PackContent, PackSection } from '../content'
import { SANS } from './fonts'
import { area, block, COLOURS, decoration, heading, keyed, leaf, list, paragraph, type Sheet } from './parts'
import { printable, shortened } from './printable'
import { makeTag, type Tag } from './tags'

const PAGE = {
  fontFamily: SANS,
  fontWeight: 400,
  color: COLOURS.ink,
  paddingTop: 52,
  paddingBottom: 64,
  paddingHorizontal: 48,
} as const

const MOST_BLOCKS = 300
const LOGO = { width: 180, height: 44 } as const

function footer(sheet: Sheet, content: PackContent): ReactElement {
  const name = printable(shortened(content.brand.name, 60), sheet.covers)
  const project = printable(shortened(content.project.name, 60), sheet.covers)
  const small = { fontSize: 7.5, color: COLOURS.quiet } as const
  return decoration(
    sheet,
    <View style={{ flexDirection: 'row', justifyContent: 'space-between' }}>
      <Text style={small}>{`${name}, handover pack of ${project}, version ${content.version}`}</Text>
      <Text style={small} render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`} />
    </View>,
    { position: 'absolute', left: 48, right: 48, bottom: 30 },
  )
}

type SheetPage = { title: string; children: ReactNode }

function page(sheet: Sheet, content: PackContent, { title, children }: SheetPage): ReactElement {
  return (
    <Page key={title} experimentalPagination size="A4" style={PAGE} bookmark={printable(title, sheet.covers)}>
      {footer(sheet, content)}
      {children}
    </Page>
  )
}

function logo(sheet: Sheet, parent: Tag, { logo: png, name }: PackContent['brand']): ReactNode {
  if (png === undefined) return null
  const tag = makeTag('Figure', parent, { alt: `Logo of ${printable(name, sheet.covers)}` })
  const source = { data: Buffer.from(png, 'base64'), format: 'png' } as const
  return leaf(sheet, tag, <Image src={source} style={{ ...LOGO, objectFit: 'contain', objectPosition: 'left' }} />, {
    marginBottom: 24,
  })
}

function cover(sheet: Sheet, content: PackContent): ReactElement {
  const tag = makeTag('Sect', sheet.tagger.root)
  const { brand, project, version, madeAt, madeBy } = content
  const quiet = { color: COLOURS.quiet } as const
  const contact = brand.contact
  return page(sheet, content, {
    title: 'Cover',
    children: keyed([
      logo(sheet, tag, brand),
      ...paragraph(sheet, tag, shortened(brand.name, 120), { fontWeight: 600, color: brand.accent }),
      heading(sheet, tag, { role: 'H1', text: `Handover pack: ${project.name}` }),
      ...paragraph(sheet, tag, shortened(`${project.domain}, ${project.roadmap}`, 300)),
      ...paragraph(
        sheet,
        tag,
        `Version ${version}, made ${formatExact(Date.parse(madeAt))} by ${shortened(madeBy, 120)}.`,
        quiet,
      ),
      <View key="answer" style={{ marginTop: 18, marginBottom: 14, paddingLeft: 14 }}>
        {area(sheet, { place: { left: 0, top: 0, bottom: 0, width: 3 }, colour: brand.accent })}
        {keyed([
          ...paragraph(sheet, tag, shortened(content.answer, 60), { fontSize: 22, fontWeight: 600, lineHeight: 1.2 }),
          ...paragraph(sheet, tag, content.sentence),
        ])}
      </View>,
      heading(sheet, tag, { role: 'H2', text: 'What is inside' }),
      ...list(sheet, tag, { items: content.sections.map(({ title }) => title), ordered: true }),
      ...(contact === undefined
        ? []
        : [
            heading(sheet, tag, { role: 'H3', text: 'Contact' }),
            ...paragraph(sheet, tag, contact.text),
            ...paragraph(sheet, tag, `${contact.label}: ${contact.href}`),
          ]),
      ...paragraph(
        sheet,
        tag,
        'This pack never holds the value of a secret. Square brackets, such as [5 other characters], stand for signs this typeface does not have or that hide on a screen; the files of the ZIP hold them as they are.',
        { ...quiet, fontSize: 8, marginTop: 12 },
      ),
      ...(brand.poweredBy ? paragraph(sheet, tag, 'Made with Launch Ready.', { ...quiet, fontSize: 8 }) : []),
    ]),
  })
}

function sectionPage(sheet: Sheet, content: PackContent, section: PackSection): ReactElement {
  const tag = makeTag('Sect', sheet.tagger.root)
  const blocks = section.blocks.slice(0, MOST_BLOCKS)
  const left = section.blocks.length - blocks.length
  return page(sheet, content, {
    title: section.title,
    children: keyed([
      heading(sheet, tag, { role: 'H2', text: section.title }),
      ...blocks.flatMap((one) => block(sheet, tag, one)),
      ...(left > 0 ? paragraph(sheet, tag, `${left} more parts are in the ZIP.`) : []),
      ...(section.missing.length === 0
        ? []
        : [
            heading(sheet, tag, { role: 'H3', text: 'Still missing' }),
            ...list(sheet, tag, { items: section.missing.slice(0, 60) }),
          ]),
    ]),
  })
}

/** The whole document: a cover, then each section on a page of its own. */
export function packDocument(sheet: Sheet, content: PackContent): ReactElement {
  return (
    <Document pageMode="useOutlines">
      {cover(sheet, content)}
      {content.sections.map((section) => sectionPage(sheet, content, section))}
    </Document>
  )
}
