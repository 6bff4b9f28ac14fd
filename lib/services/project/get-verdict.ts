import { allow, type Context } from '../../auth/actor'
import type { VerdictDto } from '../../contracts/project'
import { headline, reasonWords } from '../../roadmaps/words'
import { listChecks } from '../catalogue/list-checks'
import { decisionsOfProject } from '../decisions'
import { latestResults } from '../results'
import { inContext } from '../transaction'
import { deriveProject } from './derive-project'
import { projectInWorkspace } from './internal'

/** GO or NO-GO of a project with what stands in the way, for scripts. */
export async function getVerdict(context: Context, projectId: string): Promise<VerdictDto> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    const { roadmap } = await projectInWorkspace(tx, context, projectId)
    const checkIds = listChecks(roadmap).map((check) => check.id)
    const results = await latestResults(tx, { projectIds: [projectId], checkIds, detail: 'lean' })
    const decisions = await decisionsOfProject(tx, { workspaceId: context.workspaceId, projectId })
    const state = deriveProject({ roadmap, results: results.get(projectId) ?? [], decisions })
    const open = new Map(state.unproven.flatMap((item) => item.checks.map((check) => [check.id, check.reason])))
    return {
      ...state.verdict,
      headline: headline(state),
      lastCheckedAt: state.checkedAt === undefined ? null : new Date(state.checkedAt).toISOString(),
      blockers: state.blockers.map(({ checkId, title, subject, fingerprint }) => ({
        checkId,
        text: title,
        subject: subject.id,
        fingerprint,
      })),
      unproven: [...open].map(([checkId, reason]) => ({
        checkId,
        title: state.checks[checkId]?.title ?? checkId,
        reason: reasonWords(reason),
      })),
    }
  })
}
