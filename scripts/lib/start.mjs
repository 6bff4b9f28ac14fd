import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { generateRegistry } from '../gen-registry.mjs'
import { watchLaunchers } from './ancestors.mjs'
import { ensureBuilt } from './build.mjs'
import { Children } from './children.mjs'
import { generatePrisma } from './generate.mjs'
import { ensureInstalled } from './install.mjs'
import { takeLock } from './lock.mjs'
import { freePort, portProblem } from './net.mjs'
import { demoSettings, hasDemo, hasServer, isReady, launchDemo, launchServer } from './parts.mjs'
import { DATA, ROOT } from './paths.mjs'
import { signalGroup, until } from './process.mjs'
import { fail, Plain, say, sayLoud } from './say.mjs'
import { loadSecrets } from './secrets.mjs'
import { listenAddress, serverEnv } from './settings.mjs'
import { Part } from './supervise.mjs'

/** A path as a reader of this folder would write it. */
const shown = (path) => (path.startsWith(ROOT) ? relative(ROOT, path) : path)
const log = (name) => join(DATA, 'logs', `${name}.log`)

/** One start of the product: what it holds, in the order it has to be given back. */
class Start {
  children = new Children()
  parts = []
  stopping = false
  database

  /** Ends everything this start began. Safe to call twice. */
  async stop() {
    if (this.stopping) return
    this.stopping = true
    for (const part of this.parts) part.stop()
    await this.children.stop(30_000)
    await this.database?.stop()
    this.release?.()
  }

  async giveUp(error) {
    if (this.stopping) return
    fail(error)
    await this.stop()
    process.exit(1)
  }

  async run(part) {
    this.parts.push(part)
    return part.start()
  }
}

function onlyOne(start, address) {
  const { release, holder } = takeLock('start')
  if (!release) {
    throw new Plain(
      `Launch Ready is already running from this folder (process ${holder.pid}), on ${address.url}.\nStop that one first (Ctrl-C there, or: kill ${holder.pid}).`,
    )
  }
  start.release = release
}

async function checkPort({ host, port }) {
  // A server that is just being ended by its parent watch needs a moment to let go of the port.
  let problem
  await until(
    async () => {
      problem = await portProblem(port, host)
      return problem !== 'EADDRINUSE'
    },
    3000,
    200,
  )
  if (problem === 'EADDRINUSE') {
    throw new Plain(
      `Port ${port} on ${host} is taken by another program.\nStop that program, or choose another port: LR_PORT=${port + 1} npm start`,
    )
  }
  if (problem === 'EACCES')
    throw new Plain(
      `Port ${port} needs more rights than this account has. Choose one above 1023: LR_PORT=3000 npm start`,
    )
  if (problem) throw new Plain(`${host}:${port} cannot be listened on (${problem}). Check LR_HOST and LR_PORT.`)
}

const counted = (count) => `${count} ${count === 1 ? 'migration' : 'migrations'}`

async function startDatabase(start) {
  const { migrate } = await import('./migrate.mjs')
  if (process.env.DATABASE_URL) {
    say('Using the PostgreSQL of DATABASE_URL')
    const owner = process.env.LR_OWNER_DATABASE_URL || process.env.DATABASE_URL
    const { rolesOf, usesOneRole } = await import('./roles.mjs')
    const { applied } = await migrate(owner, rolesOf(process.env))
    if (applied.length > 0) say(`Applied ${counted(applied.length)}`)
    if (usesOneRole(process.env))
      say(
        'One database role for everything: forced row level security is what keeps workspaces apart (docs/operations.md)',
      )
    return { app: process.env.DATABASE_URL, worker: process.env.LR_WORKER_DATABASE_URL, owner }
  }
  const { startEmbedded } = await import('./embedded.mjs')
  const { server, urls } = await startEmbedded(start.secrets)
  start.database = server
  say(
    `PostgreSQL ${server.adopted ? 'was still running' : 'started'} on 127.0.0.1:${server.port}, data in ${shown(server.data)}`,
  )
  const { applied } = await migrate(urls.owner, { users: ['lr_app', 'lr_worker'], readers: ['lr_backup'] })
  say(applied.length > 0 ? `Applied ${counted(applied.length)}` : 'Database is up to date')
  watchDatabase(start)
  return urls
}

/** The embedded server is nobody's child when it was adopted, so it is looked at instead of waited for. */
function watchDatabase(start) {
  let busy = false
  const timer = setInterval(async () => {
    if (busy || start.stopping) return
    busy = true
    try {
      const { isRunning, restart } = start.database
      if (!isRunning()) {
        say('PostgreSQL ended; starting it again')
        await restart()
        say('PostgreSQL runs again')
      }
    } catch (error) {
      await start.giveUp(error)
    } finally {
      busy = false
    }
  }, 1000)
  timer.unref()
}

/** Starts the example sites and answers how to read their settings, which change when they start again. */
async function startDemo(start, holder) {
  if (!hasDemo()) {
    say('No example sites in this checkout: starting without them')
    return undefined
  }
  const file = join(DATA, 'run', 'demo.json')
  const part = new Part({
    name: 'example site server',
    log: log('demo'),
    launch: () => launchDemo(start.children, file, log('demo')),
    ready: async () => {
      if (await until(() => demoSettings(file) !== undefined, 60_000, 50)) return
      throw new Plain(`The example sites did not start. See ${log('demo')}`)
    },
    // New example sites have new addresses, and the server knows the old ones.
    onRestart: () => holder.server && signalGroup(holder.server.child.pid, 'SIGTERM'),
    onGivingUp: (error) => start.giveUp(error),
  })
  await start.run(part)
  say('Example sites started')
  return () => demoSettings(file)
}

async function startServer(start, address, env, holder) {
  if (!hasServer()) throw new Plain('server/index.ts is missing from this checkout.')
  const base = `http://${address.probeHost}:${address.port}`
  let fresh = true
  const part = new Part({
    name: 'server',
    log: log('server'),
    launch: () => {
      const child = launchServer(start.children, env(), log('server'), fresh)
      fresh = false
      return child
    },
    ready: async (child) => {
      if (await until(async () => child.ended || (await isReady(base)), 120_000, 60)) return
      throw new Plain(`The server did not become ready within two minutes. See ${log('server')}`)
    },
    onGivingUp: (error) => start.giveUp(error),
  })
  holder.server = part
  await start.run(part)
}

function announce(start, address, mode) {
  const lines = ['', `Launch Ready runs on ${address.url}`, '']
  if (start.tokenNeeded) lines.push(`The first account needs this setup token: ${start.secrets.setupToken}`, '')
  lines.push(
    mode.demo
      ? 'Open it, make an account, and try the example site or type your own domain.'
      : 'Open it, make an account, and type the domain you want to launch.',
  )
  lines.push('Logs: .data/logs/server.log. Stop with Ctrl-C; everything is kept in .data/ for the next start.', '')
  sayLoud(lines.join('\n'))
}

/** From this folder to a running product. Resolves when it runs; the process stays until a signal ends it. */
export async function startProduct(args) {
  const development = args.includes('--dev')
  const envFile = join(ROOT, '.env')
  if (existsSync(envFile)) process.loadEnvFile(envFile)
  const start = new Start()
  const address = listenAddress(process.env)
  onlyOne(start, address)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => leave(start))
  watchLaunchers(() => leave(start))
  try {
    await bringUp(start, address, development)
  } catch (error) {
    if (start.stopping) return
    fail(error)
    await start.stop()
    process.exit(1)
  }
}

async function leave(start) {
  if (start.stopping) return
  say('Stopping')
  await start.stop()
  process.exit(0)
}

async function bringUp(start, address, development) {
  const left = await Children.sweep()
  if (left.length > 0) say(`Ended what an earlier start left running: ${left.join(', ')}`)
  if (address.port === 0)
    Object.assign(address, listenAddress({ ...process.env, LR_PORT: String(await freePort(address.host)) }))
  await checkPort(address)
  start.secrets = loadSecrets()
  await ensureInstalled(start.children)
  generateRegistry()
  if ((await generatePrisma()) === 'written') say('Wrote the database client')
  const holder = {}
  const wantsDemo = address.loopback && !process.env.DATABASE_URL
  const [urls, demo] = await Promise.all([startDatabase(start), wantsDemo ? startDemo(start, holder) : undefined])
  if (!development && (await ensureBuilt(start.children))) say('Pages are built')
  start.tokenNeeded = !address.loopback && !process.env.LR_SETUP_TOKEN && (await hasNoUser(urls.owner))
  const env = () => serverEnv(process.env, { address, urls, secrets: start.secrets, development, demo: demo?.() })
  await startServer(start, address, env, holder)
  say(
    process.env.LR_WORKER === 'off'
      ? 'Server is ready; runs wait for a worker of their own'
      : 'Server and worker are ready',
  )
  announce(start, address, { demo: demo !== undefined })
}

/** Whether nobody has an account yet; unknown counts as yes, because a token shown in vain harms nobody. */
async function hasNoUser(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query(
      `select to_regclass('public."user"') as lower, to_regclass('public."User"') as upper, to_regclass('public.users') as many`,
    )
    const table = rows[0].lower ?? rows[0].upper ?? rows[0].many
    if (!table) return true
    return (await client.query(`select 1 from ${table} limit 1`)).rowCount === 0
  } catch {
    return true
  } finally {
    await client.end().catch(() => {})
  }
}
