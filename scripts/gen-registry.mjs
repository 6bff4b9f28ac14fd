import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeIfChanged } from './lib/files.mjs'
import { ROOT } from './lib/paths.mjs'

const MODULE = /^[a-z0-9][a-z0-9-]*\.ts$/
/** What a room may hold beside its registered modules. */
const HELPERS = new Set(['index.ts', 'ports.ts', 'types.ts'])

/** Names (without `.ts`, sorted) of the modules in a folder that register themselves by a default export. */
export function registered(folder, warn = () => {}) {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => MODULE.test(name) && !HELPERS.has(name))
  const ready = names.filter((name) => {
    const hasDefault = /^export default |^export \{[^}]*\bas default\b/m.test(readFileSync(join(folder, name), 'utf8'))
    if (!hasDefault) warn(`${join(folder, name)} has no default export, so it is not registered`)
    return hasDefault
  })
  return ready.map((name) => name.slice(0, -3)).sort()
}

/** The text of one generated list. */
export function render(list, room, names) {
  const imports = names.map((name, index) => `import m${index} from '../${room}/${name}'`)
  const entries = names.map((_, index) => `  m${index},`)
  const body =
    names.length === 0
      ? `export const ${list} = [] as const`
      : `export const ${list} = [\n${entries.join('\n')}\n] as const`
  return `// Written by scripts/gen-registry.mjs from the file names in lib/${room}. Do not edit.\n${[...imports, '', body].join('\n')}\n`
}

/** Writes every generated list; answers how many modules each one holds. */
export function generateRegistry(root = ROOT, warn = (text) => process.stderr.write(`${text}\n`)) {
  const lists = [
    { list: 'checks', room: 'checks' },
    { list: 'collectors', room: 'collect' },
  ]
  return lists.map(({ list, room }) => {
    const names = registered(join(root, 'lib', room), warn)
    const changed = writeIfChanged(join(root, 'lib', 'registry', `${list}.gen.ts`), render(list, room, names))
    return { list, count: names.length, changed }
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { list, count } of generateRegistry()) process.stdout.write(`${count} ${list}\n`)
}
