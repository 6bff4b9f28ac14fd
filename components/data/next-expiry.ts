import type { ProjectStateDto } from '@/lib/contracts/project'

/** The longest a browser's timer may wait; longer ones fire at once. */
const LONGEST_MS = 2_147_000_000

type Timed = Pick<ProjectStateDto, 'now' | 'decisions'>

/** When the next confirmation or accepted risk ends, in milliseconds; undefined when nothing will. */
export function nextExpiry({ now, decisions }: Timed): number | undefined {
  const ends = [
    ...decisions.confirmations.map(({ expiresAt }) => expiresAt),
    ...decisions.triage.map(({ waiver }) => waiver?.until ?? null),
  ].flatMap((at) => (at === null ? [] : [Date.parse(at)]))
  const later = ends.filter((at) => at > Date.parse(now))
  return later.length === 0 ? undefined : Math.min(...later)
}

type Watch<State extends Timed> = {
  state: State
  /** When this page first saw the clock the state carries, in milliseconds of this machine. */
  seenAt: number
  /** The state with the server's clock moved on. */
  onExpiry: (state: State) => void
}

/**
 * Waits for the next expiry by the clock of the server, wherever the clock of this machine stands, and hands the
 * state back as of that moment. Returns the way to stop waiting.
 */
export function watchExpiry<State extends Timed>({ state, seenAt, onExpiry }: Watch<State>): () => void {
  const at = nextExpiry(state)
  if (at === undefined) return () => {}
  const passedMs = () => Math.max(0, Date.now() - seenAt)
  const waitMs = Math.min(Math.max(0, at - Date.parse(state.now) - passedMs()), LONGEST_MS)
  const timer = setTimeout(() => {
    onExpiry({ ...state, now: new Date(Date.parse(state.now) + passedMs()).toISOString() })
  }, waitMs)
  return () => clearTimeout(timer)
}
