import { allow, type Context } from '../../auth/actor'
import type { TriageDto } from '../../contracts/decisions'
import type { Action } from '../../contracts/permissions'
import type { ProjectDto } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import type { Prisma } from '../../db/generated/client'
import { notifyProject } from '../../db/notify'
import { notFound } from '../../errors'
import { markVerdict } from '../../notices/announce'
import { triageDto } from '../decisions'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'

export type FindingPlace = { projectId: string; fingerprint: string }

/** The check that ever said a finding in this project. Throws `not-found` for one nobody said. */
export async function checkOfFinding(tx: Transaction, context: Context, place: FindingPlace): Promise<string> {
  const finding = await tx.finding.findFirst({
    where: { workspaceId: context.workspaceId, projectId: place.projectId, fingerprint: place.fingerprint },
    select: { checkId: true },
  })
  if (finding === null) throw notFound()
  return finding.checkId
}

type Change = {
  can: Action
  action: string
  /** What to write; may refuse. `before` is null where nobody decided anything yet. */
  write: (
    tx: Transaction,
    known: { project: ProjectDto; checkId: string; before: TriageDto | null },
  ) => Promise<Prisma.TriageUncheckedUpdateInput>
  /** Announces the decision to whom it concerns. */
  tell?: (tx: Transaction, known: { checkId: string; before: TriageDto | null; after: TriageDto }) => Promise<void>
}

/**
 * The frame of every decision about one finding: permission, the project's row locked so that two people take
 * turns, the decision, its event with both states, the hint to open pages.
 */
export async function changeTriage(context: Context, place: FindingPlace, change: Change): Promise<TriageDto> {
  allow(context, change.can)
  const { projectId, fingerprint } = place
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const project = await projectInWorkspace(tx, context, projectId)
    const checkId = await checkOfFinding(tx, context, place)
    const where = { projectId_fingerprint: { projectId, fingerprint }, workspaceId }
    const row = await tx.triage.findUnique({ where })
    const before = row === null ? null : triageDto(row)
    const data = await change.write(tx, { project, checkId, before })
    await tx.triage.createMany({ data: [{ workspaceId, projectId, fingerprint, checkId }], skipDuplicates: true })
    const after = triageDto(await tx.triage.update({ where, data }))
    await audit(tx, context, {
      action: change.action,
      target: { kind: 'finding', id: fingerprint },
      change: { projectId, checkId, before: before === null ? null : { ...before }, after: { ...after } },
    })
    await change.tell?.(tx, { checkId, before, after })
    await markVerdict(tx, { workspaceId, projectId })
    await notifyProject(tx, { projectId })
    return after
  })
}

/** Lets whoever changes a project next wait for this transaction. */
export async function lockProject(tx: Transaction, context: Context, projectId: string): Promise<void> {
  await tx.$queryRaw`
    select 1 from project where workspace_id = ${context.workspaceId}::uuid and id = ${projectId}::uuid for update`
}

/** The last moment of a day in UTC. */
export function endOfDay(day: string): Date {
  return new Date(`${day}T23:59:59.999Z`)
}
