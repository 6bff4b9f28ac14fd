import { runCommand } from './lib/command.mjs'
import { onRecentNode } from './lib/node24.mjs'

if (await onRecentNode({ quiet: true })) runCommand('spf.ts')
