import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, writeAtomic } from './files.mjs'
import { DATA } from './paths.mjs'

const FILE = join(DATA, 'secrets.json')
const word = (bytes = 24) => randomBytes(bytes).toString('base64url')

/**
 * The passwords and keys of this installation, made once and kept where only this account can read them.
 * A key that is missing from an older file is added; nothing is ever replaced.
 */
export function loadSecrets(file = FILE) {
  const kept = readJson(file) ?? {}
  const secrets = {
    nextauthSecret: word(48),
    keys: `k1:${randomBytes(32).toString('base64')}`,
    setupToken: word(18),
    ...kept,
    database: { postgres: word(), owner: word(), app: word(), worker: word(), backup: word(), ...kept.database },
  }
  const text = `${JSON.stringify(secrets, null, 2)}\n`
  if (text !== `${JSON.stringify(kept, null, 2)}\n`) writeAtomic(file, text, 0o600)
  if (existsSync(file)) chmodSync(file, 0o600)
  return secrets
}
