import type { Exchange, HttpResponse, NetErrorCode } from '../http-types'
import type { Net } from '../types'
import { type Look, type Problem, type ProblemCode, problem } from './types'

export const FILE_PATH = '/.well-known/launch-ready.txt'
const MOST_BYTES = 4096

type Wanted = { origin: string; token: string }

const failed = (what: Problem): Look => ({ outcome: 'failed', problem: what })
const undecided = (what: Problem): Look => ({ outcome: 'undecided', problem: what })

/** What the target itself said no to; anything else leaves the question open. */
const TARGETS_NO: Partial<Record<NetErrorCode, ProblemCode>> = {
  DNS_NXDOMAIN: 'host-missing',
  DNS_NODATA: 'host-missing',
  ECONNREFUSED: 'host-refused',
  PLAIN_HTTP_ON_TLS: 'file-certificate',
  TLS_ALERT: 'file-certificate',
  TLS: 'file-certificate',
  BLOCKED_ADDRESS: 'not-allowed',
  BLOCKED_HOST: 'not-allowed',
  BLOCKED_PORT: 'not-allowed',
  BLOCKED_URL: 'not-allowed',
}

function header({ headers }: HttpResponse, wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
}

function explainStatus(response: HttpResponse): Look | undefined {
  const { status, blocked } = response
  if (blocked !== null) return undecided(problem('file-refused', { detail: blocked.by }))
  if (status >= 300 && status < 400) return failed(problem('file-redirect', { detail: header(response, 'location') }))
  if (status === 404 || status === 410) return failed(problem('file-missing', { detail: String(status) }))
  if (status === 401 || status === 403) return failed(problem('file-refused', { detail: String(status) }))
  if (status === 429 || status >= 500) return undecided(problem('file-status', { detail: String(status) }))
  return status === 200 ? undefined : failed(problem('file-status', { detail: String(status) }))
}

/** Lines of the file, without empty ones; a stop may stand behind the token or on the line below it. */
function readLines(text: string, token: string): 'proven' | 'stop' | string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const at = lines.findIndex((line) => line.split(/\s+/)[0] === token)
  if (at < 0) return lines
  const behind = [...(lines[at]?.split(/\s+/).slice(1) ?? []), lines[at + 1] ?? '']
  if (behind.some((word) => word.toLowerCase() === 'stop')) return 'stop'
  return lines[at] === token ? 'proven' : lines
}

function explainBody(response: HttpResponse, token: string): Look {
  const { text, truncated, decodedBytes } = response.body
  if (truncated === 'aborted') return undecided(problem('host-silent'))
  if (truncated !== null || decodedBytes > MOST_BYTES) return failed(problem('file-too-large'))
  if (header(response, 'x-launch-ready').trim().toLowerCase() === 'stop') return failed(problem('file-stop'))
  const found = readLines(text ?? '', token)
  if (found === 'proven') return { outcome: 'proven' }
  if (found === 'stop') return failed(problem('file-stop'))
  if (/^\s*</.test(text ?? '')) return failed(problem('file-page'))
  return failed(problem('file-other-value', { seen: found }))
}

/**
 * Whether the certificate of the connection the file came over is one a browser accepts for this host: the exchange
 * only knows whether its chain leads to a known root, so the name is read from a handshake with the same address.
 */
async function certificateProblem(net: Net, origin: URL, exchange: Exchange): Promise<string | undefined> {
  const { tls, address } = exchange
  if (tls === null || address === null) return 'no certificate'
  if (!tls.authorized) return tls.authorizationError
  const { first } = await net.tls.observe({
    host: origin.hostname,
    address,
    ...(origin.port === '' ? {} : { port: Number(origin.port), declaredPort: true }),
  })
  if (!first.ok) return first.error.detail
  if (first.leaf.fingerprint !== tls.leafFingerprint) return 'two answers came with different certificates'
  return first.name === 'match' ? undefined : `it is for ${first.leaf.dnsNames.slice(0, 3).join(', ') || 'no name'}`
}

/**
 * Looks for the file that proves a server: GET of a fixed path at exactly this origin, answered 200 without a
 * redirect, at most 4 KiB, with a line equal to the token, over https with a certificate that verifies. The path
 * does not hold the token, so a server that repeats what it was asked proves nothing (compare CA/Browser Forum
 * Baseline Requirements 3.2.2.4.18).
 */
export async function lookAtFile(net: Net, { origin, token }: Wanted): Promise<Look> {
  const url = new URL(origin)
  const exchange = await net.http.fetch({
    url: `${url.origin}${FILE_PATH}`,
    headers: { accept: 'text/plain', 'cache-control': 'no-cache' },
    maxBody: MOST_BYTES + 1,
    ...(url.port === '' ? {} : { declaredPort: true }),
  })
  if (!exchange.ok) {
    const { code, detail } = exchange.error
    const no = TARGETS_NO[code]
    return no === undefined ? undecided(problem('host-silent', { detail: code })) : failed(problem(no, { detail }))
  }
  if (url.protocol === 'https:') {
    const wrong = await certificateProblem(net, url, exchange)
    if (wrong !== undefined) return failed(problem('file-certificate', { detail: wrong }))
  }
  return explainStatus(exchange.response) ?? explainBody(exchange.response, token)
}
