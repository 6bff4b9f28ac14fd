import { allow, type Context } from '../../auth/actor'
import type { InputDto } from '../../contracts/input'
import { notifyProject } from '../../db/notify'
import { notFound } from '../../errors'
import { projectInWorkspace } from '../project/internal'
import { writeFact } from '../question/write-fact'
import { audit, inContext } from '../transaction'
import { inputDto, nameOf, recheck } from './internal'
import { QUESTIONS } from './questions'

type Given = { projectId: string; question: string; value: unknown; signal: AbortSignal }

/**
 * Keeps what a person answered and checks again exactly what it touches. Throws `not-found` for a question nobody
 * asks and `invalid` for an answer that cannot be used; nothing is changed then.
 */
export async function putInput(
  context: Context,
  { projectId, question, value, signal }: Given,
): Promise<{ input: InputDto; runId: string | null }> {
  allow(context, 'project.update')
  const prepare = Object.hasOwn(QUESTIONS, question) ? QUESTIONS[question] : undefined
  if (prepare === undefined) throw notFound()
  const project = await inContext(context, (tx) => projectInWorkspace(tx, context, projectId))
  const kept = await prepare(value, { context, project, signal, read: (work) => inContext(context, work) })
  const input = await inContext(context, async (tx) => {
    const said = {
      value: kept,
      byId: context.actor.kind === 'user' ? context.actor.userId : null,
      byName: nameOf(context),
      at: new Date(),
    }
    const place = { workspaceId: context.workspaceId, projectId, question }
    await writeFact(tx, context, { projectId, question, value: kept })
    const row = await tx.input.upsert({
      where: { projectId_question: { projectId, question }, workspaceId: context.workspaceId },
      create: { ...place, ...said },
      update: said,
    })
    await audit(tx, context, {
      action: 'input.answered',
      target: { kind: 'project', id: projectId },
      change: { after: { question } },
    })
    await notifyProject(tx, { projectId })
    return inputDto(row)
  })
  return { input, runId: await recheck(context, projectId, question) }
}
