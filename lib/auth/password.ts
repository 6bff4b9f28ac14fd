import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../errors'

/** OWASP's minimum for Argon2id (password storage cheat sheet): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const AT_ONCE = 4
const QUEUE = 32

let running = 0
const waiting: (() => void)[] = []

/** Hashing is heavy on purpose, so a flood of sign-ins waits in a short line instead of taking every core. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= AT_ONCE) {
    if (waiting.length >= QUEUE) throw new AppError('unavailable', { retryAfterSeconds: 5 })
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

/** The Argon2id hash of a password, bytes exactly as typed. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST))
}

let dummy: Promise<string> | undefined

/**
 * Whether a password fits a stored hash. Without a hash (unknown account, no password set) the same work is
 * done against a hash nobody has, so the time says nothing.
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  dummy ??= hashPassword('a password nobody has, only here to take the usual time')
  const against = stored ?? (await dummy)
  const fits = await inTurn(() => verify(against, password))
  return stored !== null && stored !== undefined && fits
}

/** Whether a hash was made with lower cost than today's and should be made again at the next sign-in. */
export function isOutdated(stored: string): boolean {
  return !stored.includes(`m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}`)
}
