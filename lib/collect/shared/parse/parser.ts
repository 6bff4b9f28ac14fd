import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ParseAnswer, ParseTask } from './tasks'

const MEMORY_MB = 128
const TASK_MS = 5000
const START_MS = 15_000
/** A thread nobody needs any more ends after this time. */
const IDLE_MS = 600_000

type Job = { task: ParseTask; settle: (answer: ParseAnswer | null) => void }
type Reply = { id: number; answer: ParseAnswer | null }

function startThread(): Worker {
  const file = join(dirname(fileURLToPath(import.meta.url)), 'thread.ts')
  const worker = new Worker(file, {
    // Neither our environment nor our loaders reach the thread that reads hostile text.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  })
  worker.unref()
  return worker
}

/**
 * One thread that reads hostile text in turn, 128 MB and 5 s a text. A text that breaks a limit
 * ends the thread and gives null; the next one gets a new thread.
 */
function createParser(): (task: ParseTask) => Promise<ParseAnswer | null> {
  const queue: Job[] = []
  let worker: Worker | undefined
  let fresh = true
  let current: { id: number; job: Job; timer: NodeJS.Timeout } | undefined
  let idle: NodeJS.Timeout | undefined
  let lastId = 0

  function drop(): void {
    const old = worker
    worker = undefined
    void old?.terminate()
  }

  function finish(answer: ParseAnswer | null): void {
    const done = current
    current = undefined
    if (done === undefined) return
    clearTimeout(done.timer)
    done.job.settle(answer)
    next()
  }

  function fail(failed: Worker): void {
    if (failed !== worker) return
    drop()
    finish(null)
  }

  function ready(): Worker {
    if (worker) return worker
    const created = startThread()
    created.on('message', (reply: Reply) => {
      fresh = false
      if (reply.id === current?.id) finish(reply.answer)
    })
    created.on('error', () => fail(created))
    created.on('exit', () => fail(created))
    worker = created
    fresh = true
    return created
  }

  function next(): void {
    clearTimeout(idle)
    const job = current === undefined ? queue.shift() : undefined
    if (job === undefined) {
      if (current === undefined) idle = setTimeout(drop, IDLE_MS).unref()
      return
    }
    const thread = ready()
    lastId += 1
    // A new thread first has to load its parsers; that is our time, not the text's.
    const timer = setTimeout(() => fail(thread), fresh ? START_MS : TASK_MS)
    current = { id: lastId, job, timer }
    thread.postMessage({ id: lastId, task: job.task })
  }

  return (task) =>
    new Promise((settle) => {
      queue.push({ task, settle })
      next()
    })
}

const parse = createParser()

/** The facts of a page; null when it broke the limits of the parser. */
export async function parseDocument(
  input: Omit<Extract<ParseTask, { kind: 'document' }>, 'kind'>,
): Promise<Extract<ParseAnswer, { kind: 'document' }>['facts'] | null> {
  const answer = await parse({ kind: 'document', ...input })
  return answer?.kind === 'document' ? answer.facts : null
}

/** Keys, requests and chunk names of a script; null when it broke the limits of the parser. */
export async function parseScript(input: {
  text: string
  url: string
}): Promise<Extract<ParseAnswer, { kind: 'script' }>['facts'] | null> {
  const answer = await parse({ kind: 'script', ...input })
  return answer?.kind === 'script' ? answer.facts : null
}

/** What a style sheet loads; null when it broke the limits of the parser. */
export async function parseStyle(input: {
  text: string
  url: string
}): Promise<Extract<ParseAnswer, { kind: 'style' }>['loads'] | null> {
  const answer = await parse({ kind: 'style', ...input })
  return answer?.kind === 'style' ? answer.loads : null
}

/** What an error answer shows and gives away; null when it broke the limits of the parser. */
export async function parseErrorPage(input: {
  text: string
  url: string
  html: boolean
}): Promise<Extract<ParseAnswer, { kind: 'error-page' }>['facts'] | null> {
  const answer = await parse({ kind: 'error-page', ...input })
  return answer?.kind === 'error-page' ? answer.facts : null
}

/** What a source map gives away; null when it broke the limits of the parser. */
export async function parseMap(input: {
  text: string
}): Promise<Extract<ParseAnswer, { kind: 'map' }>['facts'] | null> {
  const answer = await parse({ kind: 'map', ...input })
  return answer?.kind === 'map' ? answer.facts : null
}

/** The addresses of a sitemap; null when it broke the limits of the parser. */
export async function parseSitemap(input: {
  text: string
}): Promise<Extract<ParseAnswer, { kind: 'sitemap' }>['facts'] | null> {
  const answer = await parse({ kind: 'sitemap', ...input })
  return answer?.kind === 'sitemap' ? answer.facts : null
}
