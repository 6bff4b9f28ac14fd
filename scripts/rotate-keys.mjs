import { join } from 'node:path'
import { runCommand } from './lib/command.mjs'
import { readJson } from './lib/files.mjs'
import { onRecentNode } from './lib/node24.mjs'
import { DATA } from './lib/paths.mjs'
import { urlFor } from './lib/roles.mjs'
import { fail, Plain } from './lib/say.mjs'

/** The database and the keys of `npm start`, which has to run. */
function ownInstallation() {
  const port = readJson(join(DATA, 'postgres.json'))?.port
  const secrets = readJson(join(DATA, 'secrets.json'))
  const password = secrets?.database?.app
  if (!port || !password) throw new Plain('There is no database yet. Run `npm start` first, or set DATABASE_URL.')
  return {
    DATABASE_URL: urlFor({ host: '127.0.0.1', port, database: 'launch_ready' }, 'lr_app', password),
    LR_KEYS: secrets.keys,
  }
}

async function main() {
  if (!process.env.DATABASE_URL) Object.assign(process.env, ownInstallation())
  if (await onRecentNode({ quiet: true })) runCommand('rotate-keys.ts')
}

await main().catch(fail)
