import { z } from 'zod'
import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import type { SprintDto } from '../../contracts/sprint'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { AppError } from '../../errors'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'
import { lockProject } from '../triage/internal'

type Wanted = { do: 'start' } | { do: 'pause'; reason: string } | { do: 'continue' } | { do: 'end' }

const Pauses = z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() }))
/** More pauses than this are a mistake of somebody's script. */
const MOST_PAUSES = 100

type Place = { workspaceId: string; projectId: string }

/** The sprint of a project as it is stored; null where nobody started one. */
export async function sprintOf(tx: Transaction, place: Place): Promise<SprintDto | null> {
  const row = await tx.sprint.findFirst({ where: place })
  if (row === null) return null
  const pauses = Pauses.safeParse(row.pauses)
  const packs = await tx.pack.count({ where: { ...place, state: 'ready', createdAt: { gte: row.startedAt } } })
  return {
    startedAt: row.startedAt.toISOString(),
    pausedAt: row.pausedAt?.toISOString() ?? null,
    pauseReason: row.pauseReason,
    pauses: pauses.success ? pauses.data : [],
    hasPack: packs > 0,
  }
}

async function pause(tx: Transaction, place: Place, { sprint, reason }: { sprint: SprintDto; reason: string }) {
  if (sprint.pausedAt !== null) return
  if (sprint.pauses.length >= MOST_PAUSES)
    throw new AppError('conflict', { detail: 'This sprint was paused too often.' })
  await tx.sprint.updateMany({ where: place, data: { pausedAt: new Date(now()), pauseReason: reason } })
}

async function resume(tx: Transaction, place: Place, sprint: SprintDto) {
  if (sprint.pausedAt === null) return
  const to = new Date(now()).toISOString()
  const pauses = [...sprint.pauses, { from: sprint.pausedAt, to, reason: sprint.pauseReason ?? '' }]
  await tx.sprint.updateMany({ where: place, data: { pausedAt: null, pauseReason: null, pauses } })
}

async function write(tx: Transaction, context: Context, { place, wanted }: { place: Place; wanted: Wanted }) {
  const sprint = await sprintOf(tx, place)
  if (wanted.do === 'start') {
    if (sprint !== null) return
    const startedById = context.actor.kind === 'user' ? context.actor.userId : null
    await tx.sprint.createMany({ data: [{ ...place, startedAt: new Date(now()), startedById }] })
    return
  }
  if (sprint === null) throw new AppError('conflict', { detail: 'No sprint is running. Start one first.' })
  if (wanted.do === 'pause') await pause(tx, place, { sprint, reason: wanted.reason })
  else if (wanted.do === 'continue') await resume(tx, place, sprint)
  else await tx.sprint.deleteMany({ where: place })
}

/**
 * Starts, pauses, continues or ends the 48 hours. Two people at once take turns; the second finds it done. Throws
 * `conflict` where there is nothing to pause.
 */
export async function changeSprint(
  context: Context,
  { projectId, wanted }: { projectId: string; wanted: Wanted },
): Promise<{ sprint: SprintDto | null }> {
  allow(context, 'triage.update')
  const place = { workspaceId: context.workspaceId, projectId }
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    await projectInWorkspace(tx, context, projectId)
    const before = await sprintOf(tx, place)
    await write(tx, context, { place, wanted })
    const sprint = await sprintOf(tx, place)
    if (JSON.stringify(before) === JSON.stringify(sprint)) return { sprint }
    await audit(tx, context, {
      action: `sprint.${wanted.do}`,
      target: { kind: 'project', id: projectId },
      ...(wanted.do === 'pause' ? { change: { after: { reason: wanted.reason } } } : {}),
    })
    await notifyProject(tx, { projectId })
    return { sprint }
  })
}
