import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomic } from './files.mjs'
import { DATA } from './paths.mjs'
import { identify, stillRuns, until } from './process.mjs'

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Takes a lock whose holder is gone out of the way, unless somebody replaced it in the meantime. */
function clear(path, stale) {
  const aside = `${path}.${process.pid}.old`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const moved = read(aside)
  if (moved && (moved.pid !== stale?.pid || moved.started !== stale?.started) && stillRuns(moved)) {
    try {
      linkSync(aside, path)
    } catch {
      // A third process holds it now; the next look will say so.
    }
  }
  rmSync(aside, { force: true })
}

/**
 * Takes a lock that ends with its process, however that ends. Answers `{ release }`, or `{ holder }` when a
 * live process has it. The number and the start time name the holder, so a reused number does not block.
 */
export function takeLock(name, folder = join(DATA, 'locks')) {
  const path = join(folder, `${name}.json`)
  const me = identify(process.pid)
  const draft = `${path}.${process.pid}.new`
  writeAtomic(draft, JSON.stringify({ pid: process.pid, started: me?.started }))
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        linkSync(draft, path)
        return { release: () => rmSync(path, { force: true }) }
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      const holder = read(path)
      if (holder && stillRuns(holder)) return { holder }
      clear(path, holder)
    }
    return { holder: read(path) ?? { pid: 0 } }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Runs `work` alone: waits for whoever else is at it, and calls `onWait` once when it has to. */
export async function alone(name, work, onWait = () => {}) {
  let taken = takeLock(name)
  if (!taken.release) {
    onWait(taken.holder)
    await until(
      () => {
        taken = takeLock(name)
        return taken.release !== undefined
      },
      1_800_000,
      500,
    )
  }
  try {
    return await work()
  } finally {
    taken.release?.()
  }
}
