import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import type { PersonHere } from '../../contracts/handover'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { notFound } from '../../errors'
import { nameOf } from '../input/internal'
import { inContext } from '../transaction'

/** A tab that said nothing for this long has left. */
export const GONE_MS = 25_000

type Said = { projectId: string; tab: string; editing: string | null; leaving: boolean }
type Place = { workspaceId: string; projectId: string }

/** Everybody who looks, once each, in the order of their names; one tab that writes is enough to be writing. */
async function peopleHere(tx: Transaction, place: Place): Promise<PersonHere[]> {
  const tabs = await tx.handoverPresence.findMany({ where: place, orderBy: [{ name: 'asc' }, { userId: 'asc' }] })
  const people = new Map<string, PersonHere>()
  for (const { userId, name, editing } of tabs) {
    people.set(userId, { userId, name, editing: people.get(userId)?.editing ?? editing })
  }
  return [...people.values()]
}

/** Says that a tab looks at the checklist, or that it left, and answers who is there. */
export async function beHere(
  context: Context,
  { projectId, tab, editing, leaving }: Said,
): Promise<{ people: PersonHere[] }> {
  allow(context, 'project.read')
  const { actor, workspaceId } = context
  const place = { workspaceId, projectId }
  return inContext(context, async (tx) => {
    const isThere = (await tx.project.count({ where: { workspaceId, id: projectId } })) > 0
    if (!isThere || actor.kind !== 'user') throw notFound()
    const seenAt = new Date(now())
    const gone = await tx.handoverPresence.deleteMany({
      where: { ...place, seenAt: { lt: new Date(seenAt.getTime() - GONE_MS) } },
    })
    const mine = { ...place, tab, userId: actor.userId }
    const known = await tx.handoverPresence.findFirst({ where: mine, select: { editing: true } })
    if (leaving) await tx.handoverPresence.deleteMany({ where: mine })
    else if (known !== null) await tx.handoverPresence.updateMany({ where: mine, data: { editing, seenAt } })
    else
      await tx.handoverPresence.createMany({
        data: [{ ...mine, name: nameOf(context), editing, seenAt }],
        skipDuplicates: true,
      })
    const isNews = gone.count > 0 || (leaving ? known !== null : known === null || known.editing !== editing)
    if (isNews) await notifyProject(tx, { projectId, topic: 'presence' })
    return { people: await peopleHere(tx, place) }
  })
}
