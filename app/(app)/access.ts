import type { Route } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { type Context, contextIn, type PersonActor } from '@/lib/auth/actor'
import { getActor } from '@/lib/auth/get-actor'
import { REQUEST_ID_HEADER } from '@/lib/auth/source'
import { Id } from '@/lib/contracts/primitives'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { AppError } from '@/lib/errors'
import { routes } from '@/lib/routes'

/** The signed-in person; everybody else is sent to sign in and comes back to this page. */
export async function requireActor(here: Route): Promise<PersonActor> {
  const actor = await getActor()
  if (actor === undefined) redirect(routes.signInFor(here))
  return actor
}

/** The missing, the foreign and the malformed all read "not found". Other refusals reach the error page. */
export async function orNotFound<Value>(work: () => Promise<Value> | Value): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}

type Access = { actor: PersonActor; context: Context; workspace: WorkspaceDto }

/** Who looks at a page, in which workspace. Each page asks for itself; no layout decides. Asked once per request. */
export const requireWorkspace = cache(async (slug: string, here: Route): Promise<Access> => {
  const actor = await requireActor(here)
  const requestId = (await headers()).get(REQUEST_ID_HEADER) ?? crypto.randomUUID()
  const context = await orNotFound(() => contextIn(actor, { slug }, { requestId }))
  const workspace = actor.workspaces.find(({ id }) => id === context.workspaceId)
  if (workspace === undefined) notFound()
  return { actor, context, workspace }
})

/** An id out of an address; anything that cannot be one is not found. */
export function requireId(text: string): string {
  const parsed = Id.safeParse(text)
  if (!parsed.success) notFound()
  return parsed.data
}
