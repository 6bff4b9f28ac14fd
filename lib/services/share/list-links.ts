import { allow, type Context } from '../../auth/actor'
import { can } from '../../contracts/permissions'
import type { ShareLinkDto, ShareViewDto } from '../../contracts/share'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { LINK, linkDto, linkIn } from './internal'

const MOST_LISTED = 200
const MOST_VIEWS = 200
const ORDER: readonly ShareLinkDto['state'][] = ['active', 'expired', 'revoked']

/** The links of a project: those that can be opened first, the newest first. */
export async function listLinks(context: Context, projectId: string): Promise<{ items: ShareLinkDto[] }> {
  allow(context, 'share.read')
  const { workspaceId, role } = context
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const rows = await tx.shareLink.findMany({
      where: { workspaceId, projectId },
      select: LINK,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MOST_LISTED,
    })
    const items = rows.map((row) => linkDto(row, { workspaceId, tells: can(role, 'share.manage') }))
    return { items: items.sort((left, right) => ORDER.indexOf(left.state) - ORDER.indexOf(right.state)) }
  })
}

/** Who opened a link and when, the newest first. */
export async function listViews(
  context: Context,
  { projectId, linkId }: { projectId: string; linkId: string },
): Promise<{ items: ShareViewDto[] }> {
  allow(context, 'share.read')
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    await linkIn(tx, { workspaceId, projectId, linkId })
    const rows = await tx.shareView.findMany({
      where: { workspaceId, linkId },
      select: { at: true, email: true, country: true },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: MOST_VIEWS,
    })
    return { items: rows.map(({ at, email, country }) => ({ at: at.toISOString(), email, country })) }
  })
}
