import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PackJob } from '../db/queue'
import { logger } from '../log'
import { PackContent } from '../pack/content'
import { makePdf } from '../pack/pdf/make-pdf'
import { makeZip, sha256 } from '../pack/zip'
import { failPack, keepPackFiles, type PackFiles, readWaitingPack } from '../services/pack/finish-pack'
import { systemContext } from '../services/system-context'

/** How long the making of a pack may take; two or three seconds are usual. */
const LIMIT_MS = 45_000

const TOO_LONG = 'Making this pack took longer than 45 seconds, so we stopped. Nothing was lost. Try again in a while.'
const FAILED = 'We could not make the files of this pack. This is our fault. Nothing was lost. Try again.'

/** The files of a pack from the characters it was frozen in; equal characters give equal bytes. */
export async function packFilesOf(text: string): Promise<PackFiles> {
  const started = performance.now()
  const content = PackContent.parse(JSON.parse(text))
  const pdf = await makePdf(content)
  const zip = makeZip(content, pdf)
  return { pdf, zip, pdfSha256: sha256(pdf), zipSha256: sha256(zip), ms: Math.round(performance.now() - started) }
}

class TooLong extends Error {}

async function inTime(text: string): Promise<PackFiles> {
  const done = new AbortController()
  try {
    return await Promise.race([
      packFilesOf(text),
      sleep(LIMIT_MS, undefined, { signal: done.signal }).then(() => {
        throw new TooLong()
      }),
    ])
  } finally {
    done.abort()
  }
}

/** Makes the files of one pack. Whatever goes wrong is written beside it, in words. */
export async function makePack({ packId, workspaceId }: PackJob): Promise<void> {
  const context = systemContext({ workspaceId, reason: 'pack', requestId: randomUUID() })
  const text = await readWaitingPack(context, packId)
  if (text === undefined) return
  const files = await inTime(text).catch((error: unknown) => {
    logger('pack').error({ packId, err: error }, 'pack could not be made')
    return error instanceof TooLong ? TOO_LONG : FAILED
  })
  if (typeof files === 'string') await failPack(context, packId, files)
  else await keepPackFiles(context, packId, files)
}
