import type { Context } from '../../auth/actor'
import type { TriageDto } from '../../contracts/decisions'
import type { Transaction } from '../../db/client'
import { invalidField } from '../../errors'
import { announce } from '../../notices/announce'
import { nameOf } from '../input/internal'
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

type Assigned = FindingPlace & { checkId: string; before: TriageDto | null; after: TriageDto }

async function tellOwner(tx: Transaction, context: Context, { before, after, ...place }: Assigned): Promise<void> {
  const { ownerId } = after
  if (ownerId === null || ownerId === before?.ownerId) return
  const { workspaceId, actor } = context
  const { projectId, fingerprint, checkId } = place
  const finding = await tx.finding.findFirst({
    where: { workspaceId, projectId, fingerprint },
    orderBy: { runId: 'desc' },
    select: { text: true },
  })
  await announce(tx, {
    workspaceId,
    projectId,
    key: `assigned:${projectId}:${fingerprint}:${ownerId}:${Date.now()}`,
    facts: { kind: 'assigned', by: nameOf(context), title: finding?.text ?? checkId, checkId },
    to: [ownerId],
    except: actor.kind === 'user' ? actor.userId : undefined,
  })
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
    tell: (tx, known) => tellOwner(tx, context, { ...place, ...known }),
  })
}
