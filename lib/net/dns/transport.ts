import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:net'
import { dialSocket } from '../connect'
import type { DialTarget } from '../dial'
import { DialError, systemCodeOf } from '../errors'
import { markSocket } from '../marked'
import type { Question, Reply } from './message'
import { decodeReply, encodeQuestion } from './message'

/** `bytes` is the whole message of a reply. `outcome` is for the list of attempts: a status word, `timeout`, `aborted` or the system's code. */
export type WireResult =
  | { reply: Reply; bytes: Buffer }
  | { outcome: 'timeout' | 'aborted' | 'network'; detail: string }

export type WireRequest = {
  to: DialTarget
  question: Question
  edns: boolean
  timeoutMs: number
  signal: AbortSignal
}

function newId(): number {
  return randomInt(0, 65_536)
}

/**
 * One question over UDP from a new socket with a random port. Packets with another id, name or type
 * and unreadable packets are ignored until the time limit.
 */
export function askUdp({ to, question, edns, timeoutMs, signal }: WireRequest): Promise<WireResult> {
  return new Promise((resolve) => {
    const id = newId()
    const socket = markSocket(createSocket(to.host.includes(':') ? 'udp6' : 'udp4'))
    let isOpen = true
    const settle = (result: WireResult) => {
      if (!isOpen) return
      isOpen = false
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.close()
      resolve(result)
    }
    const onError = (error: unknown) => settle({ outcome: 'network', detail: systemCodeOf(error) || 'network' })
    const onAbort = () => settle({ outcome: 'aborted', detail: 'aborted' })
    const timer = setTimeout(() => settle({ outcome: 'timeout', detail: 'timeout' }), timeoutMs)
    socket.on('error', onError)
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    socket.on('message', (bytes) => {
      const reply = isOpen ? decodeReply(bytes, question, id) : undefined
      if (reply !== undefined) settle({ reply, bytes })
    })
    socket.connect(to.port, to.host, (error?: Error) => {
      if (error !== undefined) onError(error)
      else if (isOpen) socket.send(encodeQuestion(question, id, edns))
    })
  })
}

/** Reads length-prefixed messages (RFC 1035 section 4.2.2) until one belongs to the question. */
function readTcp(socket: Socket, question: Question, id: number): Promise<WireResult> {
  return new Promise((resolve) => {
    let pending = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk])
      while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
        const end = 2 + pending.readUInt16BE(0)
        const bytes = pending.subarray(2, end)
        const reply = decodeReply(bytes, question, id)
        if (reply !== undefined) return resolve({ reply, bytes })
        pending = pending.subarray(end)
      }
    })
    socket.once('close', () => resolve({ outcome: 'network', detail: 'closed' }))
    socket.once('error', (error) => resolve({ outcome: 'network', detail: systemCodeOf(error) || 'network' }))
  })
}

function failureOf(error: unknown): WireResult {
  if (error instanceof DialError && (error.code === 'timeout' || error.code === 'aborted')) {
    return { outcome: error.code, detail: error.code }
  }
  return { outcome: 'network', detail: systemCodeOf(error) || 'network' }
}

/** One question over TCP on a connection of its own, connect and answer within one time limit. */
export async function askTcp({ to, question, edns, timeoutMs, signal }: WireRequest): Promise<WireResult> {
  const deadline = performance.now() + timeoutMs
  let socket: Socket
  try {
    socket = await dialSocket(to, { timeoutMs, signals: [signal], address: to.host })
  } catch (error) {
    return failureOf(error)
  }
  const id = newId()
  const message = encodeQuestion(question, id, edns)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<WireResult>((resolve) => {
    const left = Math.max(0, deadline - performance.now())
    timer = setTimeout(() => resolve({ outcome: 'timeout', detail: 'timeout' }), left)
  })
  const onAbort = () => socket.destroy()
  signal.addEventListener('abort', onAbort, { once: true })
  socket.write(Buffer.concat([length, message]))
  const result = await Promise.race([readTcp(socket, question, id), late])
  clearTimeout(timer)
  signal.removeEventListener('abort', onAbort)
  socket.destroy()
  return result
}
