import { database, type Transaction } from './client'

export type MembershipRow = { workspaceId: string; role: string; slug: string; name: string }

/** The workspaces of a person. One of the few questions that come before a workspace is known. */
export async function membershipsOf(userId: string): Promise<MembershipRow[]> {
  return database('app').$queryRaw<MembershipRow[]>`
    select workspace_id as "workspaceId", role, slug, name from lr_memberships(${userId}::uuid)`
}

/** The workspace a project belongs to, or `undefined`. The caller decides whether the asker may know. */
export async function workspaceOfProject(projectId: string): Promise<string | undefined> {
  const rows = await database('app').$queryRaw<{ id: string | null }[]>`
    select lr_workspace_of_project(${projectId}::uuid) as id`
  return rows[0]?.id ?? undefined
}

/** The workspace a run belongs to, or `undefined`. */
export async function workspaceOfRun(runId: string): Promise<string | undefined> {
  const rows = await database('app').$queryRaw<{ id: string | null }[]>`
    select lr_workspace_of_run(${runId}::uuid) as id`
  return rows[0]?.id ?? undefined
}

/** The workspace an invitation leads to, by the hash of its token, or `undefined`. */
export async function workspaceOfInvite(tx: Transaction, tokenHash: string): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ id: string | null }[]>`select lr_workspace_of_invite(${tokenHash}) as id`
  return rows[0]?.id ?? undefined
}

/** The other workspaces that hold a proof of a name. */
export async function otherOwners(
  tx: Transaction,
  { name, workspaceId }: { name: string; workspaceId: string },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select lr_other_owners(${name}, ${workspaceId}::uuid) as id`
  return rows.map(({ id }) => id)
}

/** The share link a token opens right now, by its hash; one that was revoked or has expired is not found either. */
export async function openShareLink(
  tokenHash: string,
  moment: Date,
): Promise<{ workspaceId: string; linkId: string } | undefined> {
  const rows = await database('app').$queryRaw<{ workspaceId: string; linkId: string }[]>`
    select workspace_id as "workspaceId", link_id as "linkId" from lr_open_share_link(${tokenHash}, ${moment}::timestamptz)`
  return rows[0]
}

/** Proofs of ownership whose daily look is due, the oldest first; for the worker only. */
export async function proofsDue(most: number): Promise<{ workspaceId: string; proofId: string }[]> {
  return database('worker').$queryRaw<{ workspaceId: string; proofId: string }[]>`
    select workspace_id as "workspaceId", proof_id as "proofId" from lr_proofs_due(${most}::int)`
}
