import { config } from '../config'

/** The origin people reach the product under. */
export function ownOrigin(): string {
  const { NEXTAUTH_URL, LR_PORT } = config()
  return new URL(NEXTAUTH_URL ?? `http://127.0.0.1:${LR_PORT}`).origin
}

/** Whether cookies may carry the Secure attribute and the `__Host-` prefix. */
export function isSecure(): boolean {
  return ownOrigin().startsWith('https:')
}

/** Origins whose pages may send writes: our own, and the further names the front server answers to. */
function isOwnOrigin(origin: string): boolean {
  const own = new URL(ownOrigin())
  if (origin === own.origin) return true
  return config().LR_HOSTS.some((host) => origin === `${own.protocol}//${host}`)
}

/**
 * Whether a write comes from our own pages: browsers say so in `Sec-Fetch-Site`; where that is absent the
 * `Origin` has to be ours. Neither present means no.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  return origin !== null && isOwnOrigin(origin)
}
