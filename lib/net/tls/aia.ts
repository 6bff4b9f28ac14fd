import { X509Certificate } from 'node:crypto'
import { toNetError } from '../http/failure'
import { askOnce, type OnceDeps } from '../http/once'
import { splitUrl } from '../http/url'
import type { NetError } from '../http-types'
import type { AiaResult } from '../tls-types'
import { describeCertificate } from './certificate'
import type { Trust } from './context'
import { readExtensions } from './extensions'
import { readPath } from './path'

const MAX_CERTIFICATE = 64 * 1024
const MAX_PEM = 16 * 1024
const MAX_DEPTH = 2
const FETCH_MS = 8_000

type Fetched = { ok: true; certificate: X509Certificate } | { ok: false; error: NetError | null; detail: string }

async function fetchIssuer(url: string, deps: OnceDeps, userAgent: string): Promise<Fetched> {
  const split = splitUrl(url)
  if (!split.ok) return { ok: false, error: split.error, detail: url.slice(0, 200) }
  const result = await askOnce(
    {
      parts: split.parts,
      method: 'GET',
      headers: { 'user-agent': userAgent, accept: '*/*' },
      maxBody: MAX_CERTIFICATE,
      totalMs: FETCH_MS,
      declaredPort: false,
    },
    deps,
  )
  if (!result.ok) return { ok: false, error: result.error, detail: url.slice(0, 200) }
  if (result.answer.status !== 200)
    return { ok: false, error: null, detail: `${url.slice(0, 160)}: status ${result.answer.status}` }
  try {
    return { ok: true, certificate: new X509Certificate(result.body.bytes) }
  } catch (thrown) {
    return { ok: false, error: null, detail: `${url.slice(0, 120)}: ${toNetError(thrown, 'body').detail.slice(0, 60)}` }
  }
}

export type Incomplete = { leaf: X509Certificate; sent: readonly X509Certificate[] }

/**
 * Fetches the issuers that the last certificate names (RFC 5280 section 4.2.2.1) and looks whether the
 * chain is then complete. Never rejects; every address passes the guard.
 */
export async function completeChain(
  { leaf, sent }: Incomplete,
  deps: OnceDeps & { trust: Trust },
  userAgent: string,
): Promise<AiaResult> {
  const fetched: X509Certificate[] = []
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const reading = readPath(leaf, [...sent, ...fetched], deps.trust.roots())
    if (reading.path !== 'incomplete') break
    const last = reading.chain.at(-1) ?? leaf
    const url = readExtensions(last.raw).caIssuerUrls.find((one) => one.startsWith('http'))
    if (url === undefined) {
      return depth === 0 ? { status: 'no-url' } : { status: 'unknown-root', issuers: fetched.map(describeCertificate) }
    }
    const issuer = await fetchIssuer(url, deps, userAgent)
    if (!issuer.ok) return { status: 'failed', error: issuer.error, detail: issuer.detail }
    fetched.push(issuer.certificate)
  }
  const { path } = readPath(leaf, [...sent, ...fetched], deps.trust.roots())
  const issuers = fetched.map(describeCertificate)
  if (path !== 'trusted') return { status: 'unknown-root', issuers }
  return {
    status: 'completes',
    issuers,
    pem: fetched
      .map((one) => one.toString())
      .join('')
      .slice(0, MAX_PEM),
  }
}
