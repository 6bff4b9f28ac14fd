import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { freePort, portProblem } from './net.mjs'
import { databaseAccount, place } from './postgres-files.mjs'
import { endGroup, identify, until } from './process.mjs'
import { Plain } from './say.mjs'

const EXE = process.platform === 'win32' ? '.exe' : ''

/** The last lines of PostgreSQL's own log, for a message a reader can act on. */
function tail(log, lines = 8) {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}

/** What postmaster.pid says, or undefined. */
function readPostmaster(data) {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** The live postmaster of a data folder; a pid file whose number now belongs to somebody else does not count. */
export function livePostmaster(data) {
  const noted = readPostmaster(data)
  const found = noted ? identify(noted.pid) : undefined
  return found?.command.includes('postgres') && found.command.includes(data) ? noted : undefined
}

function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options)
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })
}

/** A folder that is no database: nothing in it is nothing lost, anything else is kept under another name. */
function setAside(data) {
  if (!existsSync(data)) return
  if (readdirSync(data).length === 0) rmdirSync(data)
  else renameSync(data, `${data}.broken-${randomBytes(3).toString('hex')}`)
}

/** Makes a cluster beside its final place and renames it, so a killed initdb never looks like a database. */
async function initialise({ native, data, account, password, log }) {
  const draft = `${data}.new`
  const secret = `${data}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (account.uid !== undefined) {
    chownSync(draft, account.uid, account.gid)
    chownSync(secret, account.uid, account.gid)
  }
  const out = openSync(log, 'a', 0o600)
  try {
    const args = [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
    ]
    args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8')
    const code = await run(join(native, 'bin', `initdb${EXE}`), args, {
      ...account,
      cwd: dirname(draft),
      stdio: ['ignore', out, out],
    })
    if (code !== 0) throw new Plain(`PostgreSQL could not lay out its data folder:\n${tail(log)}`)
  } finally {
    closeSync(out)
    rmSync(secret, { force: true })
  }
  renameSync(draft, data)
}

/** Sets the superuser's password without knowing the old one: PostgreSQL alone on its data, no network. */
async function setPassword({ native, data, account, password, log }) {
  const out = openSync(log, 'a', 0o600)
  const args = ['--single', '-D', data, 'postgres']
  const child = spawn(join(native, 'bin', `postgres${EXE}`), args, {
    ...account,
    cwd: dirname(data),
    stdio: ['pipe', out, out],
  })
  closeSync(out)
  child.stdin.end(`ALTER ROLE postgres PASSWORD '${password}'\n`)
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Plain(`The database password could not be renewed:\n${tail(log)}`)
}

function launch({ native, data, account, port, log, flags }) {
  if (existsSync(log) && statSync(log).size > 5_000_000) rmSync(log)
  const out = openSync(log, 'a', 0o600)
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=80',
    ...flags,
  ]
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  // Its own group: Ctrl-C in the terminal reaches the start script only, which then stops it in order.
  const child = spawn(join(native, 'bin', `postgres${EXE}`), args, {
    ...account,
    cwd: dirname(data),
    detached: true,
    stdio: ['ignore', out, out],
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC', LC_ALL: 'C' },
  })
  closeSync(out)
  child.on('error', () => {})
  child.unref()
  return child
}

async function launchUntilReady(cluster) {
  const { data, log } = cluster
  // After a kill -9 of the postmaster its children need a moment to notice, so an early refusal is tried again.
  for (let attempt = 1; ; attempt += 1) {
    if (!livePostmaster(data)) rmSync(join(data, 'postmaster.pid'), { force: true })
    const child = launch(cluster)
    const ended = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
    await until(() => ended() || readPostmaster(data)?.ready === true, 60_000)
    if (!ended() && livePostmaster(data)?.ready) return child
    if (!ended()) await endGroup(child.pid, 5000, 'SIGINT')
    if (attempt === 8) throw new Plain(`PostgreSQL did not start. The end of ${log}:\n${tail(log)}`)
    await new Promise((done) => setTimeout(done, 700))
  }
}

/**
 * A running PostgreSQL on loopback with its data in `folder`. Adopts the server a killed start left behind.
 * Answers `{ port, adopted, data, stop(), isRunning(), restart() }`. `password` belongs to the superuser
 * `postgres`; `resetPassword` sets it anew on existing data.
 */
export async function startPostgres({ folder, password, preferredPort, flags = [], resetPassword = false }) {
  const account = databaseAccount()
  const { native, data } = place(folder, account)
  const log = `${folder}.log`
  mkdirSync(dirname(folder), { recursive: true })
  mkdirSync(dirname(data), { recursive: true })
  const cluster = { native, data, account, log, flags, port: preferredPort }
  const server = {
    data,
    adopted: false,
    stop: () => stopPostgres(data),
    isRunning: () => livePostmaster(data) !== undefined,
    restart: () => launchUntilReady(cluster),
  }
  const running = livePostmaster(data)
  if (running && (await until(() => livePostmaster(data)?.ready === true, 10_000))) {
    cluster.port = running.port
    return { ...server, port: running.port, adopted: true }
  }
  if (running) await stopPostgres(data)
  if (!existsSync(join(data, 'PG_VERSION'))) {
    setAside(data)
    await initialise({ native, data, account, password, log })
  }
  if (resetPassword) await setPassword({ native, data, account, password, log })
  if (preferredPort === undefined || (await portProblem(preferredPort, '127.0.0.1'))) cluster.port = await freePort()
  await launchUntilReady(cluster)
  return { ...server, port: cluster.port }
}

/** Stops the server of a data folder: fast shutdown, then immediate, then by force. */
export async function stopPostgres(data) {
  const running = livePostmaster(data)
  if (!running) return
  const gone = () => identify(running.pid) === undefined
  for (const [signal, ms] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 2000],
  ]) {
    try {
      process.kill(running.pid, signal)
    } catch {
      return
    }
    if (await until(gone, ms)) return
  }
}
