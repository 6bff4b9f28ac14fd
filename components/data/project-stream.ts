import type { ProjectEventDto } from '@/lib/contracts/events'
import { addressOf } from './endpoint'

export type StreamState = 'connecting' | 'open' | 'lost'

type StreamOptions = {
  projectId: string
  onEvent: (event: ProjectEventDto) => void
  /** The connection stands; `resumed` when there was one before. */
  onOpen: (resumed: boolean) => void
}

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 15_000
const EVENTS = '/projects/{projectId}/events'

/**
 * The one live connection of a tab to a project. It comes back by itself with the last event it saw, and
 * rests while the tab is hidden, because browsers allow six connections to one plain-http server.
 */
export class ProjectStream {
  private readonly listeners = new Set<() => void>()
  private source: EventSource | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private lastEventId: string | undefined
  private retryMs = FIRST_RETRY_MS
  private hadTrouble = false
  private isEnded = false
  private current: StreamState = 'connecting'

  constructor(private readonly options: StreamOptions) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    if (this.listeners.size === 1) this.start()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.stop()
    }
  }

  readonly read = (): StreamState => this.current

  private start() {
    document.addEventListener('visibilitychange', this.handleVisibility)
    this.connect()
  }

  private stop() {
    document.removeEventListener('visibilitychange', this.handleVisibility)
    this.disconnect()
    this.set('connecting')
  }

  private readonly handleVisibility = () => {
    if (document.visibilityState === 'hidden') {
      this.hadTrouble = true
      this.disconnect()
    } else if (this.source === undefined) {
      this.connect()
    }
  }

  private connect() {
    if (this.isEnded) return
    clearTimeout(this.timer)
    const source = new EventSource(
      addressOf(EVENTS, { projectId: this.options.projectId }, { lastEventId: this.lastEventId }),
    )
    this.source = source
    source.onopen = () => {
      this.retryMs = FIRST_RETRY_MS
      this.set('open')
      this.options.onOpen(this.hadTrouble)
      this.hadTrouble = false
    }
    source.onmessage = (message: MessageEvent<string>) => this.receive(message)
    source.onerror = () => this.lose(source)
  }

  private receive(message: MessageEvent<string>) {
    if (message.lastEventId !== '') this.lastEventId = message.lastEventId
    const event = readEvent(message.data)
    if (event === undefined) return
    if (event.type === 'end' && event.reason !== 'restart') {
      this.isEnded = true
      this.disconnect()
    }
    this.options.onEvent(event)
  }

  /** The browser reconnects after a broken connection, but gives up for good after an answer like 503. */
  private lose(source: EventSource) {
    this.hadTrouble = true
    this.set('lost')
    if (source.readyState !== EventSource.CLOSED) return
    this.disconnect()
    this.timer = setTimeout(() => this.connect(), this.retryMs)
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS)
  }

  private disconnect() {
    clearTimeout(this.timer)
    this.source?.close()
    this.source = undefined
  }

  private set(state: StreamState) {
    if (state === this.current) return
    this.current = state
    for (const listener of this.listeners) listener()
  }
}

/** Our own server checks every event against its contract before it is sent; only broken JSON is dropped. */
function readEvent(data: string): ProjectEventDto | undefined {
  try {
    return JSON.parse(data) as ProjectEventDto
  } catch {
    return undefined
  }
}
