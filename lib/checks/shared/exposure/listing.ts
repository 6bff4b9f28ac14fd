import { type ExposedBody, readableText } from './body'
import type { Recognised } from './recognised'

const PRIVATE_NAME = /\.(?:sql|zip|t?gz|tar|7z|rar|env|bak|old|key|pem|log|csv|xlsx?|sqlite3?|db|dump|swp)$|^\.env/i
const MAX_NAMES = 20

const BUCKET = /<ListBucketResult\b/

/** What folder listings of the usual servers look like. A title alone is not enough: articles have titles too. */
const SIGNS: readonly RegExp[] = [
  /<title>Index of \/[^<]{0,300}<\/title>[\s\S]{0,6000}?(?:\.\.\/|Parent Directory)/i,
  /<(?:title|h1)>Directory listing for \//i,
  BUCKET,
  /<EnumerationResults\b/,
  /\[To Parent Directory\]/i,
  /<title>listing directory \//i,
  /<meta name="robots"[^>]{0,100}>[\s\S]{0,6000}?class="meta-item"[\s\S]{0,200}?\bdirector(?:y|ies)\b/i,
]

const NAME = /<a [^>]{0,200}?href="([^"?#]{1,200})"|<Key>([^<]{1,200})<\/Key>|<Name>([^<]{1,200})<\/Name>/gi

function lastPart(path: string): string {
  const bare = path.replace(/\/$/, '')
  const name = bare.slice(bare.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function namesIn(text: string): string[] {
  const names = Array.from(text.matchAll(NAME), ([, link, key, blob]) => lastPart(link ?? key ?? blob ?? ''))
  const files = names.filter((name) => name !== '' && name !== '..' && name !== '.')
  return [...new Set(files)].map((name) => name.slice(0, 80).toWellFormed())
}

/** The file names of a folder listing, those that look private first; undefined where the answer is none. */
export function readListing(body: ExposedBody): Recognised | undefined {
  const text = readableText(body)
  if (!SIGNS.some((sign) => sign.test(text))) return undefined
  const names = namesIn(text)
  const secret = names.filter((name) => PRIVATE_NAME.test(name))
  const rest = names.filter((name) => !PRIVATE_NAME.test(name))
  // The list of a bucket names every object in it, wherever it lies.
  if (secret.length === 0 && BUCKET.test(text))
    return { level: 'high', note: 'bucket', names: rest.slice(0, MAX_NAMES) }
  return secret.length > 0
    ? { level: 'high', note: 'private-names', names: secret.slice(0, MAX_NAMES) }
    : { level: 'medium', note: '', names: rest.slice(0, MAX_NAMES) }
}
