import type { Context } from '../../auth/actor'
import type { TriageDto } from '../../contracts/decisions'
import type { Transaction } from '../../db/client'
import { invalidField } from '../../errors'
import { changeTriage, endOfDay, type FindingPlace } from './internal'

type Wanted = FindingPlace & { ownerId?: string | null | undefined; dueOn?: string | null | undefined }

/** Throws `invalid` for somebody who cannot own work in this workspace. */
export async function refuseStranger(tx: Transaction, workspaceId: string, userId: string): Promise<void> {
  const member = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { role: true },
  })
  if (member === null) throw invalidField('ownerId', 'This person is not a member of the workspace any more')
  if (member.role === 'viewer') throw invalidField('ownerId', 'Viewers cannot own work. Give them another role first')
}

/** Sets who repairs a finding and until when. Throws `invalid` for somebody who cannot. */
export async function updateTriage(context: Context, { ownerId, dueOn, ...place }: Wanted): Promise<TriageDto> {
  return changeTriage(context, place, {
    can: 'triage.update',
    action: 'triage.updated',
    write: async (tx) => {
      if (typeof ownerId === 'string') await refuseStranger(tx, context.workspaceId, ownerId)
      return {
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(dueOn === undefined ? {} : { dueAt: dueOn === null ? null : endOfDay(dueOn) }),
      }
    },
  })
}
