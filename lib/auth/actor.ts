import { type Action, can, type Role } from '../contracts/permissions'
import type { WorkspaceDto } from '../contracts/workspace'
import { AppError, notFound } from '../errors'
import type { Source } from './source'

declare const made: unique symbol

type Person = {
  kind: 'user'
  userId: string
  email: string
  name: string | null
  sessionId: string
  expiresAt: Date
  /** Whether the person signed in, or typed the password again, within the last 15 minutes. */
  recentlyConfirmed: boolean
  workspaces: readonly WorkspaceDto[]
}
type System = { kind: 'system'; reason: string }
type Holder = {
  kind: 'share'
  workspaceId: string
  projectId: string
  linkId: string
  /** Of the link when it was looked up: another one asks to be unlocked again. */
  version: number
}

/** Somebody on whose behalf work is done. Only the functions of this room make one. */
export type Actor = (Person | System) & { readonly [made]: true }
export type PersonActor = Actor & Person
/** Somebody who holds a share link. No `Actor`: a service made for members does not take one. */
export type ShareActor = Holder & { readonly [made]: true }

/** The one place where an actor comes to be; callers are the session look-up, the share look-up and `systemActor`. */
export function brand<Kind extends Person | System | Holder>(facts: Kind): Kind & { readonly [made]: true } {
  return facts as Kind & { readonly [made]: true }
}

/** The product itself, doing work nobody waits for. `reason` is written to the activity log. */
export function systemActor(reason: string): Actor {
  return brand({ kind: 'system', reason })
}

/** Who acts, in which workspace, for which request. First argument of every service. */
export type Context = {
  actor: Actor
  workspaceId: string
  role: Role | 'system'
  requestId: string
  /** /24 or /48 of the caller, for the activity log. */
  sourceNetwork?: string | undefined
}

/**
 * The context of a person inside a workspace they belong to. Throws `not-found` for any other workspace,
 * which reads the same as one that does not exist.
 */
export function contextIn(
  actor: Actor,
  place: { workspaceId: string } | { slug: string },
  { requestId, sourceNetwork }: Omit<Source, 'source'>,
): Context {
  if (actor.kind === 'system') {
    if (!('workspaceId' in place)) throw notFound()
    return { actor, workspaceId: place.workspaceId, role: 'system', requestId, sourceNetwork }
  }
  const workspace = actor.workspaces.find((candidate) =>
    'slug' in place ? candidate.slug === place.slug : candidate.id === place.workspaceId,
  )
  if (workspace === undefined) throw notFound()
  return { actor, workspaceId: workspace.id, role: workspace.role, requestId, sourceNetwork }
}

/** Throws `forbidden` unless the role of the context allows the action. The product itself may do everything. */
export function allow(context: Context, action: Action): void {
  if (context.role !== 'system' && !can(context.role, action)) throw new AppError('forbidden')
}

/** Throws `confirm-first` unless the person has just proven who they are. For what cannot be undone. */
export function allowOnlyConfirmed({ actor }: Context): void {
  if (actor.kind === 'user' && !actor.recentlyConfirmed) throw new AppError('confirm-first')
}
