import { onRecentNode } from './lib/node24.mjs'

// This file and what it loads before the packages are there use Node's own modules only.
if (await onRecentNode()) {
  const { runTests } = await import('./lib/test.mjs')
  await runTests(process.argv.slice(2))
}
