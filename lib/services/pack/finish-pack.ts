import type { Context } from '../../auth/actor'
import { inContext } from '../transaction'

/** What a waiting pack says, as the characters it was frozen in; undefined when nobody waits for it any more. */
export async function readWaitingPack(context: Context, packId: string): Promise<string | undefined> {
  const row = await inContext(context, (tx) =>
    tx.pack.findFirst({
      where: { workspaceId: context.workspaceId, id: packId, state: 'making' },
      select: { content: true },
    }),
  )
  return row?.content
}

export type PackFiles = {
  pdf: Uint8Array<ArrayBuffer>
  zip: Uint8Array<ArrayBuffer>
  pdfSha256: string
  zipSha256: string
  ms: number
}

/** Keeps the files of a pack. One that was given up or deleted meanwhile stays as it is. */
export async function keepPackFiles(context: Context, packId: string, files: PackFiles): Promise<void> {
  await inContext(context, (tx) =>
    tx.pack.updateMany({
      where: { workspaceId: context.workspaceId, id: packId, state: 'making' },
      data: { ...files, state: 'ready' },
    }),
  )
}

/** Says why the files of a pack could not be made. */
export async function failPack(context: Context, packId: string, problem: string): Promise<void> {
  await inContext(context, (tx) =>
    tx.pack.updateMany({
      where: { workspaceId: context.workspaceId, id: packId, state: 'making' },
      data: { state: 'failed', problem },
    }),
  )
}
