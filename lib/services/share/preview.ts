import { allow, type Context } from '../../auth/actor'
import type { SharePreviewDto } from '../../contracts/share'
import type { ShareDocument } from '../../contracts/share-document'
import type { Transaction } from '../../db/client'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { shareBrand } from './brand'
import { frozenDocument, linkIn } from './internal'
import { auditOf, loadDocument } from './load-document'

type Place = { workspaceId: string; projectId: string }
type Wanted = { runId?: string | undefined; linkId?: string | undefined }

/** What a link shows: its own frozen text, that of the chosen audit, or what is known now. */
async function documentOf(tx: Transaction, place: Place, { runId, linkId }: Wanted): Promise<ShareDocument> {
  if (linkId !== undefined) {
    const { kind } = await linkIn(tx, { ...place, linkId })
    if (kind === 'frozen') return frozenDocument(tx, { workspaceId: place.workspaceId, linkId })
  }
  return loadDocument(tx, place, { audit: runId === undefined ? undefined : await auditOf(tx, place, runId) })
}

/** What a link could show, with the brands it can carry: a new one, one of an older audit, or one that is there. */
export async function previewShare(context: Context, projectId: string, wanted: Wanted = {}): Promise<SharePreviewDto> {
  allow(context, 'share.manage')
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    const { client } = await projectInWorkspace(tx, context, projectId)
    return {
      document: await documentOf(tx, { workspaceId, projectId }, wanted),
      brands: {
        workspace: await shareBrand(tx, { workspaceId }),
        client: client === null ? null : await shareBrand(tx, { workspaceId, clientId: client.id }),
      },
    }
  })
}
