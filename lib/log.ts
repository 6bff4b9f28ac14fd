import pino from 'pino'
import { config } from './config'

/** Paths of log fields whose values never reach a log line, whatever object is handed in. */
const REDACTED = [
  'password',
  'token',
  'setupToken',
  'secret',
  'cookie',
  'authorization',
  'headers.cookie',
  'headers.authorization',
  'headers["set-cookie"]',
  '*.password',
  '*.token',
  '*.secret',
  '*.cookie',
  '*.authorization',
]

let root: pino.Logger | undefined

/** The logger of one part of the product: JSON lines on standard output, secrets removed. */
export function logger(part: string): pino.Logger {
  root ??= pino({
    level: config().LR_LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: '[removed]' },
  })
  return root.child({ part })
}
