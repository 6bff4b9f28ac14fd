import { randomInt } from 'node:crypto'
import type { Socket } from 'node:net'
import type { DecodedPacket } from 'dns-packet'
import { decode } from 'dns-packet'
import { dialSocket } from '../connect'
import type { DialTarget } from '../dial'
import { DialError } from '../errors'
import { rcodeName } from './message'
import { isSameName } from './name'

/** What a name server did when it was asked for a whole zone; at most two records are read. */
export type TransferAnswer = {
  outcome: 'records' | 'only-soa' | 'refused' | 'closed' | 'timeout' | 'network' | 'budget'
  /** The code of a refusal, such as `REFUSED` or `NOTAUTH`. */
  rcode?: string
  /** Name and type of the records that were read, never their data. */
  records: { name: string; type: string }[]
}

export type TransferRequest = { to: DialTarget; zone: string; timeoutMs: number; signal: AbortSignal }

/** Enough to tell a transfer from a lone SOA; the rest of the zone is none of our business. */
const ENOUGH = 2
const AXFR = 252

function question(zone: string, id: number): Buffer {
  const header = Buffer.alloc(12)
  header.writeUInt16BE(id, 0)
  header.writeUInt16BE(1, 4)
  const labels = zone
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'ascii')]))
  const tail = Buffer.from([0, 0, AXFR, 0, 1])
  const message = Buffer.concat([header, ...labels, tail])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

function readPacket(bytes: Buffer, id: number): DecodedPacket | undefined {
  try {
    const packet = decode(bytes)
    return packet.flag_qr && packet.id === id ? packet : undefined
  } catch {
    return undefined
  }
}

function nothing(outcome: TransferAnswer['outcome']): TransferAnswer {
  return { outcome, records: [] }
}

/** Reads messages until two records are there or the server says no (RFC 5936 section 2.2). */
function readTransfer(socket: Socket, zone: string, id: number): Promise<TransferAnswer> {
  return new Promise((resolve) => {
    const records: TransferAnswer['records'] = []
    let pending = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk])
      while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
        const end = 2 + pending.readUInt16BE(0)
        const packet = readPacket(pending.subarray(2, end), id)
        pending = pending.subarray(end)
        if (packet === undefined) continue
        const rcode = rcodeName(packet)
        if (rcode !== 'NOERROR') return resolve({ outcome: 'refused', rcode, records: [] })
        const answers = packet.answers ?? []
        // A polite "no" of servers that know no such code: an empty answer.
        if (answers.length === 0) return resolve({ outcome: 'refused', rcode, records: [] })
        for (const { name, type } of answers) if (records.length < ENOUGH) records.push({ name, type })
        const [first, second] = records
        if (first?.type !== 'SOA' || !isSameName(first.name, zone))
          return resolve({ outcome: 'refused', rcode, records: [] })
        if (second === undefined) continue
        // SOA followed by SOA is an empty transfer, or a server that stops at once.
        return resolve({ outcome: second.type === 'SOA' ? 'only-soa' : 'records', records })
      }
    })
    socket.once('close', () => resolve(records.length > 0 ? { outcome: 'only-soa', records } : nothing('closed')))
  })
}

/**
 * Asks one server for a whole zone over TCP and stops after two records. Never throws: a refused or
 * closed connection is the answer one hopes for.
 */
export async function askTransfer({ to, zone, timeoutMs, signal }: TransferRequest): Promise<TransferAnswer> {
  const deadline = performance.now() + timeoutMs
  let socket: Socket
  try {
    socket = await dialSocket(to, { timeoutMs, signals: [signal], address: to.host })
  } catch (error) {
    const code = error instanceof DialError ? error.code : Reflect.get(Object(error), 'code')
    if (code === 'timeout') return nothing('timeout')
    return nothing(code === 'ECONNREFUSED' || code === 'ECONNRESET' ? 'closed' : 'network')
  }
  const id = randomInt(0, 65_536)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<TransferAnswer>((resolve) => {
    timer = setTimeout(() => resolve(nothing('timeout')), Math.max(0, deadline - performance.now()))
  })
  const onAbort = (): void => {
    socket.destroy()
  }
  signal.addEventListener('abort', onAbort, { once: true })
  socket.write(question(zone, id))
  const answer = await Promise.race([readTransfer(socket, zone, id), late])
  clearTimeout(timer)
  signal.removeEventListener('abort', onAbort)
  socket.destroy()
  return signal.aborted ? nothing('network') : answer
}
