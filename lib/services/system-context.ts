import { type Context, contextIn, systemActor } from '../auth/actor'

/** The context of work the product does by itself in one workspace; `reason` names it in the activity log. */
export function systemContext({
  workspaceId,
  reason,
  requestId,
}: {
  workspaceId: string
  reason: string
  requestId: string
}): Context {
  return contextIn(systemActor(reason), { workspaceId }, { requestId })
}

export type { Context } from '../auth/actor'
