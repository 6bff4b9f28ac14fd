import { createServer, type Socket } from 'node:net'
import { type Listener, listen } from './listeners'

/**
 * A TLS server written by hand as far as the certificate: for versions and ciphers that no library on
 * this platform serves any more. Nobody can finish a handshake with it.
 */
export type ByteServer = {
  /** Highest and lowest version it accepts, as on the wire (`0x0300` is SSL 3.0). */
  versions: readonly number[]
  /** Suites it accepts, the one it likes most first. */
  suites: readonly number[]
  /** Length of the prime in its Diffie-Hellman parameters. */
  dhBits?: number
  /** What it does with a hello it does not like: an alert (default 40, 70 for versions), or nothing but closing. */
  refusal?: 'alert' | 'close' | 'silence'
  /** Sends the answer in pieces of so many bytes. */
  pieces?: number
}

type Hello = { version: number; suites: number[]; onlyTls13: boolean }

function readHello(bytes: Buffer): Hello | undefined {
  if (bytes.length < 11 || bytes.length < 5 + bytes.readUInt16BE(3)) return undefined
  const sessionAt = 9 + 2 + 32
  const suitesAt = sessionAt + 1 + (bytes[sessionAt] ?? 0)
  const size = bytes.readUInt16BE(suitesAt)
  const suites = Array.from({ length: size / 2 }, (_, index) => bytes.readUInt16BE(suitesAt + 2 + index * 2))
  return {
    version: bytes.readUInt16BE(9),
    suites,
    onlyTls13: suites[0] === 0x1301 && bytes.includes(Buffer.from([0, 0x2b, 0, 3, 2, 3, 4])),
  }
}

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u24 = (value: number) => Buffer.from([value >> 16, (value >> 8) & 255, value & 255])
const message = (type: number, body: Buffer) => Buffer.concat([Buffer.from([type]), u24(body.length), body])

function record(type: number, version: number, body: Buffer): Buffer {
  const parts = Array.from({ length: Math.ceil(body.length / 16_000) }, (_, index) =>
    body.subarray(index * 16_000, (index + 1) * 16_000),
  )
  return Buffer.concat(parts.flatMap((part) => [Buffer.from([type]), u16(version), u16(part.length), part]))
}

function flight(server: ByteServer, chosen: { version: number; suite: number }, chain: readonly Buffer[]): Buffer {
  const { version, suite } = chosen
  const hello = Buffer.concat([u16(version), Buffer.alloc(32, 7), Buffer.from([0]), u16(suite), Buffer.from([0])])
  const list = Buffer.concat(chain.flatMap((der) => [u24(der.length), der]))
  const bytes = (server.dhBits ?? 0) / 8
  const prime = Buffer.alloc(bytes, 0xc5)
  const exchange = Buffer.concat([
    u16(bytes),
    prime,
    u16(1),
    Buffer.from([2]),
    u16(bytes),
    prime,
    u16(4),
    Buffer.alloc(4),
  ])
  const messages = [
    message(2, hello),
    ...(chain.length === 0 ? [] : [message(11, Buffer.concat([u24(list.length), list]))]),
    ...(bytes === 0 ? [] : [message(12, exchange)]),
    message(14, Buffer.alloc(0)),
  ]
  return record(22, version, Buffer.concat(messages))
}

function alert(code: number): Buffer {
  return Buffer.from([21, 3, 1, 0, 2, 2, code])
}

function answer(server: ByteServer, hello: Hello, chain: readonly Buffer[]): Buffer {
  const versions = server.versions.filter((one) => one <= hello.version).toSorted((a, b) => b - a)
  const [version] = hello.onlyTls13 ? versions.filter((one) => one <= 0x0303) : versions
  if (version === undefined || hello.suites.length === 3) return alert(70)
  const suite = server.suites.find((one) => hello.suites.includes(one))
  return suite === undefined ? alert(40) : flight(server, { version, suite }, chain)
}

function serve(socket: Socket, server: ByteServer, chain: readonly Buffer[]): void {
  const parts: Buffer[] = []
  socket.on('data', (chunk: Buffer) => {
    parts.push(chunk)
    const hello = readHello(Buffer.concat(parts))
    if (hello === undefined) return
    parts.length = 0
    const bytes = answer(server, hello, chain)
    const isRefusal = bytes[0] === 21
    if (isRefusal && server.refusal === 'silence') return
    if (isRefusal && server.refusal === 'close') return socket.end()
    const size = server.pieces ?? bytes.length
    for (let at = 0; at < bytes.length; at += size) socket.write(bytes.subarray(at, at + size))
    if (isRefusal) socket.end()
  })
}

/** Starts it with the certificates (DER) it sends. */
export function listenBytes(server: ByteServer, chain: readonly Buffer[]): Promise<Listener> {
  return listen(createServer({ noDelay: true }, (socket) => serve(socket, server, chain)))
}
