/** The first bytes of an answer, as a signature sees them. */
export type ExposedBody = {
  /** Decoded text, or null where the bytes are no text. */
  text: string | null
  /** First bytes of the decoded body, lower-case hex. */
  head: string
  contentType: string
  contentEncoding: string
}

/** The readable start of a body without byte order mark; UTF-16 and mislabelled bytes are decoded from the head. */
export function readableText({ text, head }: ExposedBody): string {
  const bytes = Buffer.from(head, 'hex')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return (text ?? bytes.toString('utf8')).replace(/^\uFEFF/, '')
}

/** Whether the answer is a web page: by its type or because it begins like one. */
export function isHtml(body: ExposedBody): boolean {
  return (
    /html/i.test(body.contentType) || /^\s*<(?:!doctype|html|head|body|!--)/i.test(readableText(body).slice(0, 512))
  )
}
