import { allow, type Context } from '../../auth/actor'
import type { AskDto } from '../../contracts/ask'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { invalidField } from '../../errors'
import { announce } from '../../notices/announce'
import { confirmations } from '../../roadmaps/confirmations'
import { items } from '../../roadmaps/items'
import { proveId } from '../../roadmaps/prove-place'
import { questions } from '../../roadmaps/questions'
import { nameOf } from '../input/internal'
import { projectInWorkspace } from '../project/internal'
import { lockProject } from '../project/lock-project'
import { audit, inContext } from '../transaction'

type Place = { workspaceId: string; projectId: string }

/** Everything that can be asked, with its words: each question, and the statement of each item. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ...questions.map(({ id, text }) => [proveId({ question: id }), text] as const),
  ...Object.entries(items)
    .filter(([itemId]) => Object.hasOwn(confirmations, itemId))
    .map(([itemId, { text }]) => [proveId({ itemId }), text] as const),
])

/** Who was asked what in a project, in order of the places. */
export async function asksOf(tx: Transaction, where: Place): Promise<AskDto[]> {
  const rows = await tx.ask.findMany({ where, orderBy: { place: 'asc' } })
  return rows.map(({ place, userId, byName, at }) => ({ place, userId, by: byName, at: at.toISOString() }))
}

export async function listAsks(context: Context, projectId: string): Promise<{ asks: AskDto[] }> {
  allow(context, 'project.read')
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    return { asks: await asksOf(tx, { workspaceId, projectId }) }
  })
}

type Asked = { projectId: string; place: string; userId: string; title: string; at: Date }

async function tellTeammate(tx: Transaction, context: Context, asked: Asked): Promise<void> {
  const { projectId, place, userId, title, at } = asked
  const { workspaceId, actor } = context
  await announce(tx, {
    workspaceId,
    projectId,
    key: `asked:${projectId}:${place}:${userId}:${at.getTime()}`,
    facts: { kind: 'asked', by: nameOf(context), title, place },
    to: [userId],
    except: actor.kind === 'user' ? actor.userId : undefined,
  })
}

async function refuseOthers(tx: Transaction, workspaceId: string, userId: string): Promise<void> {
  const member = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { role: true },
  })
  if (member === null) throw invalidField('userId', 'This person is not a member of the workspace any more')
  if (member.role === 'viewer') throw invalidField('userId', 'Viewers cannot answer. Give them another role first')
}

type Wanted = { projectId: string; place: string; userId: string | null }

/**
 * Asks a member to answer one question or to confirm one statement; null takes that back. Throws `invalid` for what
 * nobody asks and for somebody who cannot answer. The member is told. Asking the same person again changes nothing.
 */
export async function askTeammate(context: Context, { projectId, place, userId }: Wanted): Promise<{ asks: AskDto[] }> {
  allow(context, 'project.update')
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const title = PLACES.get(place)
    if (title === undefined) throw invalidField('place', 'This is not a question')
    if (userId !== null) await refuseOthers(tx, workspaceId, userId)
    const where = { projectId_place: { projectId, place }, workspaceId }
    const before = (await tx.ask.findUnique({ where }))?.userId ?? null
    if (before !== userId) {
      const said = { byName: nameOf(context), at: new Date() }
      if (userId === null) await tx.ask.deleteMany({ where: { workspaceId, projectId, place } })
      else {
        await tx.ask.upsert({
          where,
          create: { workspaceId, projectId, place, userId, ...said },
          update: { userId, ...said },
        })
        await tellTeammate(tx, context, { projectId, place, userId, title, at: said.at })
      }
      await audit(tx, context, {
        action: 'question.asked',
        target: { kind: 'project', id: projectId },
        change: { before: { place, userId: before }, after: { place, userId } },
      })
      await notifyProject(tx, { projectId })
    }
    return { asks: await asksOf(tx, { workspaceId, projectId }) }
  })
}
