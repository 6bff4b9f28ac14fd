import type { Exchange } from '../../net/http-types'
import { headerValue } from './answer'

export type MailFetch = {
  outcome: 'answer' | 'redirect' | 'bad-certificate' | 'gone' | 'silent' | 'wall'
  status?: number
  contentType: string
  detail: string
}

const GONE = new Set([
  'DNS_NXDOMAIN',
  'DNS_NODATA',
  'ECONNREFUSED',
  'ECONNRESET',
  'PLAIN_HTTP_ON_TLS',
  'TLS_ALERT',
  'TLS',
])

/** What a file that mail software fetches gave; a time-out, a wall and an error of the server prove nothing. */
export function readMailFetch(exchange: Exchange | null): MailFetch {
  const blank = { contentType: '', detail: '' }
  if (exchange === null) return { ...blank, outcome: 'silent' }
  if (!exchange.ok) {
    const { code, fault, detail } = exchange.error
    const outcome = fault === 'target' && GONE.has(code) ? 'gone' : 'silent'
    return { ...blank, outcome, detail: `${code} ${detail}`.trim().slice(0, 200) }
  }
  const { response, tls } = exchange
  const base = { status: response.status, contentType: headerValue(response, 'content-type').slice(0, 120) }
  if (response.blocked !== null || response.status === 429) return { ...base, outcome: 'wall', detail: '' }
  if (tls !== null && !tls.authorized) return { ...base, outcome: 'bad-certificate', detail: tls.authorizationError }
  if (response.status >= 500) return { ...base, outcome: 'silent', detail: `HTTP ${response.status}` }
  if (response.status >= 300 && response.status < 400) {
    return { ...base, outcome: 'redirect', detail: headerValue(response, 'location').slice(0, 300) }
  }
  return { ...base, outcome: 'answer', detail: '' }
}
