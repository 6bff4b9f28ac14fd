import type { Socket } from 'node:net'

/** RFC 5321 section 4.5.3.1 allows 512 bytes a line; larger servers exist, hostile ones have no limit. */
const MAX_LINE = 2048
const MAX_LINES = 100
const MAX_BYTES = 16 * 1024

export type SmtpReply = { code: number; lines: string[] }

export type ReplyProblem = 'closed' | 'timeout' | 'garbage' | 'aborted'

/** A conversation that cannot go on. */
export class ReplyError extends Error {
  override name = 'ReplyError'
  constructor(
    readonly problem: ReplyProblem,
    detail: string,
  ) {
    super(detail)
  }
}

export type ReplyReader = {
  /** The next whole reply (RFC 5321 section 4.2.1). Throws `ReplyError`. */
  read(): Promise<SmtpReply>
  /** Bytes that arrived beyond the last reply. */
  pending(): number
  /** Stops listening, so that another protocol can use the socket. */
  release(): void
}

const LINE = /^(\d{3})(?:([ -])(.*))?$/s

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?')
}

type Parsed = { reply: SmtpReply; rest: Buffer } | { problem: string } | undefined

/** Reads one reply off the front of the buffer; `undefined` while it is not whole. */
export function takeReply(buffer: Buffer): Parsed {
  const lines: string[] = []
  let at = 0
  for (;;) {
    const end = buffer.indexOf(0x0a, at)
    if (end < 0) return buffer.length - at > MAX_LINE ? { problem: 'a line without an end' } : undefined
    if (end - at > MAX_LINE) return { problem: 'a line longer than 2 KiB' }
    const match = LINE.exec(buffer.toString('latin1', at, end).replace(/\r$/, ''))
    const code = Number(match?.[1] ?? 0)
    if (match === null || code < 200 || code > 599) return { problem: 'an answer that is not SMTP' }
    lines.push(printable(match[3] ?? ''))
    at = end + 1
    if (lines.length > MAX_LINES) return { problem: 'more than 100 lines' }
    if (match[2] !== '-') return { reply: { code, lines }, rest: buffer.subarray(at) }
  }
}

/** Reads replies from a socket within limits of size and time, over all replies together. */
export function createReplyReader(socket: Socket, signal: AbortSignal): ReplyReader {
  let buffer: Buffer = Buffer.alloc(0)
  let total = 0
  let ended: ReplyError | undefined
  let wake: () => void = () => undefined

  const finish = (error: ReplyError): void => {
    ended ??= error
    wake()
  }
  const onData = (chunk: Buffer): void => {
    total += chunk.length
    if (total > MAX_BYTES) {
      socket.pause()
      finish(new ReplyError('garbage', 'more than 16 KiB of answers'))
      return
    }
    buffer = Buffer.concat([buffer, chunk])
    wake()
  }
  const onClose = (): void => finish(new ReplyError('closed', 'the server closed the connection'))
  const onAbort = (): void =>
    finish(new ReplyError(signal.reason === 'late' ? 'timeout' : 'aborted', 'no answer in time'))
  socket.on('data', onData)
  socket.on('end', onClose)
  socket.on('close', onClose)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()

  return {
    async read() {
      for (;;) {
        const parsed = takeReply(buffer)
        if (parsed !== undefined && 'problem' in parsed) throw new ReplyError('garbage', parsed.problem)
        if (parsed !== undefined) {
          buffer = parsed.rest
          return parsed.reply
        }
        if (ended !== undefined) throw ended
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    pending: () => buffer.length,
    release() {
      socket.off('data', onData)
      socket.off('end', onClose)
      socket.off('close', onClose)
      signal.removeEventListener('abort', onAbort)
    },
  }
}
