import { createHash } from 'node:crypto'
import { type ExposedBody, readableText } from './body'

const COMPARED = 2000

/**
 * A fingerprint that is equal for two answers that differ only in numbers, nonces and the path they
 * echo: "not found" pages, catch-all pages of single-page applications, decoys.
 */
export function answerFingerprint({ body, path }: { body: ExposedBody; path: string }): string {
  const name = path.split('/').at(-1) ?? path
  // A look reads fewer bytes of a path than of its canary; only what both have is compared.
  const text = readableText(body)
    .slice(0, COMPARED)
    .replaceAll(path, '')
    .replaceAll(name === '' ? path : name, '')
    .replace(/nonce=(["'])[^"']{0,200}\1/gi, '')
    .replace(/[0-9a-f]{16,}/gi, '')
    .replace(/\d+/g, '')
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
