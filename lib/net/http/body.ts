import { createHash } from 'node:crypto'
import { Readable, type Transform } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip } from 'node:zlib'
import type { BodyFacts } from '../http-types'

const HEAD_BYTES = 512
const MAX_CODINGS = 2
/** What a first decoder may hand to a second one before we stop feeding it. */
const MAX_BETWEEN = 32 * 1024 * 1024
const MAX_RATIO = 200
const RATIO_FLOOR = 2 * 1024 * 1024

export type RawBody = {
  bytes: Buffer
  wireBytes: number
  truncated: BodyFacts['truncated']
  undecoded: string | null
}

function codingsOf(contentEncoding: string): string[] {
  return contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim().replace(/^x-gzip$/, 'gzip'))
    .filter((coding) => coding !== '' && coding !== 'identity')
}

function createDecoder(coding: string): Transform {
  // Flushing instead of finishing keeps what a body that was cut short has shown so far.
  return coding === 'br'
    ? createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })
    : createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
}

/**
 * Reads a body with limits counted on the wire and after decoding, and stops the stream at the first
 * one that is reached. Codings other than gzip and br (at most two layers) are left undecoded.
 * Never rejects: a peer that closes early is `aborted`.
 */
export function readBody(request: { source: Readable; contentEncoding: string; limit: number }): Promise<RawBody> {
  const codings = codingsOf(request.contentEncoding)
  const decodable = codings.length <= MAX_CODINGS && codings.every((coding) => coding === 'gzip' || coding === 'br')
  return decodable ? readDecoded({ ...request, codings }) : readPlain(request, codings.join(', ').slice(0, 60))
}

function readPlain(request: { source: Readable; limit: number }, undecoded: string): Promise<RawBody> {
  return readDecoded({ ...request, codings: [] }).then((body) => ({ ...body, undecoded }))
}

/** A whole gzip file as what is packed in it, at most `limit` bytes; anything else as it is. Never rejects. */
export async function unpackBody(body: RawBody, limit: number): Promise<RawBody> {
  const isGzip = body.undecoded === null && body.bytes[0] === 0x1f && body.bytes[1] === 0x8b
  if (!isGzip) return body
  const unpacked = await readDecoded({ source: Readable.from([body.bytes]), codings: ['gzip'], limit })
  if (unpacked.undecoded !== null) return body
  return { ...unpacked, wireBytes: body.wireBytes, truncated: unpacked.truncated ?? body.truncated }
}

type Reading = { source: Readable; codings: string[]; limit: number }

function readDecoded({ source, codings, limit }: Reading): Promise<RawBody> {
  const { promise, resolve } = Promise.withResolvers<RawBody>()
  // RFC 9110 section 8.4: codings are listed in the order they were applied.
  const decoders = codings.toReversed().map(createDecoder)
  const kept: Buffer[] = []
  const wireHead: Buffer[] = []
  let wire = 0
  let decoded = 0
  let settled = false
  let cut: BodyFacts['truncated'] = null

  const settle = (truncated: BodyFacts['truncated'], undecoded: string | null = null) => {
    if (settled) return
    settled = true
    source.destroy()
    for (const decoder of decoders) decoder.destroy()
    resolve({ bytes: Buffer.concat(undecoded === null ? kept : wireHead), wireBytes: wire, truncated, undecoded })
  }
  const keep = (chunk: Buffer) => {
    const room = limit - decoded
    kept.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
    decoded += Math.min(chunk.length, room)
    if (chunk.length > room) settle('decoded')
    else if (decoders.length > 0 && decoded > RATIO_FLOOR && decoded > wire * MAX_RATIO) settle('ratio')
  }
  const feed = linkDecoders({
    decoders,
    keep,
    end: () => settle(cut),
    broken: () => (decoded > 0 ? settle('aborted') : settle(cut, codings.join(', '))),
    flooded: () => settle('decoded'),
  })

  source.on('data', (chunk: Buffer) => {
    if (settled || cut) return
    const room = limit - wire
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk
    wire += part.length
    if (wireHead.length < 8) wireHead.push(part.subarray(0, HEAD_BYTES))
    if (chunk.length > room) {
      cut = 'wire'
      source.pause()
    }
    feed.write(part, source)
    if (cut) feed.finish()
  })
  const stop = (truncated: BodyFacts['truncated']) => {
    if (settled || cut) return
    cut = truncated
    feed.finish()
  }
  source.once('end', () => (cut ? undefined : feed.finish()))
  source.once('error', () => stop('aborted'))
  source.once('close', () => (source.readableEnded ? undefined : stop('aborted')))
  return promise
}

type Chain = {
  decoders: Transform[]
  keep: (chunk: Buffer) => void
  end: () => void
  broken: () => void
  flooded: () => void
}

function linkDecoders({ decoders, keep, end, broken, flooded }: Chain) {
  const [first, second] = decoders
  const last = second ?? first
  if (!first || !last) return { write: (chunk: Buffer) => keep(chunk), finish: end }
  if (second) {
    let between = 0
    first.on('data', (chunk: Buffer) => {
      between += chunk.length
      if (between > MAX_BETWEEN) return flooded()
      if (!second.write(chunk)) {
        first.pause()
        second.once('drain', () => first.resume())
      }
    })
    first.once('end', () => second.end())
    first.on('error', broken)
  }
  last.on('data', keep)
  last.once('end', end)
  last.on('error', broken)
  return {
    write(chunk: Buffer, source: Readable) {
      if (first.destroyed || first.write(chunk)) return
      source.pause()
      first.once('drain', () => source.resume())
    },
    finish: () => first.end(),
  }
}

function decodeText(bytes: Buffer, contentType: string): string | null {
  const declared = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8'
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!marked && bytes.subarray(0, HEAD_BYTES).includes(0)) return null
  const label = marked ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : declared
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}

/** Body facts for evidence. `textRoom` is how many characters of text may still be kept in this run. */
export function describeBody(body: RawBody, contentType: string, textRoom: number): BodyFacts {
  const text = body.undecoded === null ? decodeText(body.bytes, contentType) : null
  return {
    text: text === null ? null : text.slice(0, textRoom),
    textCut: text !== null && text.length > textRoom,
    head: body.bytes.subarray(0, HEAD_BYTES).toString('hex'),
    sha256: createHash('sha256').update(body.bytes).digest('hex'),
    wireBytes: body.wireBytes,
    decodedBytes: body.undecoded === null ? body.bytes.length : 0,
    truncated: body.truncated,
    undecoded: body.undecoded,
  }
}
