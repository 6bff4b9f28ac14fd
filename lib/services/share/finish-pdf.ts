import type { Context } from '../../auth/actor'
import { inContext } from '../transaction'

type Which = { linkId: string; digest: string }

/** What a waiting PDF says; undefined when nobody waits for it any more. */
export async function readWaitingPdf(context: Context, { linkId, digest }: Which): Promise<string | undefined> {
  const row = await inContext(context, (tx) =>
    tx.sharedPdf.findFirst({
      where: { workspaceId: context.workspaceId, linkId, digest, state: 'making' },
      select: { content: true },
    }),
  )
  return row?.content
}

/** Keeps the file, or that it could not be made. A page that reads differently by now waits for another one. */
export async function finishPdf(
  context: Context,
  { linkId, digest, pdf }: Which & { pdf: Uint8Array<ArrayBuffer> | undefined },
): Promise<void> {
  await inContext(context, (tx) =>
    tx.sharedPdf.updateMany({
      where: { workspaceId: context.workspaceId, linkId, digest, state: 'making' },
      data: pdf === undefined ? { state: 'failed' } : { state: 'ready', pdf },
    }),
  )
}
