import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout these scripts belong to. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Everything a run leaves behind lives here: database, keys, logs, locks. Ignored by git. */
export const DATA = join(ROOT, '.data')
