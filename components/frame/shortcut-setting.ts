const STORAGE_KEY = 'shortcuts'
const listeners = new Set<() => void>()

export function subscribeShortcutsOn(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** On unless this browser switched them off. */
export function readShortcutsOn(): boolean {
  return window.localStorage.getItem(STORAGE_KEY) !== 'off'
}

export function writeShortcutsOn(isOn: boolean): void {
  window.localStorage.setItem(STORAGE_KEY, isOn ? 'on' : 'off')
  for (const listener of listeners) listener()
}
