import { allow, type Context } from '../../auth/actor'
import { notFound } from '../../errors'
import { projectInWorkspace } from '../project/internal'
import { audit, inContext } from '../transaction'

export type PackDownload = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

/** A name from letters and digits of the domain only. */
function fileName(domain: string, version: number, ending: string): string {
  const safe = domain.replace(/[^a-z0-9.-]/gi, '').slice(0, 60)
  return `handover-pack-${safe}-v${version}.${ending}`
}

/** One of the files of a pack; `not-found` until it is there. Each download is written down. */
export async function getPackFile(
  context: Context,
  { projectId, packId, kind }: { projectId: string; packId: string; kind: 'pdf' | 'zip' },
): Promise<PackDownload> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    const { target } = await projectInWorkspace(tx, context, projectId)
    const row = await tx.pack.findFirst({
      where: { workspaceId: context.workspaceId, projectId, id: packId, state: 'ready' },
      select: { version: true, pdf: kind === 'pdf', zip: kind === 'zip' },
    })
    const bytes = kind === 'pdf' ? row?.pdf : row?.zip
    if (row == null || bytes == null) throw notFound()
    await audit(tx, context, {
      action: 'pack.downloaded',
      target: { kind: 'project', id: projectId },
      change: { after: { version: row.version, kind } },
    })
    return {
      name: fileName(target.domain, row.version, kind),
      type: kind === 'pdf' ? 'application/pdf' : 'application/zip',
      bytes,
    }
  })
}
