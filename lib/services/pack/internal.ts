import { z } from 'zod'
import { now } from '../../config'
import type { PackDto } from '../../contracts/pack'
import type { Transaction } from '../../db/client'

/** A pack that is not there after this long was given up: its maker went away more than once. */
const GIVEN_UP_MS = 3 * 60_000

const INTERRUPTED = 'Making this pack was interrupted on our side. Nothing was lost. Make another one.'

const Changes = z.array(z.string()).nullable()
const State = z.enum(['making', 'ready', 'failed'])

/** Columns of a pack without what it says and its files. */
export const PACK = {
  id: true,
  version: true,
  state: true,
  problem: true,
  headline: true,
  changes: true,
  pdfSha256: true,
  zipSha256: true,
  ms: true,
  byName: true,
  createdAt: true,
} as const

type Row = NonNullable<Awaited<ReturnType<typeof onePack>>>

function onePack(tx: Transaction, id: string) {
  return tx.pack.findFirst({ where: { id }, select: PACK })
}

type Sizes = ReadonlyMap<string, { pdf: number; zip: number }>

/** Sizes of the files of some packs, without reading the files. */
export async function sizesOf(tx: Transaction, ids: readonly string[]): Promise<Sizes> {
  if (ids.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ id: string; pdf: number; zip: number }[]>`
    select id, octet_length(pdf) as pdf, octet_length(zip) as zip from pack
    where id = any(${[...ids]}::uuid[]) and pdf is not null`
  return new Map(rows.map(({ id, pdf, zip }) => [id, { pdf, zip }]))
}

function isGivenUp({ state, createdAt }: { state: string; createdAt: Date }): boolean {
  return state === 'making' && now() - createdAt.getTime() > GIVEN_UP_MS
}

/** Whether somebody is still at work on a pack. */
export function isMaking(row: { state: string; createdAt: Date }): boolean {
  return row.state === 'making' && !isGivenUp(row)
}

/** A pack as the API answers it. */
export function packDto(row: Row, sizes: Sizes): PackDto {
  const { pdfSha256, zipSha256 } = row
  const size = sizes.get(row.id)
  const givenUp = isGivenUp(row)
  return {
    id: row.id,
    version: row.version,
    state: givenUp ? 'failed' : State.parse(row.state),
    problem: givenUp ? INTERRUPTED : row.problem,
    by: row.byName,
    at: row.createdAt.toISOString(),
    ms: row.ms,
    headline: row.headline,
    changes: Changes.parse(row.changes),
    files:
      size === undefined || pdfSha256 === null || zipSha256 === null
        ? null
        : [
            { kind: 'pdf', bytes: size.pdf, sha256: pdfSha256 },
            { kind: 'zip', bytes: size.zip, sha256: zipSha256 },
          ],
  }
}
