const SECRET_KEY =
  /([?&#;](?:access_token|api[_-]?key|assertion|auth|authuser|code|code_challenge|id_token|jwt|key|login_challenge|nonce|password|pwd|refresh_token|relaystate|samlrequest|samlresponse|secret|session(?:_?id)?|sid|sig|signature|state|ticket|token)=)([^&#]*)/gi

const SECRET_HEADER = /(?:^|-)(?:authorization|csrf|jwt|secret|session|token|xsrf)(?:-|$)/i

/** The value with everything but its first four characters hidden; short values are hidden whole. */
export function maskValue(value: string): string {
  return value.length > 8 ? `${value.slice(0, 4)}****` : '****'
}

/** A URL or Location whose query values that look like secrets are masked; equal URLs stay equal. */
export function maskUrl(text: string): string {
  return text
    .replace(/^(https?:\/\/)[^/?#@]*@/i, '$1****@')
    .replace(SECRET_KEY, (_, key: string, value: string) => key + (value === '' ? '' : maskValue(value)))
}

function maskCookie(line: string): string {
  const [pair = '', ...attributes] = line.split(';')
  const name = pair.includes('=') ? pair.slice(0, pair.indexOf('=')) : pair
  return [`${name.trim()}=****`, ...attributes.map((attribute) => attribute.trim())].join('; ')
}

/** A header value fit to be stored: cookies keep name and attributes, tokens their first characters. */
export function maskHeader(name: string, value: string): string {
  if (/^set-cookie2?$/i.test(name)) return maskCookie(value)
  if (/^(?:location|content-location|link|refresh)$/i.test(name)) return maskUrl(value)
  return SECRET_HEADER.test(name) ? maskValue(value) : value
}
