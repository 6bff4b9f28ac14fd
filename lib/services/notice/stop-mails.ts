import { writeAudit } from '../../db/audit'
import type { Transaction } from '../../db/client'
import { inWorkspace } from '../../db/workspace'
import { type Member, readStopToken } from '../../notices/stop-token'

type Stopping = { workspace: string; email: string; stopped: boolean }

function at<Result>({ workspaceId }: Member, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return inWorkspace({ workspaceId, role: 'app' }, work)
}

async function find(tx: Transaction, member: Member): Promise<Stopping | undefined> {
  const row = await tx.membership.findUnique({
    where: { workspaceId_userId: member },
    select: {
      workspace: { select: { name: true } },
      user: { select: { email: true } },
      noticeSetting: { select: { stoppedAt: true } },
    },
  })
  if (row === null) return undefined
  return { workspace: row.workspace.name, email: row.user.email, stopped: row.noticeSetting?.stoppedAt != null }
}

/** What somebody sees who opens the link under a mail; undefined for a link that means nothing, or nothing any more. */
export async function previewStop(token: string): Promise<Stopping | undefined> {
  const member = readStopToken(token)
  return member === undefined ? undefined : at(member, (tx) => find(tx, member))
}

/** Stops mail of one workspace for one member, as often as asked. Answers whether the link means anything. */
export async function stopMails(token: string, caller: { requestId: string }): Promise<boolean> {
  const member = readStopToken(token)
  if (member === undefined) return false
  return at(member, async (tx) => {
    const found = await find(tx, member)
    if (found === undefined) return false
    if (found.stopped) return true
    const stoppedAt = new Date()
    await tx.noticeSetting.upsert({
      where: { workspaceId_userId: member },
      create: { ...member, stoppedAt },
      update: { stoppedAt },
    })
    await writeAudit(tx, {
      workspaceId: member.workspaceId,
      actor: { kind: 'user', id: member.userId },
      action: 'notice.stopped',
      target: { kind: 'user', id: member.userId },
      requestId: caller.requestId,
    })
    return true
  })
}
