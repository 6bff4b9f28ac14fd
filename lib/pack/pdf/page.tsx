import { Image, Page, Text, View } from '@react-pdf/renderer'
import type { ReactElement, ReactNode } from 'react'
import { SANS } from './fonts'
import { COLOURS, decoration, leaf, type Sheet } from './parts'
import { printable } from './printable'
import { makeTag, type Tag } from './tags'

const PAGE = {
  fontFamily: SANS,
  fontWeight: 400,
  color: COLOURS.ink,
  paddingTop: 52,
  paddingBottom: 64,
  paddingHorizontal: 48,
} as const

const LOGO = { width: 180, height: 44 } as const

type SheetPage = {
  /** What its bookmark says. */
  title: string
  /** The line at the foot of each page, beside its number. */
  foot: string
  children: ReactNode
}

/** A page of A4 that goes on as long as there is something to say, with a line and its number at the foot. */
export function page(sheet: Sheet, { title, foot, children }: SheetPage): ReactElement {
  const small = { fontSize: 7.5, color: COLOURS.quiet } as const
  return (
    <Page key={title} experimentalPagination size="A4" style={PAGE} bookmark={printable(title, sheet.covers)}>
      {decoration(
        sheet,
        <View style={{ flexDirection: 'row', justifyContent: 'space-between' }}>
          <Text style={small}>{foot}</Text>
          <Text style={small} render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`} />
        </View>,
        { position: 'absolute', left: 48, right: 48, bottom: 30 },
      )}
      {children}
    </Page>
  )
}

/** The picture of a brand; its bytes are ours, never an address. */
export function logo(sheet: Sheet, parent: Tag, { logo: png, name }: { logo?: string | undefined; name: string }) {
  if (png === undefined) return null
  const tag = makeTag('Figure', parent, { alt: `Logo of ${printable(name, sheet.covers)}` })
  const source = { data: Buffer.from(png, 'base64'), format: 'png' } as const
  return leaf(sheet, tag, <Image src={source} style={{ ...LOGO, objectFit: 'contain', objectPosition: 'left' }} />, {
    marginBottom: 24,
  })
}
