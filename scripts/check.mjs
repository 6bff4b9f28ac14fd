import { generateRegistry } from './gen-registry.mjs'
import { runCommand } from './lib/command.mjs'
import { onRecentNode } from './lib/node24.mjs'
import { ROOT } from './lib/paths.mjs'

if (await onRecentNode({ quiet: true })) runCommand('check.ts', () => generateRegistry(ROOT, () => {}))
