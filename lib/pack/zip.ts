import { createHash } from 'node:crypto'
import { zipSync } from 'fflate'
import { docMarkdown } from '../deliverables/markdown'
import { csvText } from '../format/csv'
import type { PackBlock, PackContent, PackSection } from './content'

export type PackFile = { path: string; bytes: Uint8Array }

/** The first day a ZIP can name, written in the local time its format uses: the same bytes in every zone. */
const DAY_ZERO = new Date(1980, 0, 1)

function textFile(path: string, text: string): PackFile {
  return { path, bytes: new TextEncoder().encode(text.toWellFormed()) }
}

function jsonFile(path: string, value: unknown): PackFile {
  return textFile(path, `${JSON.stringify(value, null, 2)}\n`)
}

function numbered(index: number, id: string): string {
  return `${String(index + 1).padStart(2, '0')}-${id}`
}

type Table = Extract<PackBlock, { kind: 'table' }>

function tablesOf({ blocks }: PackSection): Table[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
}

function markdownOf({ title, blocks, missing }: PackSection): string {
  const plain = blocks.map((block) => {
    if (block.kind === 'heading')
      return { kind: block.kind, text: block.text, ...(block.level === undefined ? {} : { level: block.level }) }
    if (block.kind === 'list') return { kind: block.kind, items: block.items, ordered: block.ordered ?? false }
    return block
  })
  return docMarkdown(title, { blocks: plain, missing: missing.map((text) => ({ text, at: { kind: 'handover' } })) })
}

function sectionFiles(section: PackSection, index: number): PackFile[] {
  const name = numbered(index, section.id)
  const tables = tablesOf(section)
  return [
    textFile(`documents/${name}.md`, markdownOf(section)),
    ...tables.map(({ columns, rows }, at) =>
      textFile(`tables/${name}${tables.length === 1 ? '' : `-${at + 1}`}.csv`, csvText([columns, ...rows])),
    ),
  ]
}

function readme(content: PackContent): PackFile {
  const { project, version, madeAt, madeBy } = content
  const about: PackSection = {
    id: 'readme',
    title: `Handover pack: ${project.name}`,
    missing: [],
    blocks: [
      { kind: 'text', text: `${project.domain}, version ${version}, made ${madeAt} by ${madeBy}.` },
      { kind: 'text', text: `${content.answer}: ${content.sentence}` },
      {
        kind: 'list',
        items: [
          'handover-pack.pdf: everything to read and print',
          'documents: the same as Markdown, one file for each section',
          'tables: every table as CSV',
          'evidence: what the checks found and saw, as JSON; secrets were masked when they were seen',
          'SHA256SUMS: checksums of all files; check them with sha256sum -c SHA256SUMS',
        ],
      },
    ],
  }
  return textFile('README.md', markdownOf(about))
}

/** Every file of a pack but the PDF and the checksums, in a fixed order. */
export function packFiles(content: PackContent): PackFile[] {
  const { brand: _, evidence, sections, ...about } = content
  return [
    readme(content),
    ...sections.flatMap(sectionFiles),
    jsonFile('evidence/results.json', evidence),
    jsonFile('evidence/pack.json', { ...about, sections: sections.map(({ id, title }) => ({ id, title })) }),
  ]
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * The ZIP of a pack. Names are made here, never taken from anywhere; times are fixed, so the same content and PDF
 * give the same bytes. `SHA256SUMS` has the format of coreutils.
 */
export function makeZip(content: PackContent, pdf: Uint8Array): Uint8Array<ArrayBuffer> {
  const files = [{ path: 'handover-pack.pdf', bytes: pdf }, ...packFiles(content)]
  const sums = files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`).join('')
  const all = [...files, textFile('SHA256SUMS', sums)]
  return Uint8Array.from(
    zipSync(Object.fromEntries(all.map(({ path, bytes }) => [path, [bytes, { mtime: DAY_ZERO, level: 6 }]]))),
  )
}
