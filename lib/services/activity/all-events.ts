import type { Context } from '../../auth/actor'
import { inContext } from '../transaction'

const AT_ONCE = 200

function page(context: Context, after: string | undefined) {
  return inContext(context, (tx) =>
    tx.auditEvent.findMany({
      where: { workspaceId: context.workspaceId, ...(after === undefined ? {} : { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    }),
  )
}

type Event = Awaited<ReturnType<typeof page>>[number]

/** Every event of the workspace, a page behind another. */
export function eventPages(context: Context): (last: Event | undefined) => Promise<readonly Event[]> {
  return (last) => page(context, last?.id)
}

/** An event as it was written down; people by their id, which the list of members explains. */
export function eventShown({ id, at, actorKind, actorId, action, targetKind, targetId, change, sourceNetwork }: Event) {
  const target = targetKind === null ? null : { kind: targetKind, id: targetId }
  return { id, at, by: { kind: actorKind, id: actorId }, action, target, change, source: sourceNetwork }
}
