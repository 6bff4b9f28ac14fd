import { allow, type Context } from '../../auth/actor'
import { inContext } from '../transaction'

/** As many as anybody picks from a list. */
const MOST = 500

/** The projects of the workspace by name, for a list to choose from. */
export async function listProjectNames(context: Context): Promise<{ id: string; name: string }[]> {
  allow(context, 'project.read')
  return inContext(context, (tx) =>
    tx.project.findMany({
      where: { workspaceId: context.workspaceId },
      select: { id: true, name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MOST,
    }),
  )
}
