import type { NoticeKind } from '../contracts/notice-kinds'
import type { Transaction } from '../db/client'
import { NoticeFacts } from './event'

export type NoticeEvent = {
  workspaceId: string
  projectId?: string | undefined
  /** Names the occasion within the workspace (`assigned:<project>:<fingerprint>:<time>`): twice is once. */
  key: string
  facts: NoticeFacts
  /** Further kinds it is: the end of an audit can change the answer and bring a blocker. One message all the same. */
  also?: readonly NoticeKind[]
  /** Exactly these members, where they want it; left out: everybody the kind is for. */
  to?: readonly string[]
  /** The person who caused it and needs no message. */
  except?: string | undefined
}

/**
 * Writes down that something happened people may want to hear of, in the transaction of the change: it is told when
 * the change is, and only then. Who is told, how and when is worked out afterwards. Announcing the same key again
 * changes nothing.
 */
export async function announce(tx: Transaction, event: NoticeEvent): Promise<void> {
  const { facts, also = [], to = [] } = event
  // An empty list would mean everybody.
  if (event.to !== undefined && to.length === 0) return
  await tx.noticeEvent.createMany({
    data: [
      {
        workspaceId: event.workspaceId,
        projectId: event.projectId ?? null,
        kinds: [...new Set([facts.kind, ...also])],
        facts: NoticeFacts.parse(facts),
        key: event.key,
        toIds: [...new Set(to)],
        exceptId: event.except ?? null,
      },
    ],
    skipDuplicates: true,
  })
}

/**
 * Notes in the transaction of a change that the answer of a project, or its blockers, may be another one now. Several
 * changes in a row are compared once, and announced once.
 */
export async function markVerdict(
  tx: Transaction,
  { workspaceId, projectId }: { workspaceId: string; projectId: string },
): Promise<void> {
  // The project first, as everybody who changes one does: two who wait for each other would both fail.
  await tx.$queryRaw`
    select 1 from project where workspace_id = ${workspaceId}::uuid and id = ${projectId}::uuid for key share`
  await tx.$executeRaw`
    insert into verdict_watch (workspace_id, project_id, stale_at)
    values (${workspaceId}::uuid, ${projectId}::uuid, clock_timestamp())
    on conflict (project_id) do update set stale_at = excluded.stale_at`
}
