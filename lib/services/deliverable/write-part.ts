import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import type { DocumentPartDto, PartValue } from '../../contracts/deliverable'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import type { Ask, Value } from '../../deliverables/doc'
import { makers } from '../../deliverables/makers'
import { isDeliverable } from '../../deliverables/view'
import { AppError, notFound } from '../../errors'
import { nameOf } from '../input/internal'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'
import { checkValue } from './check-value'
import { partDto } from './list-parts'

/** Characters of a part that the log of activities repeats. */
const LOGGED = 500

type Place = { projectId: string; deliverable: string; part: string }
type Given = Place & { value: PartValue; version: number }

function askOf({ deliverable, part }: Place): Ask {
  const ask = isDeliverable(deliverable) ? makers[deliverable].asks.find(({ id }) => id === part) : undefined
  if (ask === undefined) throw notFound()
  return ask
}

function excerpt(value: Value): string {
  const text = typeof value === 'string' ? value : value.map((row) => row.join(' | ')).join('\n')
  return text.length <= LOGGED ? text : `${text.slice(0, LOGGED).toWellFormed()}...`
}

type Write = { place: Place & { workspaceId: string }; version: number; written: Written }
type Written = { value: Value; byId: string | null; byName: string; at: Date }

/** Whether the part was still as the writer had seen it, and is now as written. */
async function writeOver(tx: Transaction, { place, version, written }: Write): Promise<boolean> {
  const { count } =
    version === 0
      ? await tx.documentPart.createMany({ data: [{ ...place, ...written, version: 1 }], skipDuplicates: true })
      : await tx.documentPart.updateMany({ where: { ...place, version }, data: { ...written, version: version + 1 } })
  return count === 1
}

const sameValue = (left: Value, right: Value): boolean => JSON.stringify(left) === JSON.stringify(right)

/**
 * Keeps what a person wrote into one part of a document. Throws `conflict` and keeps nothing when somebody else
 * wrote something else there since `version`; writing what stands there already changes nothing. Throws
 * `not-found` for a part no document has, `invalid` for another shape and for a secret.
 */
export async function writeDocumentPart(
  context: Context,
  { value, version, ...place }: Given,
): Promise<DocumentPartDto> {
  allow(context, 'document.write')
  const ask = askOf(place)
  const checked = checkValue(ask, value)
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, place.projectId)
    const where = { workspaceId: context.workspaceId, ...place }
    const before = await tx.documentPart.findFirst({ where })
    const old = before === null ? undefined : partDto(before)
    if (old !== undefined && sameValue(old.value, checked)) return old
    const byId = context.actor.kind === 'user' ? context.actor.userId : null
    const written = { value: checked, byId, byName: nameOf(context), at: new Date(now()) }
    if (!(await writeOver(tx, { place: where, version, written }))) {
      throw new AppError('conflict', { detail: `${old?.by ?? 'Somebody else'} changed this part while you wrote.` })
    }
    await audit(tx, context, {
      action: 'document.written',
      target: { kind: 'project', id: place.projectId },
      change: {
        projectId: place.projectId,
        deliverable: place.deliverable,
        part: place.part,
        before: old === undefined ? null : excerpt(old.value),
        after: excerpt(checked),
      },
    })
    await notifyProject(tx, { projectId: place.projectId })
    return partDto(await tx.documentPart.findFirstOrThrow({ where }))
  })
}
