import { z } from 'zod'
import { contract } from './contract'
import { Moment, Slug, text } from './primitives'

/** Characters of one written part, rows of one table, characters of one cell. */
export const PART_CHARACTERS = 10_000
export const PART_ROWS = 200
export const CELL_CHARACTERS = 500
const COLUMNS = 12

const Value = z.union([z.string(), z.array(z.array(z.string()))])

/** Cells are lines; an empty one is allowed. */
const Cell = text(CELL_CHARACTERS, { min: 0 }).transform((typed) => typed.replace(/\s+/g, ' '))

/** What a person writes: text, or rows in the order of the columns. Nothing at all empties the part. */
export const PartValue = z.union([
  text(PART_CHARACTERS, { min: 0 }),
  z.array(z.array(Cell).max(COLUMNS)).max(PART_ROWS, `Keep this under ${PART_ROWS} rows`),
])
export type PartValue = z.infer<typeof PartValue>

/** One part of a document that a person wrote. */
export const DocumentPartDto = z.object({
  deliverable: Slug,
  part: Slug,
  value: Value,
  /** Counts up with every change; the first is 1. */
  version: z.number().int(),
  by: z.string(),
  at: Moment,
})
export type DocumentPartDto = z.infer<typeof DocumentPartDto>

/** What people wrote into every document; the rest is made from the project's state. */
export const WrittenDto = z.object({ parts: z.array(DocumentPartDto) })
export type WrittenDto = z.infer<typeof WrittenDto>

export const listDocumentParts = contract({
  id: 'document.list',
  method: 'GET',
  path: '/projects/{projectId}/documents',
  can: 'project.read',
  summary: 'What people wrote into the documents of a project',
  response: WrittenDto,
  errors: ['not-found'],
})

/**
 * `version` is the one the writer started from, 0 where nothing was written. If somebody wrote meanwhile the answer
 * is a conflict and nothing is changed: read the part again and decide.
 */
export const writeDocumentPart = contract({
  id: 'document.write',
  method: 'PUT',
  path: '/projects/{projectId}/documents/{deliverable}/parts/{part}',
  can: 'document.write',
  summary: 'Write one part of a document',
  body: z.strictObject({ value: PartValue, version: z.number().int().min(0).max(1_000_000_000) }),
  response: DocumentPartDto,
  errors: ['invalid', 'not-found', 'conflict', 'too-large'],
  maxBodyBytes: 256 * 1024,
})
