import type { Context, PersonActor } from '../auth/actor'
import type { ProjectEventDto } from '../contracts/events'
import { membershipsOf } from '../db/lookups'
import { type Hint, onProject, type Topic } from '../db/notify'
import { sessionStands } from '../db/sessions'
import { AppError } from '../errors'
import { logger } from '../log'
import { onShutdown } from './shutdown'

const COMMENT_MS = 15_000
const STREAMS_PER_PERSON = 6

type RunEvent = Extract<ProjectEventDto, { type: 'run' }>

/** What a stream reads; each of these throws `not-found` when the project or run is gone. */
export type StreamSource = {
  project: () => Promise<unknown>
  activeRunIds: () => Promise<string[]>
  runRows: (query: { runId: string; since: number }) => Promise<RunEvent>
}

type Input = {
  actor: PersonActor
  context: Context
  projectId: string
  signal: AbortSignal
  lastEventId: string | undefined
  source: StreamSource
  /** How often the line is kept open and the session looked at. */
  commentMs?: number
}

const shared = globalThis as typeof globalThis & { lrStreams?: Map<string, number> }

function takePlace(userId: string): () => void {
  shared.lrStreams ??= new Map()
  const open = shared.lrStreams
  const count = open.get(userId) ?? 0
  if (count >= STREAMS_PER_PERSON) throw new AppError('limit', { retryAfterSeconds: 15 })
  open.set(userId, count + 1)
  return () => {
    const left = (open.get(userId) ?? 1) - 1
    if (left <= 0) open.delete(userId)
    else open.set(userId, left)
  }
}

/** `runId:seq` as the browser sends it back; anything else begins anew. */
export function parseEventId(text: string | undefined): { runId: string; seq: number } | undefined {
  const match = /^([0-9a-f-]{36}):(\d{1,9})$/.exec(text ?? '')
  return match === null ? undefined : { runId: match[1] ?? '', seq: Number(match[2]) }
}

/** One open stream: what has been sent of each run, and one piece of work at a time. */
class ProjectStream {
  private readonly sent = new Map<string, number>()
  private work: Promise<void> = Promise.resolve()
  private readonly wanted = new Set<string>()
  private readonly encoder = new TextEncoder()
  private closed = false
  private readonly cleanups: (() => void)[] = []

  constructor(
    private readonly input: Input,
    private readonly controller: ReadableStreamDefaultController<Uint8Array>,
  ) {}

  start(leave: () => void): void {
    const last = parseEventId(this.input.lastEventId)
    if (last !== undefined) {
      this.sent.set(last.runId, last.seq)
      this.wanted.add(last.runId)
    }
    this.write(': open\n\n')
    this.cleanups.push(
      leave,
      onProject(this.input.projectId, (hint) => this.onHint(hint)),
    )
    this.cleanups.push(onShutdown(() => this.end('restart')))
    const timer = setInterval(() => this.inOrder(() => this.check()), this.input.commentMs ?? COMMENT_MS)
    this.cleanups.push(() => clearInterval(timer))
    this.input.signal.addEventListener('abort', () => this.close(), { once: true })
    this.inOrder(() => this.catchUp())
  }

  /** Work runs one after the other, so events of a run never overtake each other. */
  private inOrder(step: () => Promise<void>): void {
    this.work = this.work.then(async () => {
      if (this.closed) return
      try {
        await step()
      } catch (error) {
        if (error instanceof AppError && error.code === 'not-found') {
          this.end('gone')
          return
        }
        logger('stream').warn({ err: String(error) }, 'stream closed early; the browser connects again')
        this.close()
      }
    })
  }

  private onHint(hint: Hint | undefined): void {
    if (hint === undefined) {
      this.inOrder(() => this.catchUp())
      return
    }
    const { runId, topic } = hint
    if (runId === undefined) {
      this.inOrder(() => this.sendEntity(topic ?? 'project'))
      return
    }
    // A burst of hints about one run is one read.
    if (this.wanted.has(runId)) return
    this.wanted.add(runId)
    this.inOrder(() => this.sendRun(runId))
  }

  private async catchUp(): Promise<void> {
    const { source } = this.input
    await source.project()
    const ids = new Set([...this.sent.keys(), ...(await source.activeRunIds())])
    for (const runId of ids) await this.sendRun(runId)
  }

  private async sendEntity(entity: 'project' | Topic): Promise<void> {
    await this.input.source.project()
    this.send({ type: 'entity', entity, id: this.input.projectId })
  }

  private async sendRun(runId: string): Promise<void> {
    this.wanted.delete(runId)
    const since = this.sent.get(runId) ?? 0
    const event = await this.input.source.runRows({ runId, since })
    if (event.run.projectId !== this.input.projectId) return
    this.sent.set(runId, event.run.seq)
    this.send(event, `${runId}:${event.run.seq}`)
    if (event.run.finishedAt === null) return
    this.sent.delete(runId)
    this.send({ type: 'entity', entity: 'project', id: this.input.projectId })
  }

  /** Every 15 seconds: keeps the line open, and ends it for somebody who is no longer let in. */
  private async check(): Promise<void> {
    const { actor, context } = this.input
    const stands = await sessionStands(actor.sessionId)
    const memberships = stands ? await membershipsOf(actor.userId) : []
    if (memberships.some((membership) => membership.workspaceId === context.workspaceId)) this.write(': still here\n\n')
    else this.end('signed-out')
  }

  private send(event: ProjectEventDto, id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`)
  }

  private write(text: string): void {
    if (!this.closed) this.controller.enqueue(this.encoder.encode(text))
  }

  private end(reason: 'signed-out' | 'restart' | 'gone'): void {
    this.send({ type: 'end', reason })
    this.close()
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    for (const cleanup of this.cleanups) cleanup()
    try {
      this.controller.close()
    } catch {
      // The reader went away first; there is nobody left to tell.
    }
  }
}

/** Live changes of one project as server-sent events, from where `lastEventId` left off. */
export async function streamProject(input: Input): Promise<Response> {
  await input.source.project()
  const leave = takePlace(input.actor.userId)
  let stream: ProjectStream | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = new ProjectStream(input, controller)
      stream.start(leave)
    },
    cancel() {
      stream?.close()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-cache, no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'x-request-id': input.context.requestId,
    },
  })
}
