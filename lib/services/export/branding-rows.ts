import type { Context } from '../../auth/actor'
import { inContext } from '../transaction'

/** What the workspace and its clients chose to look like, with their logos in base64. */
export async function brandingRows(context: Context) {
  const rows = await inContext(context, (tx) =>
    tx.branding.findMany({ where: { workspaceId: context.workspaceId }, orderBy: { id: 'asc' } }),
  )
  return rows.map(({ id: _, workspaceId: __, logo, ...row }) => ({
    ...row,
    logo: logo === null ? null : Buffer.from(logo).toString('base64'),
  }))
}
