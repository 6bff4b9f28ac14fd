import type { Transaction } from '../../db/client'
import { database } from '../../db/client'
import { AppError } from '../../errors'
import { logger } from '../../log'
import { announce } from '../../notices/announce'
import type { ProjectState } from '../../roadmaps/state'
import { projectInWorkspace } from '../project/internal'
import { loadState } from '../project/load-state'
import { type Context, systemContext } from '../system-context'
import { inContext } from '../transaction'

const AT_ONCE = 20
/** Titles a message lists. */
const MOST_TITLES = 10

type Watch = { answer: string | null; reason: string | null; blockers: string[]; staleAt: Date }

async function readWatch(tx: Transaction, { workspaceId }: Context, projectId: string): Promise<Watch | undefined> {
  const rows = await tx.$queryRaw<Watch[]>`
    select answer, reason, coalesce(blockers, '{}') as blockers, stale_at as "staleAt" from verdict_watch
    where workspace_id = ${workspaceId}::uuid and project_id = ${projectId}::uuid and stale_at is not null`
  return rows[0]
}

function isVerdict(watch: Watch): watch is Watch & ProjectState['verdict'] {
  return watch.answer !== null && watch.reason !== null
}

type Compared = { watch: Watch; state: ProjectState; projectId: string }

/** The first answer of a project is nothing new: somebody is looking at it. */
async function tell(tx: Transaction, { workspaceId }: Context, { watch, state, projectId }: Compared): Promise<void> {
  if (!isVerdict(watch)) return
  const { answer, reason } = watch
  const fresh = state.blockers.filter(({ fingerprint }) => !watch.blockers.includes(fingerprint))
  const titles = fresh.slice(0, MOST_TITLES).map(({ title }) => title)
  const place = { workspaceId, projectId }
  const stamp = watch.staleAt.toISOString()
  if (answer !== state.verdict.answer || reason !== state.verdict.reason) {
    await announce(tx, {
      ...place,
      key: `verdict:${projectId}:${stamp}`,
      facts: { kind: 'verdict-changed', from: { answer, reason }, to: state.verdict, titles, count: fresh.length },
      also: fresh.length > 0 ? ['new-blocker'] : [],
    })
  } else if (fresh.length > 0) {
    await announce(tx, {
      ...place,
      key: `blocker:${projectId}:${stamp}`,
      facts: { kind: 'new-blocker', titles, count: fresh.length },
    })
  }
}

async function reviewOne(context: Context, projectId: string): Promise<void> {
  const { workspaceId } = context
  await inContext(context, async (tx) => {
    const watch = await readWatch(tx, context, projectId)
    if (watch === undefined) return
    const project = await projectInWorkspace(tx, context, projectId)
    const state = await loadState(tx, context, project)
    await tell(tx, context, { watch, state, projectId })
    const { count } = await tx.verdictWatch.updateMany({
      where: { workspaceId, projectId, staleAt: watch.staleAt },
      data: {
        answer: state.verdict.answer,
        reason: state.verdict.reason,
        blockers: state.blockers.map(({ fingerprint }) => fingerprint),
        staleAt: null,
      },
    })
    // Something changed meanwhile, or another worker was first: nothing of this counts, and the next round looks again.
    if (count === 0) throw new AppError('conflict')
  })
}

/**
 * Compares the answer of every project where something changed with the one people know, and announces the
 * difference. Projects with a run under way wait for its end. Answers how many were compared.
 */
export async function reviewVerdicts(): Promise<number> {
  const stale = await database('worker').$queryRaw<{ workspaceId: string; projectId: string }[]>`
    select workspace_id as "workspaceId", project_id as "projectId" from lr_stale_verdicts(${AT_ONCE}::int)`
  let done = 0
  for (const { workspaceId, projectId } of stale) {
    try {
      await reviewOne(systemContext({ workspaceId, reason: 'notices', requestId: projectId }), projectId)
      done += 1
    } catch (error) {
      if (error instanceof AppError) continue
      logger('notices').warn({ projectId, err: String(error) }, 'an answer could not be compared')
    }
  }
  return done
}
