import { createHash } from 'node:crypto'

const MAX_COOKIES = 50
const MAX_VALUE = 4096

export type CookieJar = {
  /** Takes the Set-Cookie values of an answer from this origin. */
  store(origin: string, path: string, values: readonly string[]): void
  /** The Cookie header for a request, or an empty string. */
  header(origin: string, path: string): string
  /** Changes whenever any cookie changes. */
  fingerprint(): string
}

type Cookie = { name: string; value: string; path: string }

function parseCookie(text: string, requestPath: string): (Cookie & { expired: boolean }) | null {
  const [pair = '', ...attributes] = text.split(';')
  const equals = pair.indexOf('=')
  if (equals < 1) return null
  const name = pair.slice(0, equals).trim()
  const value = pair.slice(equals + 1).trim()
  // Anything but visible ASCII could not be sent back in a header.
  if (!/^[\x21-\x7e]+$/.test(name) || !/^[\x20-\x7e]*$/.test(value) || value.length > MAX_VALUE) return null
  let path = requestPath.slice(0, Math.max(1, requestPath.lastIndexOf('/')))
  let expired = false
  for (const attribute of attributes) {
    const [key = '', setting = ''] = attribute.split('=').map((part) => part.trim())
    if (key.toLowerCase() === 'path' && setting.startsWith('/')) path = setting
    if (key.toLowerCase() === 'max-age') expired = Number(setting) <= 0
    if (key.toLowerCase() === 'expires' && Date.parse(setting) < 100_000_000_000) expired = true
  }
  return { name, value, path, expired }
}

function pathMatches(requestPath: string, cookiePath: string): boolean {
  const path = requestPath.split('?')[0] ?? '/'
  if (!path.startsWith(cookiePath)) return false
  return path.length === cookiePath.length || cookiePath.endsWith('/') || path[cookiePath.length] === '/'
}

/**
 * A jar for one redirect chain. Cookies stay with the exact origin that set them and are never shown
 * to another one; the Domain attribute is ignored on purpose.
 */
export function createCookieJar(): CookieJar {
  const byOrigin = new Map<string, Map<string, Cookie>>()
  return {
    store(origin, path, values) {
      const cookies = byOrigin.get(origin) ?? new Map<string, Cookie>()
      byOrigin.set(origin, cookies)
      for (const text of values.slice(0, MAX_COOKIES)) {
        const cookie = parseCookie(text, path)
        if (!cookie) continue
        const key = `${cookie.name} ${cookie.path}`
        if (cookie.expired) cookies.delete(key)
        else if (cookies.has(key) || cookies.size < MAX_COOKIES)
          cookies.set(key, { name: cookie.name, value: cookie.value, path: cookie.path })
      }
    },
    header(origin, path) {
      return [...(byOrigin.get(origin)?.values() ?? [])]
        .filter((cookie) => pathMatches(path, cookie.path))
        .map((cookie) => `${cookie.name}=${cookie.value}`)
        .join('; ')
    },
    fingerprint() {
      const lines = [...byOrigin].flatMap(([origin, cookies]) =>
        [...cookies.values()].map((cookie) => `${origin} ${cookie.path} ${cookie.name}=${cookie.value}`),
      )
      return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 16)
    },
  }
}
