import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.mjs'

/** Installs the packages where there are none, telling about it on standard error only. */
function installOnce() {
  if (existsSync(join(ROOT, 'node_modules', 'tsx'))) return true
  process.stderr.write('Installing packages (once)\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync(npm, args, { cwd: ROOT, stdio: ['ignore', process.stderr.fd, process.stderr.fd] })
  if (status !== 0) process.stderr.write('The packages could not be installed. Run `npm ci` to see why.\n')
  return status === 0
}

/**
 * Runs one of the command-line faces with its own standard output untouched: JSON stays JSON. `prepare`
 * runs first; the exit code of the face becomes that of this process.
 */
export function runCommand(script, prepare = () => {}) {
  if (!installOnce()) {
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
