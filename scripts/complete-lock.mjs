import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomic } from './lib/files.mjs'
import { completeLock } from './lib/lockfile.mjs'
import { ROOT } from './lib/paths.mjs'

// After `npm install` against a registry that lacks packages of other platforms: puts their entries back.
const file = join(ROOT, 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = completeLock(lock)
if (added > 0) writeAtomic(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added} entries added\n`)
