import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { LabPage, LabReply, LabRequest } from './types'

export type AnyRequest = IncomingMessage | Http2ServerRequest
export type AnyResponse = ServerResponse | Http2ServerResponse

const COMPRESSIBLE = /^(text\/|application\/(json|javascript|manifest\+json|xml)|image\/svg)/
const MIN_COMPRESSED = 400

function headerOf(page: LabPage, name: string): string {
  return page.headers?.find(([key]) => key.toLowerCase() === name)?.[1] ?? ''
}

type Prepared = { status: number; headers: [string, string][]; body: Buffer }

/** Byte ranges for stored files, RFC 9110 section 14: only what a probe of magic numbers needs. */
function ranged(page: Prepared, range: string): Prepared {
  const match = /^bytes=(\d+)-(\d*)$/.exec(range)
  if (!match || page.status !== 200 || page.body.length === 0) return page
  const from = Number(match[1])
  const to = Math.min(match[2] === '' ? page.body.length - 1 : Number(match[2]), page.body.length - 1)
  if (from > to) return page
  const body = page.body.subarray(from, to + 1)
  const size = `bytes ${from}-${to}/${page.body.length}`
  return { status: 206, headers: [...page.headers, ['content-range', size]], body }
}

function compressed(page: Prepared, accepts: string): Prepared {
  const type = page.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const headers: [string, string][] = COMPRESSIBLE.test(type)
    ? [...page.headers, ['vary', 'Accept-Encoding']]
    : page.headers
  if (!COMPRESSIBLE.test(type) || page.body.length < MIN_COMPRESSED || !/\bgzip\b/.test(accepts))
    return { ...page, headers }
  return { ...page, headers: [...headers, ['content-encoding', 'gzip']], body: gzipSync(page.body) }
}

function prepare(page: LabPage, request: LabRequest): Prepared {
  const body = Buffer.from(page.body ?? '')
  const prepared = { status: page.status ?? 200, headers: page.headers ?? [], body }
  if (page.verbatim || headerOf(page, 'content-encoding') !== '') return prepared
  const range = request.headers.range ?? ''
  return range === '' ? compressed(prepared, request.headers['accept-encoding'] ?? '') : ranged(prepared, range)
}

/** Conditional requests (RFC 9110 section 13.1.2): nothing is sent again that the visitor has. */
function conditional(page: Prepared, request: LabRequest): Prepared {
  const asked = request.headers['if-none-match'] ?? ''
  const tag = page.headers.find(([name]) => name.toLowerCase() === 'etag')?.[1] ?? ''
  if (page.status !== 200 || tag === '' || !asked.split(',').some((one) => one.trim() === tag)) return page
  return { status: 304, headers: page.headers.filter(([name]) => !/^content-/i.test(name)), body: Buffer.alloc(0) }
}

function setHeaders(response: AnyResponse, headers: readonly [string, string][]): void {
  const grouped = new Map<string, string[]>()
  for (const [name, value] of headers) grouped.set(name, [...(grouped.get(name) ?? []), value])
  for (const [name, values] of grouped) {
    const [first = ''] = values
    response.setHeader(name, values.length === 1 ? first : values)
  }
}

/** Sends what a handler decided. Raw replies get the bare socket of an HTTP/1.1 connection. */
export async function sendReply(
  reply: LabReply,
  lab: LabRequest,
  response: AnyResponse,
  request: AnyRequest,
): Promise<void> {
  if ('raw' in reply) {
    reply.raw(request.socket)
    return
  }
  if (reply.delayMs !== undefined) await delay(reply.delayMs)
  if (response.destroyed || request.socket.destroyed) return
  const page = conditional(prepare(reply, lab), lab)
  response.statusCode = page.status
  setHeaders(response, page.headers)
  if (headerOf(reply, 'content-length') === '' && page.status !== 304)
    response.setHeader('content-length', String(page.body.length))
  const body = lab.method === 'HEAD' ? Buffer.alloc(0) : page.body
  if (response instanceof ServerResponse) response.end(body)
  else response.end(body)
}
