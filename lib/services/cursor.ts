import { z } from 'zod'
import { invalidField } from '../errors'

export type Position = { createdAt: Date; id: string }

const Stored = z.tuple([z.iso.datetime(), z.uuid()])

/** Where the next page begins, as opaque text. */
export function cursorAfter(row: { createdAt: string; id: string }): string {
  return Buffer.from(JSON.stringify([row.createdAt, row.id])).toString('base64url')
}

/** Reads a cursor; throws `invalid` for one we did not write. */
export function readCursor(text: string | undefined): Position | undefined {
  if (text === undefined) return undefined
  try {
    const [createdAt, id] = Stored.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { createdAt: new Date(createdAt), id }
  } catch {
    throw invalidField('cursor', 'This is not the end of a page we sent')
  }
}
