import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { ConfigError, config } from '../config'

const VERSION = 'lr1'
const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** The one field a sealed text belongs to. Moved to another row, column or workspace it does not open. */
export type SealedPlace = { table: string; column: string; id: string; workspaceId: string }

/** A sealed text that cannot be opened: its key is gone, or it is not what was stored here. */
export class SealError extends Error {
  override name = 'SealError'
}

type Key = { id: string; bytes: Buffer }

/** Keys from a setting such as `k2:<base64>,k1:<base64>`; the first one seals. Throws `ConfigError`. */
export function readKeys(setting: string | undefined): Key[] {
  const keys = (setting ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, id, text] = /^([a-z0-9]{1,16}):([A-Za-z0-9+/_=-]+)$/.exec(entry) ?? []
      const bytes = Buffer.from(text ?? '', 'base64')
      if (id === undefined || bytes.length !== KEY_BYTES) {
        throw new ConfigError('LR_KEYS needs entries such as k1:<base64 of 32 bytes>, the newest first.')
      }
      return { id, bytes }
    })
  if (keys.length === 0) throw new ConfigError('Set LR_KEYS, so that secrets can be stored sealed.')
  return keys
}

function additional({ table, column, id, workspaceId }: SealedPlace): Buffer {
  return Buffer.from([table, column, id, workspaceId].join('|'))
}

/**
 * A text as it may be stored: AES-256-GCM, bound to its place. The form is `lr1.<key id>.<iv>.<ciphertext>.<tag>`,
 * base64url. Throws `ConfigError` where no key is configured.
 */
export function seal(place: SealedPlace, text: string, keys = readKeys(config().LR_KEYS)): string {
  const [key] = keys
  if (key === undefined) throw new ConfigError('Set LR_KEYS, so that secrets can be stored sealed.')
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key.bytes, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(additional(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const parts = [iv, body, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'))
  return [VERSION, key.id, ...parts].join('.')
}

/** The text that was sealed at this place. Throws `SealError` for an unknown key and for anything that was altered or moved. */
export function unseal(place: SealedPlace, sealed: string, keys = readKeys(config().LR_KEYS)): string {
  const [version, id, iv = '', body = '', tag = '', ...rest] = sealed.split('.')
  const key = keys.find((candidate) => candidate.id === id)
  if (version !== VERSION || rest.length > 0) throw new SealError('this is no sealed text')
  if (key === undefined) throw new SealError(`the key ${String(id).slice(0, 16)} is not configured`)
  const tagBytes = Buffer.from(tag, 'base64url')
  if (tagBytes.length !== TAG_BYTES) throw new SealError('the tag has another length')
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES })
    decipher.setAAD(additional(place))
    decipher.setAuthTag(tagBytes)
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new SealError('the sealed text does not open here', { cause })
  }
}
