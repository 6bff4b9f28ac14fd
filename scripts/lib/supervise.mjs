import { setTimeout as sleep } from 'node:timers/promises'
import { tail } from './children.mjs'
import { Plain, say } from './say.mjs'

const WINDOW = 60_000
const MAX_RESTARTS = 5

/** Whether a part that ended may be started again: at most five times a minute. `ends` are earlier times in ms. */
export function mayRestart(ends, now) {
  return ends.filter((at) => now - at < WINDOW).length < MAX_RESTARTS
}

/**
 * Keeps one part running. `launch` starts it and answers a child; `ready` resolves when it does its work or
 * throws when it never will. The first start must succeed; later ends are answered with a new start.
 */
export class Part {
  #ends = []
  #stopped = false
  child

  constructor({ name, log, launch, ready, onRestart = () => {}, onGivingUp }) {
    Object.assign(this, { name, log, launch, ready, onRestart, onGivingUp })
  }

  async start() {
    this.child = await this.launch()
    const died = this.child.done.then(({ code, signal }) => {
      const how = signal ? `signal ${signal}` : `exit code ${code}`
      throw new Plain(`The ${this.name} ended while starting (${how}). The end of ${this.log}:\n\n${tail(this.log)}`)
    })
    died.catch(() => {})
    // Ready and ended at once means ended: the answer came from somebody else on the same port.
    await Promise.race([this.ready(this.child), died])
    if (this.child.ended) await died
    this.#watch(this.child)
  }

  async #watch(child) {
    const { code, signal } = await child.done
    if (this.#stopped || this.child !== child) return
    say(`The ${this.name} ended (${signal ?? `exit code ${code}`}); starting it again`)
    const now = performance.now()
    if (!mayRestart(this.#ends, now))
      return this.onGivingUp(
        new Plain(
          `The ${this.name} ended ${MAX_RESTARTS} times in a minute. The end of ${this.log}:\n\n${tail(this.log)}`,
        ),
      )
    this.#ends.push(now)
    await sleep(Math.min(500 * 2 ** (this.#ends.length - 1), 8000))
    if (this.#stopped) return
    try {
      await this.start()
      say(`The ${this.name} runs again`)
      await this.onRestart()
    } catch (error) {
      this.onGivingUp(error)
    }
  }

  stop() {
    this.#stopped = true
  }
}
