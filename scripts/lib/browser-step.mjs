import { join } from 'node:path'
import { tail } from './children.mjs'
import { ensureChromium } from './chromium.mjs'
import { readJson } from './files.mjs'
import { freePort } from './net.mjs'
import { demoSettings, isReady, launchDemo, launchServer } from './parts.mjs'
import { DATA, ROOT } from './paths.mjs'
import { until } from './process.mjs'
import { fromPlaywright, tally } from './results.mjs'
import { Plain } from './say.mjs'
import { loadSecrets } from './secrets.mjs'
import { listenAddress, serverEnv } from './settings.mjs'

async function ready(part, log, condition) {
  await until(async () => part.ended || (await condition()), 60_000, 100)
  if (part.ended || !(await condition())) throw new Plain(`The ${part.what} did not start:\n${tail(log)}`)
}

/** The built product on an empty database with the example sites, for one run of the browser tests. */
async function startProduct(children, folder, database) {
  const demoFile = join(folder, 'demo.json')
  const log = (name) => join(DATA, 'logs', `test-${name}.log`)
  const demo = launchDemo(children, demoFile, log('demo'))
  await ready(demo, log('demo'), () => demoSettings(demoFile) !== undefined)
  const address = listenAddress({ LR_PORT: String(await freePort()) })
  const env = serverEnv(process.env, {
    address,
    urls: { app: database.env.DATABASE_URL, worker: database.env.LR_WORKER_DATABASE_URL },
    secrets: loadSecrets(join(folder, 'secrets.json')),
    development: false,
    demo: demoSettings(demoFile),
  })
  const server = launchServer(children, { ...env, NEXTAUTH_URL: address.url, LR_SIGNUP: 'open' }, log('server'))
  await ready(server, log('server'), () => isReady(address.url))
  return address.url
}

/** Runs the browser tests against the built product; answers their counts. */
export async function browserStep(children, folder) {
  const chromium = await ensureChromium(children)
  const { startTestDatabase } = await import('./test-database.mjs')
  const database = await startTestDatabase()
  try {
    const url = await startProduct(children, folder, database)
    const report = join(folder, 'browser.json')
    const log = join(DATA, 'logs', 'test-browser.log')
    const env = {
      ...process.env,
      CI: '1',
      LR_E2E_URL: url,
      LR_E2E_WORKERS: '2',
      LR_E2E_CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    }
    const args = [join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json']
    const { code } = await children.start('browser tests', args, { env, log, limit: 1_200_000 }).done
    const found = readJson(report)
    const counts = found
      ? fromPlaywright(found)
      : tally({ failed: 1, failures: [`The browser tests left no report:\n${tail(log)}`] })
    if (code !== 0 && counts.failed === 0)
      return { ...counts, failed: 1, failures: [`Playwright ended with ${code}:\n${tail(log)}`] }
    return counts
  } finally {
    await children.stop(15_000)
    await database.stop()
  }
}
