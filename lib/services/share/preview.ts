import { allow, type Context } from '../../auth/actor'
import type { SharePreviewDto } from '../../contracts/share'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { shareBrand } from './brand'
import { loadDocument } from './load-document'

/** What a link made now could show, with the brands it can carry. */
export async function previewShare(context: Context, projectId: string): Promise<SharePreviewDto> {
  allow(context, 'share.manage')
  const { workspaceId } = context
  return inContext(context, async (tx) => {
    const { client } = await projectInWorkspace(tx, context, projectId)
    return {
      document: await loadDocument(tx, { workspaceId, projectId }),
      brands: {
        workspace: await shareBrand(tx, { workspaceId }),
        client: client === null ? null : await shareBrand(tx, { workspaceId, clientId: client.id }),
      },
    }
  })
}
