import { allow, type Context } from '../../auth/actor'
import type { CommentDto } from '../../contracts/decisions'
import { can } from '../../contracts/permissions'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { AppError, invalidField } from '../../errors'
import { announce } from '../../notices/announce'
import { nameOf } from '../input/internal'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'
import { checkOfFinding, type FindingPlace } from './internal'

/** The newest comments shown; older ones stay stored. */
const SHOWN = 200

type Row = {
  id: string
  body: string
  authorId: string | null
  authorName: string
  mentions: string[]
  createdAt: Date
}

function commentDto(row: Row): CommentDto {
  return {
    id: row.id,
    body: row.body,
    authorId: row.authorId,
    author: row.authorName,
    mentions: row.mentions,
    at: row.createdAt.toISOString(),
  }
}

/** What people said about a finding, oldest first. */
export async function listComments(context: Context, place: FindingPlace): Promise<{ comments: CommentDto[] }> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, place.projectId)
    const rows = await tx.comment.findMany({
      where: { workspaceId: context.workspaceId, ...place },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: SHOWN,
    })
    return { comments: rows.reverse().map(commentDto) }
  })
}

async function refuseStrangers(tx: Transaction, workspaceId: string, mentions: readonly string[]): Promise<void> {
  const known = await tx.membership.count({ where: { workspaceId, userId: { in: [...mentions] } } })
  if (known !== new Set(mentions).size) throw invalidField('mentions', 'Somebody named here is not a member any more')
}

/** Keeps what a person says about a finding. Throws `invalid` when it names somebody outside the workspace. */
export async function addComment(
  context: Context,
  { body, mentions, ...place }: FindingPlace & { body: string; mentions: string[] },
): Promise<CommentDto> {
  allow(context, 'triage.update')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, place.projectId)
    const checkId = await checkOfFinding(tx, context, place)
    await refuseStrangers(tx, context.workspaceId, mentions)
    const row = await tx.comment.create({
      data: {
        workspaceId: context.workspaceId,
        ...place,
        authorId: context.actor.kind === 'user' ? context.actor.userId : null,
        authorName: nameOf(context),
        body,
        mentions: [...new Set(mentions)],
      },
    })
    await audit(tx, context, {
      action: 'comment.added',
      target: { kind: 'finding', id: place.fingerprint },
      change: { projectId: place.projectId, checkId, after: { commentId: row.id, mentions: row.mentions } },
    })
    await announce(tx, {
      workspaceId: context.workspaceId,
      projectId: place.projectId,
      key: `mention:${row.id}`,
      facts: { kind: 'mention', by: row.authorName, text: body, checkId },
      to: row.mentions,
      except: row.authorId ?? undefined,
    })
    await notifyProject(tx, { projectId: place.projectId })
    return commentDto(row)
  })
}

/**
 * Removes a comment of one's own; managers may remove any. Removing one that is gone changes nothing. Throws
 * `forbidden` for somebody else's.
 */
export async function deleteComment(
  context: Context,
  { projectId, commentId }: { projectId: string; commentId: string },
): Promise<{ deleted: true }> {
  allow(context, 'triage.update')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const where = { workspaceId: context.workspaceId, projectId, id: commentId }
    const row = await tx.comment.findFirst({ where, select: { authorId: true } })
    if (row === null) return { deleted: true }
    const isOwn = context.actor.kind === 'user' && row.authorId === context.actor.userId
    if (!isOwn && !can(context.role, 'waiver.write')) throw new AppError('forbidden')
    await tx.comment.deleteMany({ where })
    await audit(tx, context, {
      action: 'comment.deleted',
      target: { kind: 'comment', id: commentId },
      change: { projectId },
    })
    await notifyProject(tx, { projectId })
    return { deleted: true }
  })
}
