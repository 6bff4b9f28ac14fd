import { generateRegistry } from './gen-registry.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { Children } from './lib/children.mjs'
import { generatePrisma } from './lib/generate.mjs'
import { onRecentNode } from './lib/node24.mjs'
import { fail, say } from './lib/say.mjs'

async function main() {
  const children = new Children()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => children.stop())
  generateRegistry()
  await generatePrisma()
  say((await ensureBuilt(children)) ? 'Built' : 'Already built from these sources')
}

if (await onRecentNode()) await main().catch(fail)
