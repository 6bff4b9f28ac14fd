import { createHash } from 'node:crypto'

const MAX = 256 * 1024

/**
 * A fingerprint that is equal for two copies of one page: without one-time numbers, form tokens, digits, the host it
 * is served from, what it calls its own address, and white space. Never throws, whatever the text is.
 */
export function pageFingerprint(text: string, host: string): string {
  const plain = text
    .slice(0, MAX)
    .replace(/<(?:link|meta)\b[^>]{0,300}(?:canonical|og:url)[^>]{0,300}>/gi, '')
    .replace(/nonce=(["'])[^"']{0,200}\1/gi, '')
    .replace(/\bvalue=(["'])[^"']{16,400}\1/gi, '')
    .replaceAll(host, '')
    .replace(/[0-9a-f]{16,}/gi, '')
    .replace(/\d+/g, '')
    .replace(/\s+/g, ' ')
  return createHash('sha256').update(plain).digest('hex').slice(0, 24)
}
