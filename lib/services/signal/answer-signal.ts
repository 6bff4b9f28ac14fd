import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import type { SignalAnswerDto } from '../../contracts/decisions'
import { notifyProject } from '../../db/notify'
import { notFound } from '../../errors'
import { markVerdict } from '../../notices/announce'
import { signals } from '../../roadmaps/signals'
import { nameOf } from '../input/internal'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'

type Place = { projectId: string; signalId: string }

async function before(tx: Parameters<Parameters<typeof inContext>[1]>[0], context: Context, place: Place) {
  await projectInWorkspace(tx, context, place.projectId)
  return tx.signalAnswer.findFirst({
    where: { workspaceId: context.workspaceId, ...place },
    select: { answer: true, byName: true },
  })
}

/** Keeps what the team says about a failure signal; the last answer counts. */
export async function answerSignal(
  context: Context,
  { answer, ...place }: Place & { answer: 'yes' | 'no' },
): Promise<SignalAnswerDto> {
  allow(context, 'signal.answer')
  if (!Object.hasOwn(signals, place.signalId)) throw notFound()
  return inContext(context, async (tx) => {
    const former = await before(tx, context, place)
    const { actor, workspaceId } = context
    const said = {
      answer,
      byId: actor.kind === 'user' ? actor.userId : null,
      byName: nameOf(context),
      at: new Date(now()),
    }
    await tx.signalAnswer.upsert({
      where: { projectId_signalId: place, workspaceId },
      create: { workspaceId, ...place, ...said },
      update: said,
    })
    await audit(tx, context, {
      action: 'signal.answered',
      target: { kind: 'project', id: place.projectId },
      change: {
        ...(former === null ? {} : { before: { signalId: place.signalId, answer: former.answer, by: former.byName } }),
        after: { signalId: place.signalId, answer },
      },
    })
    await markVerdict(tx, { workspaceId: context.workspaceId, projectId: place.projectId })
    await notifyProject(tx, { projectId: place.projectId })
    return { signalId: place.signalId, answer, by: said.byName, at: said.at.toISOString() }
  })
}

/** Takes the team's answer back, so that the question is open again. Taking back what nobody said changes nothing. */
export async function forgetSignalAnswer(context: Context, place: Place): Promise<{ removed: boolean }> {
  allow(context, 'signal.answer')
  if (!Object.hasOwn(signals, place.signalId)) throw notFound()
  return inContext(context, async (tx) => {
    const former = await before(tx, context, place)
    if (former === null) return { removed: false }
    await tx.signalAnswer.deleteMany({ where: { workspaceId: context.workspaceId, ...place } })
    await audit(tx, context, {
      action: 'signal.forgotten',
      target: { kind: 'project', id: place.projectId },
      change: { before: { signalId: place.signalId, answer: former.answer, by: former.byName } },
    })
    await markVerdict(tx, { workspaceId: context.workspaceId, projectId: place.projectId })
    await notifyProject(tx, { projectId: place.projectId })
    return { removed: true }
  })
}
