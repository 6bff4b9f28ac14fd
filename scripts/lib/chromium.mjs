import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DATA, ROOT } from './paths.mjs'
import { Plain, say } from './say.mjs'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Whether a browser is there and its libraries too. */
function works(path) {
  if (!path || !existsSync(path)) return false
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/** Where Playwright keeps the browser it downloads, as its own library says. */
async function ownPath() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

async function download(children) {
  say('No Chromium installed: asking Playwright for one')
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }
  const log = join(DATA, 'logs', 'browser-download.log')
  const cli = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js')
  await children.run('playwright install', [cli, 'install', 'chromium'], { env, log, limit: 240_000 })
}

async function fromSystem(children) {
  say('Installing Chromium from the packages of this system')
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const log = join(DATA, 'logs', 'browser-apt.log')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = async (...args) => {
    const [program, ...rest] = [...sudo, 'apt-get', ...args]
    await children.run(`apt-get ${args[0]}`, rest, { program, env, log, limit: 600_000 })
  }
  await apt('update', '-q')
  await apt('install', '-q', '-y', '--no-install-recommends', 'chromium')
}

/** The path of a Chromium that starts: an installed one, else Playwright's, else the system's package. */
export async function ensureChromium(children) {
  const found = async () => {
    for (const path of [process.env.CHROMIUM_PATH, ...INSTALLED, await ownPath()]) if (works(path)) return path
    return undefined
  }
  for (const fetch of [undefined, download, fromSystem]) {
    try {
      await fetch?.(children)
    } catch (error) {
      say(error.message.split('\n')[0])
    }
    const path = await found()
    if (path) return path
  }
  throw new Plain('No Chromium could be found, downloaded or installed. Install one, or name it in CHROMIUM_PATH.')
}
