import type { PackContent } from '../content'
import { packDocument } from './document'
import { loadFaces, printable } from './printable'
import { Tagger } from './tags'
import { writePdf } from './writer'

/** The PDF of a pack: A4, tagged, with bookmarks. The same content gives the same bytes. */
export async function makePdf(content: PackContent): Promise<Uint8Array<ArrayBuffer>> {
  const { covers, widthOf } = await loadFaces()
  const tagger = new Tagger()
  const element = packDocument({ tagger, covers, widthOf }, content)
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
