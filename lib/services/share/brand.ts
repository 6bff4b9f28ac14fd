import type { ShareBrand } from '../../contracts/share-document'
import type { Transaction } from '../../db/client'
import { notFound } from '../../errors'

/** Whose name and colours a shared page of a workspace carries. */
export async function shareBrand(
  tx: Transaction,
  { workspaceId }: { workspaceId: string; clientId?: string | undefined },
): Promise<ShareBrand> {
  const workspace = await tx.workspace.findUnique({ where: { id: workspaceId }, select: { name: true } })
  if (workspace === null) throw notFound()
  return { name: workspace.name, logo: null, accent: null, contact: null, poweredBy: true }
}
