import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { configTable } from './config-table'
import { replaceMarked } from './marked'
import { pictures } from './pictures'

/** Writes settings and pictures into the README: `npx tsx scripts/docs/write-readme.ts`. */
const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(`${root}README.md`, 'utf8')
const withPictures = replaceMarked(readme, 'pictures', pictures(root))
writeFileSync(`${root}README.md`, replaceMarked(withPictures, 'settings', configTable()))
