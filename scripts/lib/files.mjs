import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** The parsed JSON of a file, or undefined when it is missing or not JSON. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Writes through a neighbour and a rename, so a killed process never leaves half a file. */
export function writeAtomic(path, text, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.tmp`
  writeFileSync(draft, text, { mode })
  chmodSync(draft, mode)
  renameSync(draft, path)
}

/** Writes only when the content differs; answers whether it did. Keeps watchers and build caches quiet. */
export function writeIfChanged(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false
  writeAtomic(path, text)
  return true
}

/** Every file below `path` (or the file itself) as sorted absolute paths; a missing path is an empty list. */
export function listFiles(path, keep = () => true) {
  if (!existsSync(path)) return []
  const found = []
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const full = join(folder, entry.name)
      if (entry.isDirectory()) walk(full)
      else if (entry.isFile() && keep(full)) found.push(full)
    }
  }
  try {
    walk(path)
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error
    if (keep(path)) found.push(path)
  }
  return found.sort()
}

/** SHA-256 over names and contents: equal only when every file is equal. */
export function hashFiles(root, files, extra = '') {
  const hash = createHash('sha256').update(extra)
  for (const file of files) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}
