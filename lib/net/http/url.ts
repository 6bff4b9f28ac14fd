import { domainToASCII } from 'node:url'
import type { NetError } from '../http-types'
import { netError } from './failure'

export type UrlParts = {
  href: string
  origin: string
  secure: boolean
  /** Without brackets and without a trailing dot: what is resolved and sent as SNI. */
  host: string
  port: number
  /** Value of the Host header. */
  authority: string
  path: string
}

const MAX_URL = 8192

/** Splits a URL once; all later code uses the parts, never the text. The fragment is dropped. */
export function splitUrl(text: string): { ok: true; parts: UrlParts } | { ok: false; error: NetError } {
  const refuse = (detail: string) => ({ ok: false as const, error: netError('BLOCKED_URL', 'url', detail) })
  if (text.length > MAX_URL) return refuse('the URL is longer than 8,192 characters')
  if (!URL.canParse(text)) return refuse('not a URL')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse(`scheme ${url.protocol.slice(0, 40)}`)
  if (url.username !== '' || url.password !== '') return refuse('the URL contains a user name or password')
  url.hash = ''
  const secure = url.protocol === 'https:'
  const bare = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  const host = bare.includes(':') ? bare : domainToASCII(bare)
  const name = host.includes(':') ? `[${host}]` : host
  return {
    ok: true,
    parts: {
      href: url.href,
      origin: url.origin,
      secure,
      host,
      port,
      authority: url.port === '' ? name : `${name}:${url.port}`,
      path: `${url.pathname}${url.search}`,
    },
  }
}
