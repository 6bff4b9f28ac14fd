const KEY = 'lr-palette-recent'
const MOST = 12

/** The commands used last in this browser, the newest first. */
export function readRecent(): string[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

export function noteRecent(id: string): void {
  try {
    const rest = readRecent().filter((known) => known !== id)
    window.localStorage.setItem(KEY, JSON.stringify([id, ...rest].slice(0, MOST)))
  } catch {
    // A browser that keeps nothing still runs the command.
  }
}
