import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startTestDatabase } from '../../scripts/lib/test-database.mjs'

/** Measures the list of projects on a database of its own, which ends with it. */
const database = await startTestDatabase()
try {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('projects.ts', import.meta.url)), ...process.argv.slice(2)],
    {
      env: { ...process.env, ...database.env },
      stdio: 'inherit',
    },
  )
  process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
} finally {
  await database.stop()
}
