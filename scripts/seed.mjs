import { join } from 'node:path'
import { runCommand } from './lib/command.mjs'
import { readJson } from './lib/files.mjs'
import { onRecentNode } from './lib/node24.mjs'
import { DATA } from './lib/paths.mjs'
import { parseUrl, urlFor } from './lib/roles.mjs'
import { fail, Plain } from './lib/say.mjs'

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[?::1\]?|localhost)$/

/** The database of `npm start`, which has to run. */
function ownDatabase() {
  const port = readJson(join(DATA, 'postgres.json'))?.port
  const password = readJson(join(DATA, 'secrets.json'))?.database?.app
  if (!port || !password) throw new Plain('There is no database yet. Run `npm start` first, or set DATABASE_URL.')
  return urlFor({ host: '127.0.0.1', port, database: 'launch_ready' }, 'lr_app', password)
}

async function main() {
  const url = process.env.DATABASE_URL || ownDatabase()
  const { host } = parseUrl(url)
  if (!LOOPBACK.test(host)) {
    throw new Plain(`Refused: invented projects are for a database on this machine, and this one is on ${host}.`)
  }
  process.env.DATABASE_URL = url
  if (await onRecentNode()) runCommand('seed.ts')
}

await main().catch(fail)
