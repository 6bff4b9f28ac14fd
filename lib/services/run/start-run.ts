import { allow, type Context } from '../../auth/actor'
import { config, isExampleSite } from '../../config'
import { registrableOf } from '../../contracts/domain'
import type { ProjectDto } from '../../contracts/project'
import type { RunDto, RunScope } from '../../contracts/run'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { isUniqueViolation } from '../../db/problems'
import { enqueueRun } from '../../db/queue'
import type { Bucket } from '../../db/rate-limit'
import type { RateSurface } from '../../engine/rate-template'
import { AppError } from '../../errors'
import { checkIdsOf } from '../../roadmaps/derive'
import { roadmaps } from '../../roadmaps/roadmap'
import { listChecks } from '../catalogue/list-checks'
import { decisionsOfProject } from '../decisions'
import { spendAll } from '../limit'
import { requireOwnership } from '../ownership/require-ownership'
import { deriveProject } from '../project/derive-project'
import { projectInWorkspace } from '../project/internal'
import { latestResults } from '../results'
import { audit, inContext } from '../transaction'
import { findRuns, wholeRun } from './internal'
import { checksOfScope } from './scope'

/** Raised when stored runs are made in another way. */
const ENGINE_VERSION = '1'

const STOPPING = 'The run you stopped is just ending. Try again in a few seconds.'
const ARCHIVED = 'This project is archived. Bring it back to check it again.'
const OCCUPIED = 'An audit without active checks is under way. Start this one when it has ended, or stop it.'

/** What somebody wants looked at. `active` lets checks that need it send small probes, to `rates` many in a row. */
type Wanted = { projectId: string; scope: RunScope; active: boolean; rates: readonly RateSurface[] }

export type Started = { run: RunDto; joined: boolean }

async function scopeChecks(
  tx: Transaction,
  context: Context,
  { project, scope, active, rates }: Omit<Wanted, 'projectId'> & { project: ProjectDto },
): Promise<string[]> {
  const { roadmap } = project
  const metas = listChecks()
  const results =
    scope.kind === 'not-proven'
      ? await latestResults(tx, {
          projectIds: [project.id],
          checkIds: checkIdsOf(roadmaps[roadmap], metas),
          detail: 'lean',
        })
      : new Map()
  const decisions = await decisionsOfProject(tx, { workspaceId: context.workspaceId, projectId: project.id })
  return checksOfScope({
    scope,
    active,
    rates,
    roadmap,
    checks: metas,
    state: () => deriveProject({ roadmap, results: results.get(project.id) ?? [], decisions }),
  })
}

/**
 * The run a second click should show: the full one under way, or one of exactly the same checks. Who allows active
 * probes joins no run without them.
 */
async function findTwin(tx: Transaction, context: Context, wanted: Wanted) {
  const underWay = await findRuns(tx, context, {
    projectId: wanted.projectId,
    status: ['queued', 'running'],
    ...(wanted.scope.kind === 'full' ? { kind: 'full' as const } : {}),
    take: 20,
  })
  const twin = underWay
    .filter((run) => run.active || !wanted.active)
    .find((run) => wanted.scope.kind === 'full' || JSON.stringify(run.scope) === JSON.stringify(wanted.scope))
  return twin?.cancelRequested === true ? undefined : twin
}

async function create(tx: Transaction, context: Context, input: Omit<Wanted, 'projectId'> & { project: ProjectDto }) {
  const { project, scope, active } = input
  if (project.archivedAt !== null) throw new AppError('conflict', { detail: ARCHIVED })
  if (active) await requireOwnership(tx, context, project.target)
  const checks = await scopeChecks(tx, context, input)
  const { id: runId } = await tx.run.create({
    data: {
      workspaceId: context.workspaceId,
      projectId: project.id,
      kind: scope.kind === 'full' ? 'full' : 'partial',
      trigger: context.actor.kind === 'user' ? 'person' : 'system',
      roadmap: project.roadmap,
      scope,
      target: project.target,
      checks,
      active,
      engineVersion: ENGINE_VERSION,
      createdById: context.actor.kind === 'user' ? context.actor.userId : null,
    },
    select: { id: true },
  })
  await enqueueRun(tx, { runId, workspaceId: context.workspaceId })
  await audit(tx, context, {
    action: 'run.started',
    target: { kind: 'run', id: runId },
    change: { after: { projectId: project.id, scope: scope.kind, checks: checks.length, active } },
  })
  await notifyProject(tx, { projectId: project.id, runId })
  return runId
}

/** Why a run starts: somebody asked for it, or gave an answer some checks were waiting for. */
type Cause = 'asked' | 'answer'

/** How often a workspace may start runs, and how often anybody may have one domain looked at. */
function limitsOf(
  context: Context,
  { scope, domain, because }: { scope: RunScope; domain: string; because: Cause },
): Bucket[] {
  const asked = scope.kind === 'checks' ? 'run.recheck' : 'run.start'
  const own = { limit: because === 'answer' ? 'run.answer' : asked, key: context.workspaceId } as const
  if (isExampleSite(domain) || config().LR_TEST_NETWORK) return [own]
  return [own, { limit: scope.kind === 'full' ? 'target.full' : 'target.part', key: registrableOf(domain) }]
}

/**
 * Queues a run of a project, its target frozen as it is now. A full run that is already under way is joined
 * instead, and so is a re-check of exactly the same checks: a double click starts nothing twice.
 */
export async function startRun(
  context: Context,
  projectId: string,
  scope: RunScope,
  {
    because = 'asked',
    active = false,
    rates = [],
  }: { because?: Cause; active?: boolean; rates?: readonly RateSurface[] } = {},
): Promise<Started> {
  allow(context, 'run.start')
  if (active) allow(context, 'run.active')
  const look = () =>
    inContext(context, async (tx): Promise<{ domain: string; joined: Started | undefined }> => {
      const { target } = await projectInWorkspace(tx, context, projectId)
      const twin = await findTwin(tx, context, { projectId, scope, active, rates })
      const joined = twin === undefined ? undefined : { run: await wholeRun(tx, context, twin.id), joined: true }
      return { domain: target.domain, joined }
    })
  const { domain, joined } = await look()
  // A run under way may have read the former answer.
  if (joined !== undefined && because === 'asked') return joined
  const permits = await spendAll(limitsOf(context, { scope, domain, because }))
  try {
    return await inContext(context, async (tx) => {
      const project = await projectInWorkspace(tx, context, projectId)
      const runId = await create(tx, context, { project, scope, active, rates })
      return { run: await wholeRun(tx, context, runId), joined: false }
    })
  } catch (error) {
    await permits.giveBack()
    // Two clicks at once: the unique index let one of them through, this is the other.
    const other = isUniqueViolation(error) ? (await look()).joined : undefined
    if (other !== undefined) return other
    if (!isUniqueViolation(error)) throw error
    if (active) throw new AppError('conflict', { detail: OCCUPIED, cause: error })
    // What keeps the place is a run somebody asked to stop, whose worker has not noticed yet.
    throw new AppError('conflict', { detail: STOPPING, retryAfterSeconds: 2, cause: error })
  }
}
