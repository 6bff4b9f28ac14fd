import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withConfigTable } from './config-table'

/** Writes the configuration table into the README: `npx tsx scripts/docs/write-config-table.ts`. */
const readme = fileURLToPath(new URL('../../README.md', import.meta.url))
writeFileSync(readme, withConfigTable(readFileSync(readme, 'utf8')))
