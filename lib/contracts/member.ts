import { z } from 'zod'
import { contract } from './contract'
import { Id, InviteToken, line, Moment } from './primitives'
import { Role } from './role'
import { EmailAddress } from './session'
import { WorkspaceDto } from './workspace'

export const MemberDto = z.object({
  id: Id,
  name: z.string().nullable(),
  email: z.string(),
  role: Role,
  joinedAt: Moment,
  /** When they last used the product; null where every session has ended. */
  lastSeenAt: Moment.nullable(),
})
export type MemberDto = z.infer<typeof MemberDto>

export const InviteDto = z.object({
  id: Id,
  role: Role,
  email: z.string().nullable(),
  createdAt: Moment,
  expiresAt: Moment,
})
export type InviteDto = z.infer<typeof InviteDto>

/** Invitations that are still open are shown to those who may make them. */
export const listMembers = contract({
  id: 'member.list',
  method: 'GET',
  path: '/workspaces/{workspaceId}/members',
  can: 'member.read',
  summary: 'Who belongs to a workspace',
  response: z.object({ members: z.array(MemberDto), invites: z.array(InviteDto) }),
  errors: ['not-found'],
})

export const changeRole = contract({
  id: 'member.role',
  method: 'PATCH',
  path: '/workspaces/{workspaceId}/members/{userId}',
  can: 'member.manage',
  summary: 'Change what a member may do',
  body: z.strictObject({ role: Role }),
  response: MemberDto,
  errors: ['invalid', 'not-found', 'conflict', 'confirm-first'],
})

/** What the person owned is unassigned. Removing somebody who is gone changes nothing. */
export const removeMember = contract({
  id: 'member.remove',
  method: 'DELETE',
  path: '/workspaces/{workspaceId}/members/{userId}',
  can: 'member.manage',
  summary: 'Remove a member',
  response: z.object({ removed: z.literal(true) }),
  errors: ['not-found', 'conflict', 'confirm-first'],
})

export const leaveWorkspace = contract({
  id: 'member.leave',
  method: 'POST',
  path: '/workspaces/leave',
  can: 'signed-in',
  summary: 'Leave a workspace',
  body: z.strictObject({ workspaceId: Id }),
  status: 200,
  response: z.object({ left: z.literal(true) }),
  errors: ['invalid', 'not-found', 'conflict'],
})

/** The token is answered once and never again; only its hash is kept. */
export const createInvite = contract({
  id: 'invite.create',
  method: 'POST',
  path: '/workspaces/{workspaceId}/invites',
  can: 'member.manage',
  summary: 'Invite somebody by a link that works once, for 7 days',
  body: z.strictObject({ role: Role, email: EmailAddress.optional() }),
  response: z.object({ invite: InviteDto, token: z.string(), mailed: z.boolean() }),
  errors: ['invalid', 'not-found', 'limit'],
})

export const revokeInvite = contract({
  id: 'invite.revoke',
  method: 'DELETE',
  path: '/workspaces/{workspaceId}/invites/{inviteId}',
  can: 'member.manage',
  summary: 'Take an invitation back',
  response: z.object({ revoked: z.literal(true) }),
  errors: ['not-found'],
})

export const acceptInvite = contract({
  id: 'invite.accept',
  method: 'POST',
  path: '/invites/accept',
  can: 'signed-in',
  summary: 'Join a workspace by an invitation',
  body: z.strictObject({ token: InviteToken }),
  status: 200,
  response: z.object({ workspace: WorkspaceDto }),
  errors: ['invalid', 'conflict', 'forbidden'],
})

export const createWorkspace = contract({
  id: 'workspace.create',
  method: 'POST',
  path: '/workspaces',
  can: 'signed-in',
  summary: 'Make another workspace',
  body: z.strictObject({ name: line(60) }),
  response: WorkspaceDto,
  errors: ['invalid', 'limit'],
})

export const renameWorkspace = contract({
  id: 'workspace.rename',
  method: 'PATCH',
  path: '/workspaces/{workspaceId}',
  can: 'workspace.update',
  summary: 'Rename a workspace',
  body: z.strictObject({ name: line(60) }),
  response: WorkspaceDto,
  errors: ['invalid', 'not-found'],
})

/** Removes the workspace with every project in it. `name` must repeat its name. */
export const deleteWorkspace = contract({
  id: 'workspace.delete',
  method: 'DELETE',
  path: '/workspaces/{workspaceId}',
  can: 'workspace.delete',
  summary: 'Delete a workspace and everything in it',
  body: z.strictObject({ name: z.string().max(200) }),
  response: z.object({ deleted: z.literal(true) }),
  errors: ['invalid', 'confirm-first', 'not-found'],
})
