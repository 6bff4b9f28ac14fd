import type { ApproverDto } from '../../contracts/handover'
import type { ProjectDto } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import { APPROVER_ROLES, approverRoles } from '../../roadmaps/handover'

type Place = { workspaceId: string; projectId: string }

/**
 * Who approves what. The name for DNS edits is the one of the profile, which the domain map asks for too; how to
 * reach that person is known only while it is still the same one.
 */
export async function approversOf(tx: Transaction, place: Place, { target }: ProjectDto): Promise<ApproverDto[]> {
  const rows = await tx.handoverApprover.findMany({ where: place })
  return APPROVER_ROLES.map((role) => {
    const row = rows.find((entry) => entry.role === role)
    const name = role === 'dns' ? target.profile.dnsApprover : row?.name
    const isSame = row !== undefined && row.name === name
    return {
      role,
      title: approverRoles[role],
      name: name ?? null,
      userId: isSame ? row.userId : null,
      reach: isSame && row.reach !== '' ? row.reach : null,
    }
  })
}

/** The three names in one line, or `undefined` while one is missing. */
export function approversLine(approvers: readonly ApproverDto[]): string | undefined {
  if (approvers.some(({ name }) => name === null)) return undefined
  return approvers.map(({ title, name }) => `${title}: ${name}`).join('. ')
}
