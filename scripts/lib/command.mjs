import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.mjs'

/**
 * Runs one of the command-line faces with its own standard output untouched: JSON stays JSON. `prepare`
 * runs first; the exit code of the face becomes that of this process.
 */
export function runCommand(script, prepare = () => {}) {
  if (!existsSync(join(ROOT, 'node_modules', 'tsx'))) {
    process.stderr.write('The packages are not installed yet. Run `npm ci` first.\n')
    process.exitCode = 2
    return
  }
  prepare()
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts', script), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('close', (code) => {
    process.exitCode = code ?? 2
  })
}
