type Download = { name: string; type: string; bytes: Uint8Array<ArrayBuffer>; requestId: string }

/** RFC 8187 section 3.2: everything but the characters every sender may leave as they are is percent-encoded. */
function extendedValue(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
}

function isBinary(type: string): boolean {
  return ['application/pdf', 'application/zip', 'image/png', 'image/jpeg'].includes(type)
}

type Head = { name: string; type: string; requestId: string }

function headersOf({ name, type, requestId }: Head): Record<string, string> {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${extendedValue(name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'x-request-id': requestId,
  }
}

/**
 * Bytes somebody uploaded, as a download only: never shown as a page of ours, never guessed at, with nothing
 * allowed inside (RFC 6266). Types that are not on the short list are sent as plain text.
 */
export function download({ bytes, type, ...rest }: Download): Response {
  return new Response(bytes, {
    headers: headersOf({ ...rest, type: isBinary(type) ? type : 'text/plain; charset=utf-8' }),
  })
}

/**
 * JSON text of ours, sent as fast as it is taken: the next part is made when the one before is on its way. A part
 * that cannot be made breaks the connection, so half a document never looks like a whole one.
 */
export function downloadJson({ parts, ...rest }: Omit<Head, 'type'> & { parts: AsyncIterable<string> }): Response {
  const encoder = new TextEncoder()
  const source = parts[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await source.next()
        if (next.done === true) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      },
      async cancel() {
        await source.return?.()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: headersOf({ ...rest, type: 'application/json; charset=utf-8' }) })
}
