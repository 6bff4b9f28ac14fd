import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whether a process of this number exists, whoever owns it. */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function fromProc(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold spaces; state is field 3, the start time field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  return { pid, started: fields[19], command }
}

function fromPs(pid) {
  const read = (column) => execFileSync('ps', ['-p', String(pid), '-o', `${column}=`], { encoding: 'utf8' }).trim()
  return { pid, started: read('lstart'), command: read('command') }
}

/** Number, start time and command of a live process, or undefined. The start time tells a reused number apart. */
export function identify(pid) {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
  } catch {
    return undefined
  }
}

/** Whether the process that was noted down as `{ pid, started }` still runs. */
export function stillRuns(noted) {
  const now = noted ? identify(noted.pid) : undefined
  return now !== undefined && now.started === noted.started
}

/** Waits until `condition` holds; answers false after `ms`. */
export async function until(condition, ms, step = 25) {
  const end = performance.now() + ms
  for (;;) {
    if (await condition()) return true
    if (performance.now() >= end) return false
    await sleep(step)
  }
}

/** Signals a process group, or the single process where it leads none. */
export function signalGroup(pid, signal) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal)
      return true
    } catch {
      // No such group: try the process itself.
    }
  }
  return false
}

/** Ends a process group: a polite signal, then after `ms` the hard one. */
export async function endGroup(pid, ms = 10_000, signal = 'SIGTERM') {
  if (!isAlive(pid)) return
  signalGroup(pid, signal)
  if (await until(() => identify(pid) === undefined, ms)) return
  signalGroup(pid, 'SIGKILL')
  await until(() => identify(pid) === undefined, 2000)
}
