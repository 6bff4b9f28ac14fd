import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { readJson, writeAtomic } from './files.mjs'
import { DATA } from './paths.mjs'

const MARK = 'LR_NODE_BROUGHT'
const NOTE = join(DATA, 'node.json')

/** Whether a version of Node.js is new enough for the product (22.19). */
export function isRecent(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 19)
}

/** Runs a command in the foreground, passes signals on and ends as it ends. */
function hand(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env })
    const pass = (signal) => child.kill(signal)
    // A terminal sends Ctrl-C to both, other programs to this one only: the child takes it twice or once.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

/**
 * Answers true when this Node.js is recent enough. Otherwise runs the same script under Node.js 24, fetched
 * from the npm registry the first time, sets the exit code from it and answers false.
 */
export async function onRecentNode({ quiet = false } = {}) {
  if (isRecent(process.versions.node)) {
    if (process.env[MARK]) writeAtomic(NOTE, JSON.stringify({ path: process.execPath, version: process.versions.node }))
    return true
  }
  if (process.env[MARK]) throw new Error(`Node.js 22.19 or newer is needed; this is ${process.versions.node}`)
  const env = { ...process.env, [MARK]: '1' }
  const args = [...process.execArgv, ...process.argv.slice(1)]
  const known = readJson(NOTE)
  if (isRecent(known?.version ?? '0') && existsSync(known.path)) {
    env.PATH = `${dirname(known.path)}${delimiter}${env.PATH ?? ''}`
    process.exitCode = await hand(known.path, args, env)
    return false
  }
  if (!quiet)
    process.stdout.write(
      `Node.js ${process.versions.node} is older than 22.19: fetching Node.js 24 for this command (once)\n`,
    )
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
  process.exitCode = await hand(npx, ['-y', '--prefer-offline', '-p', 'node@24', '--', 'node', ...args], env)
  if (process.exitCode !== 0 && !existsSync(NOTE)) {
    process.stderr.write(
      'Node.js 24 could not be fetched from the npm registry. Install Node.js 22.19 or newer and try again.\n',
    )
  }
  return false
}
