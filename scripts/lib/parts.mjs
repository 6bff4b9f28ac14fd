import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from './files.mjs'
import { statusOf } from './http.mjs'
import { DATA, ROOT } from './paths.mjs'

// The two dashes keep Node.js from taking options of the program (`--env-file`) for its own.
const RUN = ['--import', join(ROOT, 'scripts', 'lib', 'parent-watch.mjs'), '--import', 'tsx', '--']
// Compiled modules are kept: the second start saves a quarter of its work.
const CACHE = { NODE_COMPILE_CACHE: join(DATA, 'compile-cache') }
const SERVER = join(ROOT, 'server', 'index.ts')
const DEMO = join(ROOT, 'e2e', 'targets', 'demo', 'main.ts')

export const hasDemo = () => existsSync(DEMO)
export const hasServer = () => existsSync(SERVER)

/** Starts the example sites. `file` holds the settings they need once they run (`demoSettings`). */
export function launchDemo(children, file, log) {
  rmSync(file, { force: true })
  return children.start('example sites', [...RUN, DEMO, '--env-file', file], {
    env: { ...CACHE, ...process.env },
    log,
    hold: true,
  })
}

/** The settings that let the server find the example sites, or undefined while they are starting. */
export function demoSettings(file) {
  return readJson(file)
}

/** Starts the front server with the worker in it. */
export function launchServer(children, env, log, fresh = true) {
  return children.start('server', [...RUN, SERVER], { env: { ...CACHE, ...env }, log, fresh, hold: true })
}

/** Whether the server behind an address does its work. */
export async function isReady(base) {
  const status = await statusOf(`${base}/readyz`)
  return status !== undefined && status < 500
}
