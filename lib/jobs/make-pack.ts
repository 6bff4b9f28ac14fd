import { randomUUID } from 'node:crypto'
import type { PackJob } from '../db/queue'
import { logger } from '../log'
import { failPack, keepPackFiles, readWaitingPack } from '../services/pack/finish-pack'
import { systemContext } from '../services/system-context'
import { inThread, TooLong } from './apart'

/** How long the making of a pack may take; a busy machine needs far longer than a quiet one. */
const LIMIT_MS = 90_000

const TOO_LONG = 'Making this pack took longer than 90 seconds, so we stopped. Nothing was lost. Try again in a while.'
const FAILED = 'We could not make the files of this pack. This is our fault. Nothing was lost. Try again.'

/** Makes the files of one pack. Whatever goes wrong is written beside it, in words. */
export async function makePack({ packId, workspaceId }: PackJob): Promise<void> {
  const context = systemContext({ workspaceId, reason: 'pack', requestId: randomUUID() })
  const text = await readWaitingPack(context, packId)
  if (text === undefined) return
  const files = await inThread('pack', { text, limitMs: LIMIT_MS }).catch((error: unknown) => {
    logger('pack').error({ packId, err: error }, 'pack could not be made')
    return error instanceof TooLong ? TOO_LONG : FAILED
  })
  if (typeof files === 'string') await failPack(context, packId, files)
  else await keepPackFiles(context, packId, files)
}
