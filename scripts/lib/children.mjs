import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listFiles, readJson, writeAtomic } from './files.mjs'
import { DATA, ROOT } from './paths.mjs'
import { endGroup, identify, stillRuns } from './process.mjs'
import { Plain } from './say.mjs'

const NOTES = join(DATA, 'run')
const MAX_LOG = 20_000_000

/** The last lines of a log file. */
export function tail(path, lines = 25) {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}

/**
 * The processes one command has started, each in a group of its own and noted in a file, so that the next
 * run can end what a killed one left behind.
 */
export class Children {
  #note
  #running = new Map()

  constructor() {
    this.#note = join(NOTES, `children-${process.pid}.json`)
  }

  /** Ends what earlier, killed commands left running; answers what it was. */
  static async sweep() {
    const ended = []
    for (const file of listFiles(NOTES, (path) => /children-\d+\.json$/.test(path))) {
      const { owner, children = [] } = readJson(file) ?? {}
      if (stillRuns(owner)) continue
      const left = children.filter(stillRuns)
      await Promise.all(left.map(({ pid }) => endGroup(pid)))
      ended.push(...left.map(({ what }) => what))
      rmSync(file, { force: true })
    }
    return ended
  }

  #save() {
    if (this.#running.size === 0) return rmSync(this.#note, { force: true })
    const owner = identify(process.pid)
    writeAtomic(this.#note, JSON.stringify({ owner, children: [...this.#running.values()] }))
  }

  /**
   * Starts a program with its output in a log file. The answer has `pid` and
   * `done`, a promise of how it ended; after `limit` milliseconds it is ended.
   * With `hold` it gets an input that stays open for as long as this process lives.
   */
  start(what, args, { env = process.env, log, program = process.execPath, fresh = true, limit, hold = false } = {}) {
    mkdirSync(dirname(log), { recursive: true })
    const full = !fresh && (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG
    const out = openSync(log, fresh || full ? 'w' : 'a', 0o600)
    const child = spawn(program, args, { cwd: ROOT, env, detached: true, stdio: [hold ? 'pipe' : 'ignore', out, out] })
    closeSync(out)
    const timer = limit === undefined ? undefined : setTimeout(() => endGroup(child.pid, 5000), limit)
    const done = new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: null, signal: null, error }))
      child.once('close', (code, signal) => resolve({ code, signal }))
    }).finally(() => {
      clearTimeout(timer)
      this.#running.delete(child.pid)
      this.#save()
    })
    const running = { pid: child.pid, what, done, ended: false }
    done.then(() => {
      running.ended = true
    })
    if (child.pid !== undefined) {
      this.#running.set(child.pid, { what, pid: child.pid, started: identify(child.pid)?.started })
      this.#save()
    }
    return running
  }

  /** Runs a tool to its end; a failure carries the end of its output. */
  async run(what, args, options) {
    const { code, signal, error } = await this.start(what, args, options).done
    if (code === 0) return
    const how = error ? error.message : signal ? `ended by ${signal}` : `exit code ${code}`
    throw new Plain(`${what} failed (${how}). The end of ${options.log}:\n\n${tail(options.log)}`)
  }

  /** Ends everything that still runs, politely first. */
  async stop(ms) {
    await Promise.all([...this.#running.keys()].map((pid) => endGroup(pid, ms)))
  }
}
