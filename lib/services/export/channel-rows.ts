import type { Context } from '../../auth/actor'
import { inContext } from '../transaction'

/** Rooms and programs that are told, as an export shows them: their addresses and secrets stay here. */
export function channelRows(context: Context) {
  return inContext(context, (tx) =>
    tx.noticeChannel.findMany({
      where: { workspaceId: context.workspaceId },
      select: { id: true, kind: true, name: true, host: true, projectId: true, kinds: true },
      orderBy: { id: 'asc' },
    }),
  )
}
