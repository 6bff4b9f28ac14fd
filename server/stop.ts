import { logger } from '../lib/log'

/**
 * Stops this process in order on SIGTERM or SIGINT, by force when that takes longer than `limitMs`. An error
 * nobody caught is logged once and ends the process: whatever starts it again begins from a known state.
 */
export function onceStopped(limitMs: number, stop: () => Promise<void>): void {
  let stopping = false
  const leave = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), limitMs).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger('stop').error({ err: error }, 'did not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger('stop').fatal({ err: error, event }, 'an error nobody caught')
      process.exit(1)
    })
  }
}
