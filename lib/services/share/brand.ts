import type { ShareBrand } from '../../contracts/share-document'
import type { Transaction } from '../../db/client'
import { brandIn } from '../branding/internal'

/** Whose name and colours a shared page of a workspace, or of one of its clients, carries. */
export async function shareBrand(
  tx: Transaction,
  place: { workspaceId: string; clientId?: string | undefined },
): Promise<ShareBrand> {
  const { name, logo, accent, contact, poweredBy } = await brandIn(tx, place)
  return { name, logo: logo?.dataUri ?? null, accent, contact: contact ?? null, poweredBy }
}
