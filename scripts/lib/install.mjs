import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, writeAtomic } from './files.mjs'
import { alone } from './lock.mjs'
import { DATA, ROOT } from './paths.mjs'
import { say } from './say.mjs'

const HERE = `${process.platform}-${process.arch}`

/**
 * Why the installed packages do not match the lock file, or undefined when they do. npm writes its own list
 * last, so an interrupted install has none; the folders are looked at too, because folders get deleted.
 */
export function installProblem(lock, installed, folderExists, madeOn = HERE) {
  if (!installed) return 'no finished install'
  if (madeOn !== HERE) return `installed on ${madeOn}`
  for (const [path, wanted] of Object.entries(lock.packages ?? {})) {
    if (path === '' || wanted.link) continue
    const present = installed.packages?.[path]
    if (!present) {
      if (wanted.optional || wanted.devOptional || wanted.peer) continue
      return `${path} is missing`
    }
    if (present.version !== wanted.version) return `${path} is ${present.version}, wanted ${wanted.version}`
    if (!present.optional && !folderExists(path)) return `${path} is gone`
  }
  return undefined
}

function currentProblem() {
  const stamp = readJson(join(ROOT, 'node_modules', '.launch-ready.json'))
  const exists = (path) => existsSync(join(ROOT, path, 'package.json'))
  const installed = readJson(join(ROOT, 'node_modules', '.package-lock.json'))
  return installProblem(readJson(join(ROOT, 'package-lock.json')) ?? {}, installed, exists, stamp?.platform)
}

/** Installs what package-lock.json asks for, when that is not what is there. */
export async function ensureInstalled(children) {
  if (!currentProblem()) return
  const work = async () => {
    const problem = currentProblem()
    if (!problem) return
    say(`Installing packages (${problem})`)
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn']
    await children.run('npm ci', args, { program: npm, log: join(DATA, 'logs', 'install.log') })
    writeAtomic(join(ROOT, 'node_modules', '.launch-ready.json'), JSON.stringify({ platform: HERE }))
  }
  await alone('install', work, ({ pid }) => say(`Waiting for the install of process ${pid}`))
}
