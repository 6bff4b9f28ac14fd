import { type SecretHit, scanSecrets } from '../../../checks/shared/secrets/scan'
import type { Load } from '../../../evidence/web-facts'
import { absoluteUrl, createPlaces, httpSpelling } from './places'

const MAX_REQUESTS = 20
const MAX_CHUNKS = 60
const MAX_SECRETS = 20

export type ScriptFacts = { secrets: SecretHit[]; requests: Load[]; chunks: string[] }

const REQUEST =
  /(?:\bfetch\(|\bsendBeacon\(|\baxios(?:\.\w{1,10})?\(|\bimport\(|\.open\(\s{0,5}["'`]\w{3,7}["'`]\s{0,5},|new (?:WebSocket|EventSource)\()\s{0,5}["'`]((?:http|ws):\/\/[^"'`\s\\]{1,500})/g

// Vite and webpack name the files a page may load later; anything else is not a file name for sure.
const CHUNK =
  /\bimport\(\s{0,5}["'`]([^"'`\s\\]{1,300}\.m?js)["'`]|["'`]((?:\.{0,2}\/)?(?:assets|_next\/static|static\/chunks|chunks|js)\/[\w./@~-]{1,200}\.m?js)["'`]/g

/** Plain http and ws addresses that code certainly requests: literals in the call itself. */
export function readRequests(text: string, url: string): Load[] {
  const placeOf = createPlaces(text)
  const loads: Load[] = []
  for (const match of text.matchAll(REQUEST)) {
    const target = absoluteUrl(httpSpelling(match[1] ?? ''), url)
    if (target === undefined) continue
    loads.push({ kind: 'request', url: target, ...placeOf(match.index), by: 'script', noscript: false, module: false })
    if (loads.length >= MAX_REQUESTS) break
  }
  return loads
}

/** What a script holds and loads: keys (masked), plain http requests, chunk files it names. */
export function readScript({ text, url }: { text: string; url: string }): ScriptFacts {
  const chunks = new Set<string>()
  for (const match of text.matchAll(CHUNK)) {
    const name = match[1] ?? match[2] ?? ''
    const rooted = /^(?:assets|_next|static|js|chunks)\//.test(name)
    const prefix = name.startsWith('static/') ? '/_next/' : '/'
    const target = absoluteUrl(rooted ? `${prefix}${name}` : name, url)
    if (target !== undefined) chunks.add(target)
    if (chunks.size >= MAX_CHUNKS) break
  }
  return { secrets: scanSecrets(text).slice(0, MAX_SECRETS), requests: readRequests(text, url), chunks: [...chunks] }
}
