import { Document, View } from '@react-pdf/renderer'
import type { ReactElement } from 'react'
import { formatExact } from '../../format/time'
import type { PackContent, PackSection } from '../content'
import { logo, page } from './page'
import { area, block, COLOURS, heading, keyed, list, paragraph, type Sheet } from './parts'
import { printable, shortened } from './printable'
import { makeTag } from './tags'

const MOST_BLOCKS = 300

function footOf({ brand, project, version }: PackContent, { covers }: Sheet): string {
  const name = printable(shortened(brand.name, 60), covers)
  return `${name}, handover pack of ${printable(shortened(project.name, 60), covers)}, version ${version}`
}

function cover(sheet: Sheet, content: PackContent): ReactElement {
  const tag = makeTag('Sect', sheet.tagger.root)
  const { brand, project, version, madeAt, madeBy } = content
  const quiet = { color: COLOURS.quiet } as const
  const contact = brand.contact
  return page(sheet, {
    title: 'Cover',
    foot: footOf(content, sheet),
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
  return page(sheet, {
    title: section.title,
    foot: footOf(content, sheet),
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
