import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { generateRegistry } from './gen-registry.mjs'
import { onRecentNode } from './lib/node24.mjs'
import { ROOT } from './lib/paths.mjs'

/** Runs the command-line face with its own standard output untouched: JSON stays JSON. */
function run() {
  if (!existsSync(join(ROOT, 'node_modules', 'tsx'))) {
    process.stderr.write('The packages are not installed yet. Run `npm ci` first.\n')
    process.exitCode = 2
    return
  }
  generateRegistry(ROOT, () => {})
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'scripts', 'check.ts'), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('close', (code) => {
    process.exitCode = code ?? 2
  })
}

if (await onRecentNode({ quiet: true })) run()
