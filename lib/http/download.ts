type Download = { name: string; type: string; bytes: Uint8Array<ArrayBuffer>; requestId: string }

/** RFC 8187 section 3.2: everything but the characters every sender may leave as they are is percent-encoded. */
function extendedValue(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
}

function isBinary(type: string): boolean {
  return type === 'application/pdf' || type === 'image/png' || type === 'image/jpeg'
}

/**
 * Bytes somebody uploaded, as a download only: never shown as a page of ours, never guessed at, with nothing
 * allowed inside (RFC 6266). Types that are not on the short list are sent as plain text.
 */
export function download({ name, type, bytes, requestId }: Download): Response {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return new Response(bytes, {
    headers: {
      'content-type': isBinary(type) ? type : 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${extendedValue(name)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'x-request-id': requestId,
    },
  })
}
