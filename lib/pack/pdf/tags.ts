/** What an element is to somebody who does not see the page (ISO 32000-1, 14.8.4). */
export type Role =
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Code'
  | 'Figure'
  | 'Sect'

export type Tag = { role: Role; children: Tag[]; marks: unknown[]; alt?: string }

export function makeTag(role: Role, parent: Tag, { alt }: { alt?: string } = {}): Tag {
  const tag: Tag = { role, children: [], marks: [], ...(alt === undefined ? {} : { alt }) }
  parent.children.push(tag)
  return tag
}

/** The part of a PDF writer that knows of structure. Contents are only handed back to it. */
export type StructureWriter = {
  markContent(tag: string, options: { type: 'Pagination' | 'Layout' }): unknown
  markStructureContent(tag: string): unknown
  endMarkedContent(): unknown
  struct(type: string, options: { alt?: string; scope?: string }, children: unknown[]): unknown
  addStructure(element: unknown): unknown
  save(): unknown
  restore(): unknown
}

/**
 * Says where the content of an element begins and ends while pages are drawn, and writes the tree of elements when
 * all are. A header that is repeated on every page counts once; its repetitions are decoration.
 */
export class Tagger {
  readonly root: Tag = { role: 'Sect', children: [], marks: [] }
  #writer: StructureWriter | undefined

  use(writer: StructureWriter): void {
    this.#writer = writer
  }

  /**
   * Drawing code is called inside of two saved graphics states. The marks have to stand outside of them, beside what
   * they enclose, so that the two kinds of brackets never cross.
   */
  #outside(work: (writer: StructureWriter) => void): void {
    const writer = this.#writer
    if (writer === undefined) return
    writer.restore()
    writer.restore()
    work(writer)
    writer.save()
    writer.save()
  }

  begin(tag: Tag): void {
    this.#outside((writer) => {
      if (tag.marks.length > 0) writer.markContent('Artifact', { type: 'Pagination' })
      else tag.marks.push(writer.markStructureContent(tag.role))
    })
  }

  beginDecoration(): void {
    this.#outside((writer) => writer.markContent('Artifact', { type: 'Layout' }))
  }

  /** For drawing code that paints nothing but decoration: begins and ends in one go. */
  decorate(paint: () => void): void {
    this.#writer?.markContent('Artifact', { type: 'Layout' })
    paint()
    this.#writer?.endMarkedContent()
  }

  end(): void {
    this.#outside((writer) => writer.endMarkedContent())
  }

  /** Writes the tree under one element for the whole document. */
  finish(): void {
    const writer = this.#writer
    if (writer === undefined) return
    const element = (tag: Tag): unknown =>
      writer.struct(
        tag.role,
        { ...(tag.alt === undefined ? {} : { alt: tag.alt }), ...(tag.role === 'TH' ? { scope: 'Column' } : {}) },
        [...tag.marks, ...tag.children.map(element)],
      )
    writer.addStructure(writer.struct('Document', {}, this.root.children.map(element)))
  }
}
