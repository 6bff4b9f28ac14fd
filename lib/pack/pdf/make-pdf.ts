import type { PackContent } from '../content'
import type { SharedContent } from '../shared-content'
import { packDocument } from './document'
import { loadFaces, printable } from './printable'
import { sharedDocument } from './shared'
import { Tagger } from './tags'
import { writePdf } from './writer'

/** The PDF of a pack: A4, tagged, with bookmarks. The same content gives the same bytes. */
export async function makePdf(content: PackContent): Promise<Uint8Array<ArrayBuffer>> {
  const { covers, widthOf } = await loadFaces()
  const tagger = new Tagger()
  const element = packDocument({ tagger, covers, widthOf, elsewhere: 'in the ZIP' }, content)
  return writePdf(element, {
    tagger,
    facts: {
      title: printable(`Handover pack: ${content.project.name}, version ${content.version}`, covers),
      author: printable(content.brand.name, covers),
      subject: printable(`What whoever runs ${content.project.domain} needs to know`, covers),
      createdAt: new Date(content.madeAt),
    },
  })
}

/** The PDF of a shared page: A4, tagged, with bookmarks. The same content gives the same bytes. */
export async function makeSharedPdf(content: SharedContent): Promise<Uint8Array<ArrayBuffer>> {
  const { covers, widthOf } = await loadFaces()
  const tagger = new Tagger()
  const element = sharedDocument({ tagger, covers, widthOf, elsewhere: 'on the shared page' }, content)
  return writePdf(element, {
    tagger,
    facts: {
      title: printable(`${content.domain} launch readiness`, covers),
      author: printable(content.brand.name, covers),
      subject: printable(content.asOf, covers),
      createdAt: new Date(content.at),
    },
  })
}
