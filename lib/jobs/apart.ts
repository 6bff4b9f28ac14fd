import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { MadeFiles } from './pack-files'

const MOST_MEGABYTES = 768

/** What is to be made, from the characters it was frozen in, and what comes back. */
type Made = { pack: MadeFiles; shared: Uint8Array<ArrayBuffer> }

export class TooLong extends Error {}

/** The one message of `pack-thread.ts`, which answers with what `kind` names. */
function asMade<Kind extends keyof Made>(message: unknown): Made[Kind] {
  return message as Made[Kind]
}

/** Found from where the product was started: the pages are built into other files, beside which neither stands. */
const ROOT = process.cwd()
const THREAD = join(ROOT, 'lib', 'jobs', 'pack-thread.ts')
/** Sources are TypeScript, so a thread needs their loader. Named as a file: a build would try to take a package along. */
const LOADER = pathToFileURL(join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href

/**
 * Lays pages out in a thread of its own: it keeps a processor busy for seconds, and this process may be the one that
 * answers people. A thread that takes longer than `limitMs` is ended with `TooLong`.
 */
export function inThread<Kind extends keyof Made>(
  kind: Kind,
  { text, limitMs }: { text: string; limitMs: number },
): Promise<Made[Kind]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, {
      workerData: { kind, text },
      execArgv: ['--import', LOADER],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    })
    const timer = setTimeout(() => {
      reject(new TooLong())
      void thread.terminate()
    }, limitMs)
    thread.once('message', (message) => resolve(asMade<Kind>(message)))
    thread.once('error', reject)
    thread.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('the thread ended without an answer'))
    })
  })
}
