import { allow, type Context } from '../../auth/actor'
import { notifyProject } from '../../db/notify'
import { notFound } from '../../errors'
import { projectInWorkspace } from '../project/internal'
import { forgetFact } from '../question/write-fact'
import { audit, inContext } from '../transaction'
import { recheck } from './internal'
import { QUESTIONS } from './questions'

/** Takes an answer back; taking back what nobody answered changes nothing. */
export async function deleteInput(
  context: Context,
  { projectId, question }: { projectId: string; question: string },
): Promise<{ input: null; runId: string | null }> {
  allow(context, 'project.update')
  if (!Object.hasOwn(QUESTIONS, question)) throw notFound()
  const removed = await inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const { count } = await tx.input.deleteMany({ where: { workspaceId: context.workspaceId, projectId, question } })
    const isForgotten = await forgetFact(tx, context, { projectId, question })
    if (count === 0 && !isForgotten) return false
    await audit(tx, context, {
      action: 'input.removed',
      target: { kind: 'project', id: projectId },
      change: { before: { question } },
    })
    await notifyProject(tx, { projectId })
    return true
  })
  return { input: null, runId: removed ? await recheck(context, projectId, question) : null }
}
