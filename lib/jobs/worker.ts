import { setTimeout as sleep } from 'node:timers/promises'
import type { PgBoss } from 'pg-boss'
import {
  DEAD_RUN_QUEUE,
  ensureQueues,
  openQueue,
  PACK_QUEUE,
  type PackJob,
  RUN_QUEUE,
  type RunJob,
  SHARED_PDF_QUEUE,
  type SharedPdfJob,
} from '../db/queue'
import { logger } from '../log'
import { startNotices } from './deliver-notices'
import { executeRun } from './execute-run'
import { giveUpRun } from './give-up-run'
import { makePack } from './make-pack'
import { makeSharedPdf } from './make-shared-pdf'
import { startOwnershipRechecks } from './recheck-ownership'
import { startSweeping } from './sweep'

const RUNS_PER_PROCESS = 4
const RUNS_PER_WORKSPACE = 2
const DRAIN_MS = 25_000
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 5000

const DEAD = 'Our checker failed on this run more than once and gave up. What it found before is kept.'

export type Worker = {
  /** Stops taking runs, gives the ones under way back to the queue, closes. Safe to call twice. */
  stop: () => Promise<void>
}

async function takeJobs(boss: PgBoss, stopping: AbortSignal): Promise<void> {
  await ensureQueues(boss)
  await boss.work<RunJob>(
    RUN_QUEUE,
    {
      localConcurrency: RUNS_PER_PROCESS,
      groupConcurrency: RUNS_PER_WORKSPACE,
      pollingIntervalSeconds: 2,
      notifyPollingIntervalSeconds: 2,
      heartbeatRefreshSeconds: 3,
    },
    async (jobs) => {
      for (const job of jobs) {
        const started = performance.now()
        try {
          await executeRun(job.data, stopping)
          logger('run').info({ runId: job.data.runId, ms: Math.round(performance.now() - started) }, 'run handled')
        } catch (error) {
          logger('run').error({ runId: job.data.runId, err: error }, 'run attempt failed')
          throw error
        }
      }
    },
  )
  await boss.work<RunJob>(DEAD_RUN_QUEUE, { pollingIntervalSeconds: 2 }, async (jobs) => {
    for (const { data } of jobs) await giveUpRun(data, { error: DEAD, role: 'worker', silentSeconds: 0 })
  })
}

const PAGES = {
  localConcurrency: 1,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 2,
  heartbeatRefreshSeconds: 3,
} as const

/** One pack and one shared page at a time: laying pages out keeps the processor busy. */
async function takePacks(boss: PgBoss): Promise<void> {
  await boss.work<PackJob>(PACK_QUEUE, PAGES, async (jobs) => {
    for (const job of jobs) await makePack(job.data)
  })
  await boss.work<SharedPdfJob>(SHARED_PDF_QUEUE, PAGES, async (jobs) => {
    for (const job of jobs) await makeSharedPdf(job.data)
  })
}

/** A database that is not there yet is waited for: the worker may be started first. */
async function open(stopping: AbortSignal): Promise<PgBoss | undefined> {
  for (let wait = FIRST_RETRY_MS; !stopping.aborted; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
    const boss = openQueue({ role: 'worker', works: true, max: 4 })
    try {
      await boss.start()
      await takeJobs(boss, stopping)
      await takePacks(boss)
      return boss
    } catch (error) {
      logger('worker').warn({ err: String(error) }, 'the queue does not answer yet')
      await boss.stop({ graceful: false, close: true }).catch(() => undefined)
      await sleep(wait, undefined, { signal: stopping }).catch(() => undefined)
    }
  }
  return undefined
}

/** Takes runs from the queue and carries them out until it is stopped. */
export function startWorker(): Worker {
  const stopping = new AbortController()
  let running: PgBoss | undefined
  const opened = open(stopping.signal).then((boss) => {
    running = boss
  })
  const stopSweeping = startSweeping('worker')
  const stopRechecks = startOwnershipRechecks()
  const stopNotices = startNotices()
  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    stopSweeping()
    stopRechecks()
    const told = stopNotices()
    // First nothing new is taken, or this process would take back what it hands back.
    await running?.offWork(RUN_QUEUE, { wait: false }).catch(() => undefined)
    stopping.abort()
    await opened
    await running?.stop({ graceful: true, close: true, timeout: DRAIN_MS })
    await told
  }
  return {
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}
