import { allow, type Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { ParkedDto } from '../../contracts/sprint'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { AppError } from '../../errors'
import { nameOf } from '../input/internal'
import { projectInWorkspace } from '../project/internal'
import { loadState } from '../project/load-state'
import { audit, inContext } from '../transaction'
import { lockProject } from '../triage/internal'

type Wanted = { reason: string } & ({ fingerprint: string } | { title: string })

const BLOCKS = 'This blocks the launch, so it cannot wait. Repair it, or let an admin accept the risk.'
const CLOSED = 'This is not open any more, so there is nothing to postpone.'

type Row = Omit<ParkedDto, 'by' | 'at'> & { byName: string; createdAt: Date }

function parkedDto(row: Row): ParkedDto {
  const { id, title, reason, fingerprint, checkId } = row
  return { id, title, reason, fingerprint, checkId, by: row.byName, at: row.createdAt.toISOString() }
}

/** Everything postponed in a project, the oldest first. */
export async function parkedOf(
  tx: Transaction,
  place: { workspaceId: string; projectId: string },
): Promise<ParkedDto[]> {
  const rows = await tx.parkedItem.findMany({ where: place, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: 500 })
  return rows.map(parkedDto)
}

/** What a finding says, when it may wait. Throws `conflict` for one that blocks or is closed. */
async function parkable(tx: Transaction, context: Context, wanted: { project: ProjectDto; fingerprint: string }) {
  const state = await loadState(tx, context, wanted.project)
  const check = Object.values(state.checks).find(({ open }) =>
    open.some(({ fingerprint }) => fingerprint === wanted.fingerprint),
  )
  if (check === undefined) throw new AppError('conflict', { detail: CLOSED })
  if (check.verdict === 'fail' && check.effectiveImpact === 'blocker')
    throw new AppError('conflict', { detail: BLOCKS })
  const finding = check.open.find(({ fingerprint }) => fingerprint === wanted.fingerprint)
  return { fingerprint: wanted.fingerprint, checkId: check.id, title: finding?.text ?? check.title }
}

/** Postpones a finding or an idea until after the launch. Parking a finding twice keeps the first. */
export async function park(
  context: Context,
  { projectId, ...wanted }: Wanted & { projectId: string },
): Promise<ParkedDto> {
  allow(context, 'triage.update')
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const project = await projectInWorkspace(tx, context, projectId)
    const about =
      'fingerprint' in wanted
        ? await parkable(tx, context, { project, fingerprint: wanted.fingerprint })
        : { fingerprint: null, checkId: null, title: wanted.title }
    const known =
      about.fingerprint === null
        ? null
        : await tx.parkedItem.findFirst({ where: { workspaceId, projectId, fingerprint: about.fingerprint } })
    if (known !== null) return parkedDto(known)
    const row = await tx.parkedItem.create({
      data: {
        workspaceId,
        projectId,
        ...about,
        reason: wanted.reason,
        byId: context.actor.kind === 'user' ? context.actor.userId : null,
        byName: nameOf(context),
      },
    })
    await audit(tx, context, {
      action: 'parked.added',
      target: { kind: 'project', id: projectId },
      change: { after: { title: about.title, checkId: about.checkId } },
    })
    await notifyProject(tx, { projectId })
    return parkedDto(row)
  })
}

/** Takes something back; taking back what is gone changes nothing. */
export async function unpark(
  context: Context,
  { projectId, parkedId }: { projectId: string; parkedId: string },
): Promise<{ removed: true }> {
  allow(context, 'triage.update')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const where = { workspaceId: context.workspaceId, projectId, id: parkedId }
    const { count } = await tx.parkedItem.deleteMany({ where })
    if (count === 0) return { removed: true }
    await audit(tx, context, {
      action: 'parked.removed',
      target: { kind: 'project', id: projectId },
      change: { before: { parkedId } },
    })
    await notifyProject(tx, { projectId })
    return { removed: true }
  })
}
