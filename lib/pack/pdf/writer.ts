import layoutDocument from '@react-pdf/layout'
import renderPdf from '@react-pdf/render'
import { pdf } from '@react-pdf/renderer'
import PDFDocument from 'pdfkit'
import type { ReactElement } from 'react'
import { fonts } from './fonts'
import type { StructureWriter, Tagger } from './tags'

type Facts = { title: string; author: string; subject: string; createdAt: Date }

/** What this file uses of the PDF writer below the layout; its package has no types of its own. */
type Writer = StructureWriter & AsyncIterable<Uint8Array> & { end: () => void }

type WriterOptions = {
  pdfVersion: '1.7'
  tagged: true
  displayTitle: true
  autoFirstPage: false
  lang: string
  info: Record<string, string | Date>
}

/** The class takes these options and has these methods, which the tests of this folder use one by one. */
function openWriter(options: WriterOptions): Writer {
  return new PDFDocument(options) as Writer
}

/** The tree that was built from elements, in the shape the layout expects: both are parts of one library. */
function treeOf(element: ReactElement): Parameters<typeof layoutDocument>[0] {
  const { container } = pdf(asDocument(element)) as unknown as { container: { document: unknown } }
  return container.document as Parameters<typeof layoutDocument>[0]
}

/** Only called with the element of a document. */
function asDocument(element: ReactElement): Parameters<typeof pdf>[0] {
  return element as Parameters<typeof pdf>[0]
}

/**
 * The bytes of a document with title, language, bookmarks and structure. The library lays out and draws; it is
 * opened here one step below its own `renderToBuffer`, which cannot ask the writer for structure. Equal elements and
 * facts give equal bytes.
 */
export async function writePdf(element: ReactElement, { tagger, facts }: { tagger: Tagger; facts: Facts }) {
  const tree = treeOf(element)
  // The tree carries the store of fonts the way `renderToBuffer` hands it over.
  const layout = await (layoutDocument as (tree: unknown, fontStore: unknown) => ReturnType<typeof layoutDocument>)(
    tree,
    fonts(),
  )
  const writer = openWriter({
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    autoFirstPage: false,
    lang: 'en',
    info: {
      Title: facts.title,
      Author: facts.author,
      Subject: facts.subject,
      Creator: 'Launch Ready',
      Producer: 'Launch Ready',
      CreationDate: facts.createdAt,
    },
  })
  tagger.use(writer)
  const end = writer.end.bind(writer)
  writer.end = () => {
    tagger.finish()
    end()
  }
  ;(renderPdf as (context: unknown, layout: unknown) => unknown)(writer, layout)
  const chunks: Uint8Array[] = []
  for await (const chunk of writer) chunks.push(chunk)
  return Uint8Array.from(Buffer.concat(chunks))
}
