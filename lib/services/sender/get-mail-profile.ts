import { allow, type Context } from '../../auth/actor'
import type { MailProfileDto } from '../../contracts/sender'
import type { Transaction } from '../../db/client'
import { MAIL_PROFILE_KEYS, readMailProfile } from '../../live/read-mail-profile'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'

type Place = { workspaceId: string; projectId: string }

/** The newest value of each piece of evidence, over all runs of the project. */
async function newestEvidence(tx: Transaction, { workspaceId, projectId }: Place) {
  return Promise.all(
    MAIL_PROFILE_KEYS.map((key) =>
      tx.evidence.findFirst({
        where: { workspaceId, key, status: 'ok', run: { projectId } },
        orderBy: { collectedAt: 'desc' },
        select: { key: true, value: true, collectedAt: true },
      }),
    ),
  )
}

/** What DNS tells about the mail of a project; before the first audit only what the project says itself. */
export async function getMailProfile(context: Context, projectId: string): Promise<MailProfileDto> {
  allow(context, 'project.read')
  const { target, rows } = await inContext(context, async (tx) => {
    const project = await projectInWorkspace(tx, context, projectId)
    const found = await newestEvidence(tx, { workspaceId: context.workspaceId, projectId })
    return { target: project.target, rows: found.filter((row) => row !== null) }
  })
  const read = readMailProfile(new Map(rows.map((row) => [row.key, row.value])))
  const seenAt = rows.find((row) => row.key === MAIL_PROFILE_KEYS[0])?.collectedAt
  if (read !== undefined && seenAt !== undefined) return { ...read, seenAt: seenAt.toISOString() }
  const from = target.sending[0]?.domain ?? target.domain
  const example = { ip: '192.0.2.10', helo: `mail.${from}`.slice(0, 253), from: `hello@${from}` }
  return { seenAt: null, senders: [], questions: [], example }
}
