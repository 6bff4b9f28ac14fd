import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Context } from '../../auth/actor'
import { MapNodeId, type ProductionMapDto } from '../../contracts/map'
import type { Transaction } from '../../db/client'
import type { Prisma } from '../../db/generated/client'
import { operatorNames } from '../../registry/operators'
import { type ConfirmedMap, changesSinceConfirmed } from '../../roadmaps/production-map/confirmed'
import { MAP_EVIDENCE, productionMap } from '../../roadmaps/production-map/production-map'
import type { ProductionMap } from '../../roadmaps/production-map/types'
import { nameOf } from '../input/internal'
import { projectInWorkspace } from '../project/internal'
import { latestEvidence } from '../run/latest-evidence'

export const SIGNAL = 'production-unexplainable'
export const CONFIRMED = 'map-confirmed'
export const CORRECTIONS = 'map-corrections'

const Fact = z.string().max(600).nullable()

const confirmedSchema = z.partialRecord(MapNodeId, z.object({ fact: Fact, value: z.string() }))
const correctionsSchema = z.partialRecord(
  MapNodeId,
  z.object({ text: z.string(), by: z.string(), at: z.number(), fact: Fact }),
)

export type Corrections = z.infer<typeof correctionsSchema>

type Kept = { confirmed: { map: ConfirmedMap; by: string; at: Date } | undefined; corrections: Corrections }

/** What people said about the map; an answer of another shape counts as none. */
async function keptOf(tx: Transaction, place: { workspaceId: string; projectId: string }): Promise<Kept> {
  const rows = await tx.input.findMany({
    where: { ...place, question: { in: [CONFIRMED, CORRECTIONS] } },
    select: { question: true, value: true, byName: true, at: true },
  })
  const said = rows.find(({ question }) => question === CONFIRMED)
  const map = confirmedSchema.safeParse(said?.value)
  const corrections = correctionsSchema.safeParse(rows.find(({ question }) => question === CORRECTIONS)?.value)
  return {
    confirmed:
      said === undefined || !map.success ? undefined : { map: definedOnly(map.data), by: said.byName, at: said.at },
    corrections: corrections.success ? corrections.data : {},
  }
}

function definedOnly(map: z.infer<typeof confirmedSchema>): ConfirmedMap {
  return Object.fromEntries(Object.entries(map).filter(([, row]) => row !== undefined))
}

export type LoadedMap = Kept & { map: ProductionMap; digest: string }

function digestOf({ nodes }: ProductionMap): string {
  const shown = nodes.map(({ id, state, fact, sentence, correction }) => [id, state, fact, sentence, correction?.text])
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url')
}

/** The map of a project as it is now, or `not-found`. */
export async function loadMap(tx: Transaction, context: Context, projectId: string): Promise<LoadedMap> {
  const { workspaceId } = context
  const { target } = await projectInWorkspace(tx, context, projectId)
  const rows = await latestEvidence(tx, { workspaceId, projectId, keys: MAP_EVIDENCE })
  const kept = await keptOf(tx, { workspaceId, projectId })
  const corrections = Object.fromEntries(Object.entries(kept.corrections).filter(([, row]) => row !== undefined))
  const map = productionMap({
    target,
    rows: rows.map((row) => ({ ...row, at: row.at.getTime() })),
    operators: operatorNames,
    corrections,
  })
  return { ...kept, map, digest: digestOf(map) }
}

/** The map as the API answers it. What is compared later stays inside. */
export function mapDto({ map, digest, confirmed }: LoadedMap): ProductionMapDto {
  const moment = (at: number): string => new Date(at).toISOString()
  return {
    nodes: map.nodes.map(({ fact: _, evidence, correction, ...node }) => ({
      ...node,
      evidence: evidence === null ? null : { ...evidence, at: moment(evidence.at) },
      correction: correction === null ? null : { ...correction, at: moment(correction.at) },
    })),
    links: map.links,
    asOf: map.asOf === null ? null : moment(map.asOf),
    digest,
    confirmation:
      confirmed === undefined
        ? null
        : {
            by: confirmed.by,
            at: confirmed.at.toISOString(),
            changes: changesSinceConfirmed(confirmed.map, map.nodes),
          },
  }
}

/** Keeps what a person says about the map under a question of its own. */
export async function writeAnswer(
  tx: Transaction,
  context: Context,
  answer: { projectId: string; question: string; value: Prisma.InputJsonValue; at: Date },
): Promise<void> {
  const { projectId, question, value, at } = answer
  const { workspaceId, actor } = context
  const said = { value, byId: actor.kind === 'user' ? actor.userId : null, byName: nameOf(context), at }
  await tx.input.upsert({
    where: { projectId_question: { projectId, question }, workspaceId },
    create: { workspaceId, projectId, question, ...said },
    update: said,
  })
}
