export type CookieLine = {
  name: string
  secure: boolean
  httpOnly: boolean
  /** Lower case; null where the attribute is absent. */
  sameSite: string | null
  /** Without leading dot; null for a cookie of this host only. */
  domain: string | null
  path: string | null
  /** It tells the browser to delete the cookie. */
  deletes: boolean
}

/** Reads a Set-Cookie line (RFC 6265bis section 5.6) without its value; null when it names no cookie. */
export function parseCookie(line: string): CookieLine | null {
  const [pair = '', ...parts] = line.split(';')
  const split = pair.indexOf('=')
  const name = (split < 0 ? '' : pair.slice(0, split)).trim()
  if (name === '') return null
  const attributes = new Map<string, string>()
  for (const part of parts) {
    const at = part.indexOf('=')
    const key = (at < 0 ? part : part.slice(0, at)).trim().toLowerCase()
    attributes.set(key, at < 0 ? '' : part.slice(at + 1).trim())
  }
  const maxAge = attributes.get('max-age')
  const expires = attributes.get('expires') ?? ''
  return {
    name: name.slice(0, 80),
    secure: attributes.has('secure'),
    httpOnly: attributes.has('httponly'),
    sameSite: attributes.get('samesite')?.toLowerCase() ?? null,
    domain: attributes.get('domain')?.replace(/^\./, '').toLowerCase() || null,
    path: attributes.get('path') ?? null,
    deletes: maxAge === undefined ? /\b19[67]\d\b/.test(expires) : /^(?:0+|-\d+)$/.test(maxAge),
  }
}

const ELSE =
  /^(?:__cf_?\w*|_cfuvid|cf_clearance|AWSALB\w*|AWSELB\w*|ARRAffinity\w*|ApplicationGatewayAffinity\w*|heroku-session-affinity|BIGipServer.*|visid_incap_.*|incap_ses_.*|nlbi_.*|ak_bmsc|bm_\w+|_abck|datadome|TS[0-9a-f]{6,}.*|NSC_.*|dp\d*\..*|ddos_?\w*|SERVERID|INGRESSCOOKIE)$/i

/** Whether load balancers or bot protection set the cookie, not the app. */
export function isForeignCookie(name: string): boolean {
  return ELSE.test(name)
}

const READ_BY_SCRIPT = /csrf|xsrf/i
const FORM_TOKEN = /csrf|xsrf|antiforgery|requestverificationtoken/i
const SESSION =
  /^(?:connect\.sid|laravel_session|PHPSESSID|JSESSIONID|ASP\.NET_SessionId|(?:__Secure-|__Host-)?(?:next-auth|authjs)\.session-token.*|\.ASPXAUTH|sb-.+-auth-token.*)$|(?:^|[.:_-])(?:session(?:id|_id)?|sess|sid|auth|token|jwt|remember|login)(?:$|[.:_-])|_session$|sessionid$/i

/** Whether a cookie keeps somebody signed in, judged by its name. A token against forged forms does not. */
export function isSessionLike(name: string): boolean {
  // `accessToken` says the same as `access_token`.
  const words = name.replace(/([a-z0-9])(?=[A-Z])/g, '$1_')
  return (SESSION.test(name) || SESSION.test(words)) && !FORM_TOKEN.test(name) && !isForeignCookie(name)
}

/** Supabase reads its cookie in the browser, so it cannot be hidden from scripts. */
export function isReadByClient(name: string): boolean {
  return READ_BY_SCRIPT.test(name) || /^sb-.+-auth-token/i.test(name)
}

/** Why browsers refuse a cookie whose name makes a promise (RFC 6265bis section 4.1.3), or null. */
export function brokenPrefix({ name, secure, domain, path }: CookieLine): string | null {
  if (/^__secure-/i.test(name) && !secure) return 'its name promises Secure'
  if (!/^__host-/i.test(name)) return null
  if (!secure) return 'its name promises Secure'
  if (domain !== null) return 'its name forbids Domain'
  return path === '/' ? null : 'its name promises Path=/'
}
