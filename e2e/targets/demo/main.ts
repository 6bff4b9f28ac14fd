import { fstatSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { exampleEnvironment, startExamples } from './examples'

/** Writes whole or not at all: a reader never meets half a file. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.part`, text, { mode: 0o600 })
  await rename(`${file}.part`, file)
}

// Node itself reads an option of this name unless `--` stands before the program:
// node --import tsx -- e2e/targets/demo/main.ts --env-file <path>
const { values } = parseArgs({ options: { 'env-file': { type: 'string' } } })
const file = values['env-file']
if (file === undefined) {
  console.error('Usage: node --import tsx -- e2e/targets/demo/main.ts --env-file <path>')
  process.exit(2)
}

const world = await startExamples()
await writeWhole(resolve(file), JSON.stringify(exampleEnvironment(world), null, 2))

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await world.stop()
  process.exit(0)
}

process.on('SIGTERM', stop)
process.on('SIGINT', stop)
// Whoever started us with a pipe holds its other end; when that is gone, so are we.
const input = fstatSync(0)
if (input.isFIFO() || input.isSocket()) process.stdin.resume().on('end', stop).on('error', stop)
console.log('ready')
