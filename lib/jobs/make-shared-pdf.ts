import { randomUUID } from 'node:crypto'
import type { SharedPdfJob } from '../db/queue'
import { logger } from '../log'
import { finishPdf, readWaitingPdf } from '../services/share/finish-pdf'
import { systemContext } from '../services/system-context'
import { inThread } from './apart'

const LIMIT_MS = 60_000

/** Makes the PDF of one shared page. A failure is kept, so that whoever waits is told. */
export async function makeSharedPdf({ linkId, digest, workspaceId }: SharedPdfJob): Promise<void> {
  const context = systemContext({ workspaceId, reason: 'share', requestId: randomUUID() })
  const text = await readWaitingPdf(context, { linkId, digest })
  if (text === undefined) return
  const pdf = await inThread('shared', { text, limitMs: LIMIT_MS }).catch((error: unknown) => {
    logger('share').error({ linkId, err: error }, 'the PDF of a shared page could not be made')
    return undefined
  })
  await finishPdf(context, { linkId, digest, pdf })
}
