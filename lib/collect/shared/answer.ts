import { createHash } from 'node:crypto'
import type { ExposedBody } from '../../checks/shared/exposure/body'
import type { CacheHeaders, VisitorToken } from '../../evidence/web-facts'
import type { HttpResponse } from '../../net/http-types'

/** All values of a header, in order; names compare without case. */
export function headerValues(response: HttpResponse, name: string): string[] {
  return response.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)
}

/** The first value of a header, or an empty string. */
export function headerValue(response: HttpResponse, name: string): string {
  return headerValues(response, name)[0] ?? ''
}

/** An answer as content signatures see it. */
export function exposedBody(response: HttpResponse): ExposedBody {
  return {
    text: response.body.text,
    head: response.body.head,
    contentType: headerValue(response, 'content-type').slice(0, 120),
    contentEncoding: headerValue(response, 'content-encoding'),
  }
}

const CACHE_STATUS = [
  'cache-status',
  'cf-cache-status',
  'x-vercel-cache',
  'x-nextjs-cache',
  'x-cache',
  'x-cache-hits',
  'x-cache-status',
  'cdn-cache',
  'cdn-cache-status',
  'akamai-cache-status',
  'x-sucuri-cache',
  'x-proxy-cache',
  'x-varnish-cache',
]

/** The headers that rule caching, bounded. */
export function cacheHeaders(response: HttpResponse | undefined): CacheHeaders {
  const one = (name: string, max: number): string => (response ? headerValue(response, name).slice(0, max) : '')
  const all = (name: string): string[] =>
    response
      ? headerValues(response, name)
          .slice(0, 5)
          .map((value) => value.slice(0, 500))
      : []
  return {
    cacheControl: all('cache-control'),
    cdnCacheControl: [
      ...all('cdn-cache-control'),
      ...all('surrogate-control'),
      ...all('cloudflare-cdn-cache-control'),
    ].slice(0, 5),
    expires: one('expires', 60),
    date: one('date', 60),
    age: one('age', 20),
    vary: response ? headerValues(response, 'vary').join(', ').slice(0, 300) : '',
    etag: one('etag', 120),
    lastModified: one('last-modified', 60),
    status: CACHE_STATUS.map((name): [string, string] => [name, one(name, 200)])
      .filter(([, value]) => value !== '')
      .slice(0, 10),
  }
}

/** The cookies an answer sets (not those it deletes): names, and a fingerprint of each value. */
export function cookieTokens(response: HttpResponse): VisitorToken[] {
  return headerValues(response, 'set-cookie')
    .filter((line) => !/;\s*(?:max-age=(?:0|-\d+)\b|expires=[^;]*\b1970\b)/i.test(line))
    .slice(0, 20)
    .map((line) => {
      const [pair = ''] = line.split(';')
      const split = pair.indexOf('=')
      const name = (split < 0 ? pair : pair.slice(0, split)).trim().slice(0, 80)
      const value = split < 0 ? '' : pair.slice(split + 1)
      return { name, fingerprint: createHash('sha256').update(value).digest('hex').slice(0, 16) }
    })
}
