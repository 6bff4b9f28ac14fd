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

type Tree = Parameters<typeof layoutDocument>[0]
type Layout = Awaited<ReturnType<typeof layoutDocument>>

/** Only called with the element of a document, which is all `pdf` asks for. */
function asDocument(element: ReactElement): Parameters<typeof pdf>[0] {
  return element as Parameters<typeof pdf>[0]
}

/** `pdf` keeps the tree it built in its container, in the shape the layout of the same release reads. */
function treeOf(element: ReactElement): Tree {
  const built: unknown = pdf(asDocument(element))
  return (built as { container: { document: Tree } }).container.document
}

/** The layout takes the store of fonts as its second argument, which its types leave out. */
function layOut(tree: Tree): Promise<Layout> {
  return (layoutDocument as (tree: Tree, fontStore: unknown) => Promise<Layout>)(tree, fonts())
}

/** The drawing code asks for a writer of the class `openWriter` makes; its types name another copy of it. */
function draw(writer: Writer, layout: Layout): void {
  ;(renderPdf as (context: unknown, layout: Layout) => unknown)(writer, layout)
}

/**
 * The bytes of a document with title, language, bookmarks and structure. The library lays out and draws; it is
 * opened here one step below its own `renderToBuffer`, which cannot ask the writer for structure. Equal elements and
 * facts give equal bytes.
 */
export async function writePdf(element: ReactElement, { tagger, facts }: { tagger: Tagger; facts: Facts }) {
  const layout = await layOut(treeOf(element))
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
  draw(writer, layout)
  const chunks: Uint8Array[] = []
  for await (const chunk of writer) chunks.push(chunk)
  return Uint8Array.from(Buffer.concat(chunks))
}
