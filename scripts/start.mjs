import { onRecentNode } from './lib/node24.mjs'
import { fail } from './lib/say.mjs'

// This file and what it loads before the packages are there use Node's own modules only.
if (await onRecentNode()) {
  const { startProduct } = await import('./lib/start.mjs')
  await startProduct(process.argv.slice(2)).catch(fail)
}
