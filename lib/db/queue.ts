import { fromPrisma, PgBoss } from 'pg-boss'
import { logger } from '../log'
import { type DatabaseRole, poolConfig, type Transaction } from './client'

/** Made and changed by the migrate step; the running product only works with its rows. */
const QUEUE_SCHEMA = 'pgboss'

export const RUN_QUEUE = 'run'
export const DEAD_RUN_QUEUE = 'run-dead'
export const PACK_QUEUE = 'pack'
export const SHARED_PDF_QUEUE = 'shared-pdf'

/** What a job of the run queue carries: ids, nothing else. */
export type RunJob = { runId: string; workspaceId: string }

export type PackJob = { packId: string; workspaceId: string }

export type SharedPdfJob = { linkId: string; digest: string; workspaceId: string }

type BossOptions = { role: DatabaseRole; works: boolean; max: number }

/** A handle on the queue with migrations off. `works` also supervises and listens for new jobs. */
export function openQueue({ role, works, max }: BossOptions): PgBoss {
  const { connectionString, options } = poolConfig(role)
  const boss = new PgBoss({
    ...(connectionString === undefined ? {} : { connectionString }),
    ...(options === undefined ? {} : { options }),
    application_name: `launch-ready queue ${role}`,
    schema: QUEUE_SCHEMA,
    max,
    connectionTimeoutMillis: 3000,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: works,
    useListenNotify: works,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => logger('queue').warn({ err: error.message }, 'queue error'))
  return boss
}

const DEAD_RUNS = { retryLimit: 5, retryDelay: 5, deleteAfterSeconds: 86_400 }
/** Three attempts in all. A worker that sends no heartbeat for ten seconds has lost its job. */
const RUNS = {
  heartbeatSeconds: 10,
  retryLimit: 2,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 10,
  expireInSeconds: 600,
  deleteAfterSeconds: 86_400,
  deadLetter: DEAD_RUN_QUEUE,
  notify: true,
}

/** A pack that is lost twice is shown as interrupted; making another one costs a click. */
const PACKS = {
  heartbeatSeconds: 30,
  retryLimit: 1,
  retryDelay: 1,
  expireInSeconds: 120,
  deleteAfterSeconds: 86_400,
  notify: true,
}

/** Creates the queues where they are missing and gives them the settings of this version. Every process may call it. */
export async function ensureQueues(boss: PgBoss): Promise<void> {
  for (const [name, settings] of [
    [DEAD_RUN_QUEUE, DEAD_RUNS],
    [RUN_QUEUE, RUNS],
    [PACK_QUEUE, PACKS],
    [SHARED_PDF_QUEUE, PACKS],
  ] as const) {
    await boss.createQueue(name, settings)
    await boss.updateQueue(name, settings)
  }
}

const shared = globalThis as typeof globalThis & { lrSender?: Promise<PgBoss> | undefined }

async function openSender(): Promise<PgBoss> {
  const boss = openQueue({ role: 'app', works: false, max: 2 })
  await boss.start()
  await ensureQueues(boss)
  return boss
}

function sender(): Promise<PgBoss> {
  shared.lrSender ??= openSender().catch((error: unknown) => {
    shared.lrSender = undefined
    throw error
  })
  return shared.lrSender
}

/** Queues a run inside the transaction that created it: both exist, or neither does. */
export async function enqueueRun(tx: Transaction, job: RunJob): Promise<void> {
  const boss = await sender()
  await boss.send(RUN_QUEUE, job, { db: fromPrisma(tx), group: { id: job.workspaceId } })
}

/** Queues the making of a pack inside the transaction that froze it. */
export async function enqueuePack(tx: Transaction, job: PackJob): Promise<void> {
  const boss = await sender()
  await boss.send(PACK_QUEUE, job, { db: fromPrisma(tx), group: { id: job.workspaceId } })
}

/** Queues the making of the PDF of a shared page inside the transaction that froze what it says. */
export async function enqueueSharedPdf(tx: Transaction, job: SharedPdfJob): Promise<void> {
  const boss = await sender()
  await boss.send(SHARED_PDF_QUEUE, job, { db: fromPrisma(tx), group: { id: job.workspaceId } })
}

/** Closes the sending side; used at shutdown and by tests. */
export async function closeQueue(): Promise<void> {
  const open = shared.lrSender
  shared.lrSender = undefined
  await (await open?.catch(() => undefined))?.stop({ graceful: false, close: true })
}
