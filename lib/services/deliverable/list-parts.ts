import { z } from 'zod'
import { allow, type Context } from '../../auth/actor'
import type { DocumentPartDto, WrittenDto } from '../../contracts/deliverable'
import type { Transaction } from '../../db/client'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'

const Stored = z.union([z.string(), z.array(z.array(z.string()))])

type Row = Awaited<ReturnType<Transaction['documentPart']['findMany']>>[number]

/** A written part as the API answers it. */
export function partDto({ deliverable, part, value, version, byName, at }: Row): DocumentPartDto {
  return { deliverable, part, value: Stored.parse(value), version, by: byName, at: at.toISOString() }
}

/** Every written part of a project, in a fixed order. */
export async function partsOf(
  tx: Transaction,
  where: { workspaceId: string; projectId: string },
): Promise<DocumentPartDto[]> {
  const rows = await tx.documentPart.findMany({ where, orderBy: [{ deliverable: 'asc' }, { part: 'asc' }] })
  return rows.map(partDto)
}

/** What people wrote into the documents of a project. */
export async function listDocumentParts(context: Context, projectId: string): Promise<WrittenDto> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    return { parts: await partsOf(tx, { workspaceId: context.workspaceId, projectId }) }
  })
}
