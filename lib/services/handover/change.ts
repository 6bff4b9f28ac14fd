import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import type { HANDOVER_ACTIONS, HandoverDto } from '../../contracts/handover'
import type { ProjectDto } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import type { Prisma } from '../../db/generated/client'
import { notifyProject } from '../../db/notify'
import { nameOf } from '../input/internal'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'
import { lockProject } from '../triage/internal'
import { loadHandover } from './load-handover'

/** Changes kept for taking back; older ones stay in the activity. */
const KEPT = 100
/** Characters of one value in the activity. */
const SHOWN = 300

export type HandoverAction = (typeof HANDOVER_ACTIONS)[number]
export type Values = Record<string, string | number | null>

/** One thing that was changed, with what it takes to bring the former state back. */
export type Change = {
  key: string
  action: HandoverAction
  label: string
  before: Values
  after: Values
  /** The confirmation this change made or took back. */
  attestationId?: string
  /** Whether this is the taking back of another change. */
  isUndo?: boolean
}

/** What a change is made in: the project is locked, so changes of one checklist take turns. */
export type Scene = { tx: Transaction; context: Context; project: ProjectDto; place: Place }
export type Place = { workspaceId: string; projectId: string }

function bounded(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > SHOWN ? `${value.slice(0, SHOWN).toWellFormed()}…` : value,
    ]),
  )
}

async function record({ tx, context, place }: Scene, change: Change): Promise<void> {
  const { key, action, label, before, after, attestationId, isUndo = false } = change
  const { projectId } = place
  const newest = await tx.handoverChange.findFirst({ where: place, orderBy: { at: 'desc' }, select: { at: true } })
  // Two changes of one millisecond keep their order.
  const at = new Date(Math.max(now(), newest === null ? 0 : newest.at.getTime() + 1))
  await tx.handoverChange.create({
    data: {
      ...place,
      key,
      action,
      label,
      before: before satisfies Prisma.InputJsonObject,
      after: after satisfies Prisma.InputJsonObject,
      attestationId: attestationId ?? null,
      byId: context.actor.kind === 'user' ? context.actor.userId : null,
      byName: nameOf(context),
      at,
      undoneAt: isUndo ? at : null,
    },
  })
  const kept = await tx.handoverChange.findMany({
    where: place,
    orderBy: { at: 'desc' },
    skip: KEPT,
    take: 1,
    select: { at: true },
  })
  const oldest = kept[0]?.at
  if (oldest !== undefined) {
    await tx.handoverChange.deleteMany({ where: { ...place, at: { lte: oldest } } })
    await tx.handoverRow.deleteMany({ where: { ...place, removedAt: { lte: oldest } } })
  }
  await audit(tx, context, {
    action: isUndo ? 'handover.undone' : `handover.${action}`,
    target: { kind: 'project', id: projectId },
    change: { row: key, label, before: bounded(before), after: bounded(after) },
  })
  await notifyProject(tx, { projectId, topic: 'handover' })
}

/**
 * The frame of every change of a checklist: permission, turns, the change, its event, the hint to open pages, and
 * the checklist as it is then. Work that answers `undefined` found nothing to do.
 */
export async function changeHandover(
  context: Context,
  projectId: string,
  work: (scene: Scene) => Promise<Change | undefined>,
): Promise<HandoverDto> {
  allow(context, 'handover.update')
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const project = await projectInWorkspace(tx, context, projectId)
    const scene = { tx, context, project, place: { workspaceId: context.workspaceId, projectId } }
    const change = await work(scene)
    if (change !== undefined) await record(scene, change)
    return loadHandover(tx, context, projectId)
  })
}
