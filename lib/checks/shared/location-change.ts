export type LocationChange = 'same' | 'pathDropped' | 'encoding' | 'pathChanged' | 'queryDropped' | 'signIn'

const LOCALE = /^\/[a-z]{2}(?:-[a-z]{2,4})?(?=\/)/i

type Parts = { path: string; query: string }

function split(text: string): Parts {
  const bare = text.replace(/#.*$/s, '')
  const at = bare.indexOf('?')
  return at < 0 ? { path: bare, query: '' } : { path: bare.slice(0, at), query: bare.slice(at + 1) }
}

/** Path and query of a Location as its bytes say them, before any parser repairs them. */
function rawParts(raw: string): Parts {
  const rest = raw.trim().replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, '')
  const { path, query } = split(rest)
  return { path: path === '' ? '/' : path, query }
}

const withoutSlash = (path: string): string => path.replace(/\/$/, '')

function decodeOnce(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '))
  } catch {
    return path
  }
}

function fullyDecoded(path: string): string {
  return withoutSlash(decodeOnce(decodeOnce(path)))
}

/** Whether every pair of the request is still there, as often as before; order is free. */
function keepsQuery(request: string, location: string): boolean {
  const left = location.split('&')
  return request.split('&').every((pair) => {
    const at = left.indexOf(pair)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

function samePath(request: string, location: string): boolean {
  const wanted = withoutSlash(request)
  return withoutSlash(location) === wanted || withoutSlash(location.replace(LOCALE, '')) === wanted
}

function isSignIn(location: Parts, request: Parts): boolean {
  const carried = decodeOnce(decodeOnce(location.query))
  return (
    /\/(?:login|log-in|signin|sign-in|auth|oauth2?|sso|session)(?:\/|$)/i.test(location.path) ||
    carried.includes(fullyDecoded(request.path))
  )
}

/**
 * What a redirect does to the path and query of the request, by the bytes of its Location: one
 * slash at the end or a locale in front may come or go, pairs may change places, nothing may get lost
 * (RFC 3986 section 6.2.2). `signIn`: it leads to a sign-in page, which is no move of the same URL.
 */
export function locationChange(requestUrl: string, rawLocation: string): LocationChange {
  const request = rawParts(requestUrl)
  const location = rawParts(rawLocation)
  if (samePath(request.path, location.path)) return keepsQuery(request.query, location.query) ? 'same' : 'queryDropped'
  if (isSignIn(location, request)) return 'signIn'
  if (fullyDecoded(location.path.replace(LOCALE, '')) === fullyDecoded(request.path)) return 'encoding'
  return withoutSlash(location.path.replace(LOCALE, '')) === '' ||
    withoutSlash(location.path.replace(/^\/[a-z]{2}$/i, '')) === ''
    ? 'pathDropped'
    : 'pathChanged'
}
