import type { X509Certificate } from 'node:crypto'
import { askOnce, type OnceDeps } from '../http/once'
import { splitUrl } from '../http/url'
import type { NetError } from '../http-types'
import type { RevocationLook, StatusAnswer, StatusSource } from '../tls-types'
import { readCrl } from './crl'
import { readExtensions } from './extensions'
import { identityOf, ocspRequest, readOcsp } from './ocsp'

const OCSP_BYTES = 32 * 1024
const OCSP_MS = 5_000
const CRL_BYTES = 2 * 1024 * 1024
const CRL_MS = 10_000
/** Baseline Requirements section 4.9.9 and 7.1.2.11.2: a certificate of so few days needs no status. */
const SHORT_DAYS = 10
const DAY = 86_400_000

export type Loaded = { ok: true; bytes: Buffer } | { ok: false; detail: string; error: NetError | null }

/** Fetches a URL of a certificate authority once per run. */
export type Load = (url: string, limits: { maxBody: number; totalMs: number; accept: string }) => Promise<Loaded>

export type Questioned = {
  leaf: X509Certificate
  /** The certificate above the leaf, where it is known. */
  issuer: X509Certificate | null
  staple: Buffer | null
}

/** Builds `Load` on the guarded transport: GET, no redirects, the body only where the status is 200. */
export function createLoad(deps: OnceDeps, userAgent: string): Load {
  const known = new Map<string, Promise<Loaded>>()
  const ask: Load = async (url, { maxBody, totalMs, accept }) => {
    const split = splitUrl(url)
    if (!split.ok) return { ok: false, detail: 'not a web address', error: split.error }
    const result = await askOnce(
      {
        parts: split.parts,
        method: 'GET',
        headers: { 'user-agent': userAgent, accept },
        maxBody,
        totalMs,
        declaredPort: false,
      },
      deps,
    )
    if (!result.ok) return { ok: false, detail: result.error.code, error: result.error }
    if (result.answer.status !== 200) return { ok: false, detail: `status ${result.answer.status}`, error: null }
    if (result.body.truncated !== null) return { ok: false, detail: 'the answer is too large', error: null }
    return { ok: true, bytes: result.body.bytes }
  }
  return (url, limits) => {
    const started = known.get(url) ?? ask(url, limits)
    known.set(url, started)
    return started
  }
}

type Reader = (bytes: Buffer) => StatusAnswer | null

async function loadStatus(
  from: 'ocsp' | 'crl',
  url: string,
  reading: { loading: Promise<Loaded>; read: Reader },
): Promise<StatusSource> {
  const shown = url.slice(0, 200)
  const loaded = await reading.loading
  if (!loaded.ok) return { from: 'failed', url: shown, detail: loaded.detail, error: loaded.error }
  const answer = reading.read(loaded.bytes)
  if (answer === null)
    return { from: 'failed', url: shown, detail: 'the answer says nothing of this certificate', error: null }
  return { from, url: shown, answer }
}

function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url)
}

async function askAuthority({ leaf, issuer }: Questioned, load: Load): Promise<StatusSource> {
  const about = identityOf(leaf.raw)
  const { ocspUrls, crlUrls } = readExtensions(leaf.raw)
  const responder = ocspUrls.find(isHttp)
  const list = crlUrls.find(isHttp)
  let failed: StatusSource = { from: 'none' }
  if (responder !== undefined) {
    if (issuer === null) {
      failed = { from: 'failed', url: responder.slice(0, 200), detail: 'its issuer is not known', error: null }
    } else {
      const question = encodeURIComponent(ocspRequest(leaf.raw, issuer).toString('base64'))
      const url = `${responder.replace(/\/$/, '')}/${question}`
      const loading = load(url, { maxBody: OCSP_BYTES, totalMs: OCSP_MS, accept: 'application/ocsp-response' })
      const asked = await loadStatus('ocsp', responder, { loading, read: (bytes) => readOcsp(bytes, about, issuer) })
      if (asked.from === 'ocsp') return asked
      failed = asked
    }
  }
  if (list === undefined) return failed
  const loading = load(list, { maxBody: CRL_BYTES, totalMs: CRL_MS, accept: 'application/pkix-crl' })
  return loadStatus('crl', list, { loading, read: (bytes) => readCrl(bytes, about, issuer) })
}

function isShortLived({ validFrom, validTo }: X509Certificate): boolean {
  return Date.parse(validTo) - Date.parse(validFrom) <= SHORT_DAYS * DAY
}

/** What is known of the revocation of one certificate: the staple first, its authority only without one. Never rejects. */
export async function lookAtRevocation(one: Questioned, load: Load): Promise<RevocationLook> {
  const { leaf, issuer, staple } = one
  const read = staple === null ? null : readOcsp(staple, identityOf(leaf.raw), issuer)
  const mayAsk = staple === null && !isShortLived(leaf)
  return {
    leaf: leaf.fingerprint256.replaceAll(':', '').toLowerCase(),
    staple: staple === null ? 'none' : (read ?? 'unreadable'),
    asked: mayAsk ? await askAuthority(one, load) : { from: 'none' },
  }
}
