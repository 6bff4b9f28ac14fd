import { OFFLINE_DAYS } from '@/lib/contracts/handover-limits'

/** A tick that could not be sent yet. */
export type KeptTick = { row: string; done: boolean; at: string }

const ROW = /^[a-z0-9][a-z0-9.-]{0,79}$/
const MOST = 100
const DAY_MS = 86_400_000

function isKept(value: unknown): value is KeptTick {
  if (typeof value !== 'object' || value === null) return false
  const { row, done, at }: Partial<Record<string, unknown>> = { ...value }
  return (
    typeof row === 'string' &&
    ROW.test(row) &&
    typeof done === 'boolean' &&
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at))
  )
}

/** What was kept, from whatever the storage holds. What waited longer than the server takes it is left out. */
export function readKept(text: string | null, now: number): KeptTick[] {
  if (text === null) return []
  try {
    const stored: unknown = JSON.parse(text)
    if (!Array.isArray(stored)) return []
    return stored.filter(isKept).filter(({ at }) => now - Date.parse(at) < OFFLINE_DAYS * DAY_MS)
  } catch {
    return []
  }
}

/** The list with one more tick; of a row only the newest is sent. */
export function withKept(kept: readonly KeptTick[], tick: KeptTick): KeptTick[] {
  return [...kept.filter(({ row }) => row !== tick.row), tick].slice(-MOST)
}

type Listener = () => void

/** Ticks that wait for the network, kept by the browser: they outlive the page and are seen by each of its tabs. */
export class KeptTicks {
  private readonly listeners = new Set<Listener>()
  private text: string | null = null
  private current: readonly KeptTick[] = []

  constructor(private readonly name: string) {}

  readonly subscribe = (listener: Listener) => {
    if (this.listeners.size === 0) window.addEventListener('storage', this.tell)
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) window.removeEventListener('storage', this.tell)
    }
  }

  /** The same list as before while nothing changed. */
  readonly read = (): readonly KeptTick[] => {
    const text = this.stored()
    if (text !== this.text) {
      this.text = text
      this.current = readKept(text, Date.now())
    }
    return this.current
  }

  /** Whether it is kept; a browser may refuse to. */
  add(tick: KeptTick): boolean {
    return this.write(withKept(this.read(), tick))
  }

  /** Forgets a tick unless the row was clicked again since. */
  remove({ row, at }: KeptTick): void {
    this.write(this.read().filter((kept) => kept.row !== row || kept.at !== at))
  }

  private readonly tell = () => {
    for (const listener of this.listeners) listener()
  }

  private stored(): string | null {
    try {
      return window.localStorage.getItem(this.name)
    } catch {
      return null
    }
  }

  private write(next: readonly KeptTick[]): boolean {
    try {
      if (next.length === 0) window.localStorage.removeItem(this.name)
      else window.localStorage.setItem(this.name, JSON.stringify(next))
    } catch {
      return false
    }
    this.tell()
    return true
  }
}
