import pg from 'pg'
import { logger } from '../log'
import { databaseUrl, type Transaction } from './client'

const CHANNEL = 'projects'
const RECONNECT_MS = 1000

/** Parts of a project that change often and are read apart from it. */
export const TOPICS = ['handover', 'presence'] as const
export type Topic = (typeof TOPICS)[number]

/** What a hint says: rows of a run up to `seq`, that one part changed, or that the project itself did. */
export type Hint = { projectId: string; runId: string | undefined; seq: number; topic?: Topic | undefined }

/** Tells every process that something of a project changed. It is sent when the transaction commits. */
export async function notifyProject(
  tx: Transaction,
  hint: { projectId: string; runId?: string; seq?: number; topic?: Topic },
) {
  const payload = `${hint.projectId}:${hint.runId ?? ''}:${hint.seq ?? 0}${hint.topic === undefined ? '' : `:${hint.topic}`}`
  await tx.$queryRaw`select pg_notify(${CHANNEL}, ${payload})::text`
}

/** Reads a hint; `undefined` for anything that is not one. */
function parseHint(payload: string | undefined): Hint | undefined {
  const match = /^([0-9a-f-]{36}):([0-9a-f-]{36})?:(\d{1,9})(?::([a-z]+))?$/.exec(payload ?? '')
  if (match === null) return undefined
  const topic = TOPICS.find((known) => known === match[4])
  return { projectId: match[1] ?? '', runId: match[2], seq: Number(match[3]), topic }
}

/** `undefined` means that hints may have been missed: read everything again. */
type Listener = (hint: Hint | undefined) => void

class Listening {
  private readonly listeners = new Map<string, Set<Listener>>()
  private client: pg.Client | undefined
  private closed = false

  add(projectId: string, listener: Listener): () => void {
    const set = this.listeners.get(projectId) ?? new Set()
    this.listeners.set(projectId, set.add(listener))
    if (this.client === undefined && !this.closed) this.connect()
    return () => {
      set.delete(listener)
      if (set.size === 0) this.listeners.delete(projectId)
    }
  }

  private connect(): void {
    const client = new pg.Client({
      connectionString: databaseUrl('app'),
      connectionTimeoutMillis: 3000,
      keepAlive: true,
      application_name: 'launch-ready listen',
    })
    this.client = client
    let over = false
    const again = (): void => {
      if (over) return
      over = true
      client.removeAllListeners('notification')
      client.end().catch(() => undefined)
      this.client = undefined
      if (!this.closed) setTimeout(() => this.client ?? this.connect(), RECONNECT_MS).unref()
    }
    client.on('error', (error) => {
      logger('listen').warn({ err: error.message }, 'listening connection lost')
      again()
    })
    client.on('end', again)
    client.on('notification', (message) => this.tell(parseHint(message.payload)))
    client
      .connect()
      .then(() => client.query(`listen ${CHANNEL}`))
      .then(() => this.everybody())
      .catch(again)
  }

  private tell(hint: Hint | undefined): void {
    if (hint === undefined) return
    for (const listener of this.listeners.get(hint.projectId) ?? []) listener(hint)
  }

  private everybody(): void {
    for (const set of this.listeners.values()) for (const listener of set) listener(undefined)
  }

  async close(): Promise<void> {
    this.closed = true
    await this.client?.end().catch(() => undefined)
  }
}

const shared = globalThis as typeof globalThis & { lrListening?: Listening | undefined }

/** Calls back on every hint about a project until the returned function is called. One connection per process. */
export function onProject(projectId: string, listener: Listener): () => void {
  shared.lrListening ??= new Listening()
  return shared.lrListening.add(projectId, listener)
}

/** Closes the listening connection; used at shutdown and by tests. */
export async function closeListening(): Promise<void> {
  const open = shared.lrListening
  shared.lrListening = undefined
  await open?.close()
}
