import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { PackJob } from '../db/queue'
import { logger } from '../log'
import { failPack, keepPackFiles, readWaitingPack } from '../services/pack/finish-pack'
import { systemContext } from '../services/system-context'
import type { MadeFiles } from './pack-files'

/** How long the making of a pack may take; a busy machine needs far longer than a quiet one. */
const LIMIT_MS = 90_000
const MOST_MEGABYTES = 768

const TOO_LONG = 'Making this pack took longer than 90 seconds, so we stopped. Nothing was lost. Try again in a while.'
const FAILED = 'We could not make the files of this pack. This is our fault. Nothing was lost. Try again.'

class TooLong extends Error {}

/** The one message of `pack-thread.ts`. */
function asFiles(message: unknown): MadeFiles {
  return message as MadeFiles
}

/** Sources are TypeScript: a thread needs the same loader this process was started with. */
function loader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
}

/**
 * Lays the pages out in a thread of its own: it keeps a processor busy for seconds, and this process may be the one
 * that answers people. A thread that takes too long is ended.
 */
function inThread(text: string): Promise<MadeFiles> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./pack-thread.ts', import.meta.url), {
      workerData: text,
      execArgv: ['--import', loader()],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    })
    const timer = setTimeout(() => {
      reject(new TooLong())
      void thread.terminate()
    }, LIMIT_MS)
    thread.once('message', (message) => resolve(asFiles(message)))
    thread.once('error', reject)
    thread.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('the thread ended without an answer'))
    })
  })
}

/** Makes the files of one pack. Whatever goes wrong is written beside it, in words. */
export async function makePack({ packId, workspaceId }: PackJob): Promise<void> {
  const context = systemContext({ workspaceId, reason: 'pack', requestId: randomUUID() })
  const text = await readWaitingPack(context, packId)
  if (text === undefined) return
  const files = await inThread(text).catch((error: unknown) => {
    logger('pack').error({ packId, err: error }, 'pack could not be made')
    return error instanceof TooLong ? TOO_LONG : FAILED
  })
  if (typeof files === 'string') await failPack(context, packId, files)
  else await keepPackFiles(context, packId, files)
}
