/** Why a pasted text cannot be used as a message; the message is a sentence for the person who pasted it. */
export class MessageError extends Error {
  override name = 'MessageError'
}

export const MAX_MESSAGE_BYTES = 1024 * 1024
const MAX_HEADER_BYTES = 256 * 1024
const MAX_FIELDS = 500
const MAX_FIELD_BYTES = 16 * 1024
const MAX_SIGNATURES = 20

export type MessageField = { name: string; value: string }

export type RawMessage = {
  /** The whole message with CRLF line ends, as it travels (RFC 5322 section 2.1). */
  bytes: Buffer
  /** Fields in their order, values unfolded, names in lower case. */
  fields: MessageField[]
  hasBody: boolean
}

/** Fields one of which every message has seen on its way. */
const TYPICAL = new Set([
  'from',
  'to',
  'date',
  'subject',
  'received',
  'message-id',
  'return-path',
  'dkim-signature',
  'mime-version',
  'authentication-results',
  'delivered-to',
])
const MIN_TYPICAL = 2

const FIELD = /^([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:(.*)$/s

/** Lines a browser or a mailbox file puts before the first field. */
function withoutPreamble(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/^\s*\n/, '')
    .replace(/^>?From [^\n:]{0,200}\n/, '')
}

function headerLines(head: string): string[] {
  const rows: string[] = []
  for (const line of head.split('\n')) {
    const last = rows.at(-1)
    if (last !== undefined && /^[ \t]/.test(line)) rows[rows.length - 1] = `${last}\n${line}`
    else rows.push(line)
  }
  return rows
}

function fieldOf(row: string): MessageField | undefined {
  const match = FIELD.exec(row)
  if (match === null) return undefined
  return { name: (match[1] ?? '').toLowerCase(), value: (match[2] ?? '').replace(/\n[ \t]?/g, ' ').trim() }
}

function assertPlausible(fields: readonly MessageField[]): void {
  const typical = new Set(fields.map((field) => field.name).filter((name) => TYPICAL.has(name)))
  if (typical.size < MIN_TYPICAL) {
    throw new MessageError(
      'This is not the source of a message. Open the message, choose "Show original" or "View source", and paste everything from the first line on',
    )
  }
  const signatures = fields.filter((field) => field.name === 'dkim-signature').length
  if (signatures > MAX_SIGNATURES) {
    throw new MessageError(
      `This message carries ${signatures} signatures; real ones have a few. Paste one message as it arrived`,
    )
  }
}

/**
 * Reads a pasted message: line ends as they travel, fields unfolded. Throws `MessageError` with what to do
 * instead for anything that is no message, is too large, or is built to be expensive.
 */
export function readMessage(text: string): RawMessage {
  if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) {
    throw new MessageError('The message is larger than 1 MiB. Take one without attachments, such as a password reset')
  }
  if (text.includes('\0')) throw new MessageError('The text holds bytes no message has. Paste the source as plain text')
  // A lone CR would be a line end for some programs and none for others; nothing that was sent has one.
  const lines = withoutPreamble(text.replace(/\r\n?/g, '\n'))
  const end = lines.indexOf('\n\n')
  const head = (end < 0 ? lines : lines.slice(0, end)).replace(/\n$/, '')
  if (Buffer.byteLength(head) > MAX_HEADER_BYTES) {
    throw new MessageError('The fields before the text are larger than 256 KiB. Paste one message as it arrived')
  }
  const rows = headerLines(head)
  if (rows.length > MAX_FIELDS || rows.some((row) => Buffer.byteLength(row) > MAX_FIELD_BYTES)) {
    throw new MessageError(
      'The message has more or longer fields than any mail server writes. Paste one message as it arrived',
    )
  }
  const fields = rows.flatMap((row) => fieldOf(row) ?? [])
  assertPlausible(fields)
  const hasBody = end >= 0 && lines.slice(end + 2).trim() !== ''
  return { bytes: Buffer.from(lines.replace(/\n/g, '\r\n')), fields, hasBody }
}

/** Values of one field, in their order. */
export function valuesOf(message: Pick<RawMessage, 'fields'>, name: string): string[] {
  return message.fields.filter((field) => field.name === name).map((field) => field.value)
}
