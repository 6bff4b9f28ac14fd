import { allow, type Context } from '../../auth/actor'
import type { NoticeKind, NoticeSetting, NoticesDto } from '../../contracts/notice'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'
import { memberOf, noticesOf } from './internal'

/** What the person is told of in this workspace, and its channels. */
export async function getNotices(context: Context): Promise<NoticesDto> {
  allow(context, 'notice.choose')
  return inContext(context, (tx) => noticesOf(tx, context))
}

/** Sets when the person gets mail, or that they get none. */
export async function putNoticeSetting(context: Context, wanted: NoticeSetting): Promise<NoticesDto> {
  allow(context, 'notice.choose')
  const member = memberOf(context)
  return inContext(context, async (tx) => {
    const before = await tx.noticeSetting.findUnique({ where: { workspaceId_userId: member } })
    const { pace, dailyHour, timeZone, quiet, stopped } = wanted
    const row = {
      pace,
      dailyHour,
      timeZone,
      quietFrom: quiet?.from ?? null,
      quietTo: quiet?.to ?? null,
      stoppedAt: stopped ? (before?.stoppedAt ?? new Date()) : null,
    }
    await tx.noticeSetting.upsert({
      where: { workspaceId_userId: member },
      create: { ...member, ...row },
      update: row,
    })
    await audit(tx, context, {
      action: 'notice.setting',
      target: { kind: 'user', id: member.userId },
      change: { after: { pace, stopped } },
    })
    return noticesOf(tx, context)
  })
}

/**
 * Sets what the person gets by e-mail in one project or, with `projectId` null, in all others; null takes a choice
 * back. Throws `not-found` for a project of nobody here.
 */
export async function putNoticeChoice(
  context: Context,
  { projectId, kinds }: { projectId: string | null; kinds: NoticeKind[] | null },
): Promise<NoticesDto> {
  allow(context, 'notice.choose')
  const member = memberOf(context)
  return inContext(context, async (tx) => {
    if (projectId !== null) await projectInWorkspace(tx, context, projectId)
    const where = { ...member, projectId }
    const before = await tx.noticeChoice.findFirst({ where, select: { kinds: true } })
    if (kinds === null) {
      await tx.noticeChoice.deleteMany({ where })
    } else {
      const chosen = [...new Set(kinds)]
      // Two saves at once: the second finds the row of the first.
      await tx.noticeChoice.createMany({ data: [{ ...where, kinds: chosen }], skipDuplicates: true })
      await tx.noticeChoice.updateMany({ where, data: { kinds: chosen } })
    }
    await audit(tx, context, {
      action: 'notice.choice',
      target: { kind: 'user', id: member.userId },
      change: {
        projectId,
        before: before === null ? null : { kinds: before.kinds },
        after: kinds === null ? null : { kinds },
      },
    })
    return noticesOf(tx, context)
  })
}
