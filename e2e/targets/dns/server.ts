import type { Socket as UdpSocket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { DecodedPacket } from 'dns-packet'
import { decode } from 'dns-packet'
import { isWithin } from './names'
import { ednsOf, encodeError, encodeReply } from './packet'
import type { View } from './views'
import type { ServedZone } from './zone-data'
import type { Fault, FaultKind } from './zone-text'

/** One question that reached the laboratory. */
export type LoggedQuestion = {
  server: string
  name: string
  type: string
  transport: 'udp' | 'tcp'
  rd: boolean
  cd: boolean
  dnssec: boolean
  edns: boolean
}

/** Decides by the question alone, so that a test can let some of all questions fail. */
export type Chaos = { decide?: ((question: LoggedQuestion) => FaultKind | undefined) | undefined }

export type ServerOptions = {
  name: string
  chaos?: Chaos
  view: View
  recursive: boolean
  served: (name: string) => ServedZone | undefined
  faults: readonly Fault[]
  log: LoggedQuestion[]
  /** Never answers over UDP and does not listen on TCP. */
  silent?: boolean
  port?: number
}

export type RunningServer = { name: string; port: number; stop(): Promise<void> }

type Send = (bytes: Buffer) => void
type Incoming = { query: DecodedPacket; transport: 'udp' | 'tcp'; send: Send; hangUp: () => void }

const HOST = '127.0.0.1'
const BIND_TRIES = 20

function readQuery(bytes: Buffer): DecodedPacket | undefined {
  try {
    const query = decode(bytes)
    return query.questions?.length === 1 ? query : undefined
  } catch {
    return undefined
  }
}

type Struck = Pick<Fault, 'kind' | 'delayMs'>

function faultFor(options: ServerOptions, question: LoggedQuestion): Struck | undefined {
  const kind = options.chaos?.decide?.(question)
  if (kind !== undefined) return { kind, delayMs: 0 }
  return options.faults.find(
    (fault) =>
      (fault.server === '*' || fault.server === options.name) &&
      (fault.name === '*' || isWithin(question.name, fault.name)) &&
      (fault.type === '*' || fault.type === question.type) &&
      (fault.transport === '*' || fault.transport === question.transport) &&
      (fault.kind !== 'formerr-edns' || question.edns) &&
      (fault.kind !== 'truncate' || question.transport === 'udp') &&
      (fault.kind !== 'tcp-refuse' || question.transport === 'tcp'),
  )
}

function logged({ name }: ServerOptions, { query, transport }: Incoming): LoggedQuestion {
  const [question] = query.questions ?? []
  const edns = ednsOf(query)
  return {
    server: name,
    name: (question?.name ?? '').toLowerCase(),
    type: question?.type ?? '',
    transport,
    rd: query.flag_rd,
    cd: query.flag_cd,
    dnssec: edns?.wantsSignatures ?? false,
    edns: edns !== undefined,
  }
}

function respond(options: ServerOptions, incoming: Incoming): void {
  const { query, transport, send } = incoming
  const question = logged(options, incoming)
  options.log.push(question)
  if (options.silent === true) return
  const fault = faultFor(options, question)
  const { recursive, served } = options
  const reply = (extra: { truncate?: boolean; id?: number } = {}) => {
    const told = options.view({ name: question.name, type: question.type, cd: question.cd })
    return encodeReply(query, told, { recursive, transport, served, ...extra })
  }
  switch (fault?.kind) {
    case undefined:
      send(reply())
      break
    case 'drop':
      break
    case 'tcp-refuse':
      incoming.hangUp()
      break
    case 'servfail':
      send(encodeError(query, 'SERVFAIL'))
      break
    case 'refused':
      send(encodeError(query, 'REFUSED'))
      break
    case 'formerr-edns':
      send(encodeError(query, 'FORMERR'))
      break
    case 'garbage':
      send(Buffer.from('this is no DNS message'))
      break
    case 'cut': {
      const whole = reply()
      send(whole.subarray(0, Math.max(13, whole.length >> 1)))
      break
    }
    case 'truncate':
      send(reply({ truncate: true }))
      break
    case 'wrong-id':
      send(reply({ id: ((query.id ?? 0) + 1) & 0xffff }))
      send(reply())
      break
    case 'delay':
      setTimeout(() => send(reply()), fault.delayMs).unref()
  }
}

function onConnection(options: ServerOptions, socket: Socket): void {
  let pending = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0)
      const query = readQuery(pending.subarray(2, end))
      pending = pending.subarray(end)
      if (query === undefined) return socket.destroy()
      const send: Send = (bytes) => {
        const length = Buffer.alloc(2)
        length.writeUInt16BE(bytes.length)
        if (!socket.destroyed) socket.write(Buffer.concat([length, bytes]))
      }
      respond(options, { query, transport: 'tcp', send, hangUp: () => socket.destroy() })
    }
  })
}

function listenUdp(options: ServerOptions, port: number): Promise<UdpSocket> {
  const socket = createSocket('udp4')
  let isOpen = true
  socket.once('close', () => {
    isOpen = false
  })
  socket.on('message', (bytes, from) => {
    const query = readQuery(bytes)
    const send: Send = (reply) => {
      if (isOpen) socket.send(reply, from.port, from.address)
    }
    if (query !== undefined) respond(options, { query, transport: 'udp', send, hangUp: () => undefined })
  })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, HOST, () => {
      socket.off('error', reject)
      socket.on('error', () => undefined)
      resolve(socket)
    })
  })
}

async function listenTcp(options: ServerOptions, port: number, connections: Set<Socket>): Promise<Server> {
  const server = createServer((socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
    onConnection(options, socket)
  })
  server.listen(port, HOST)
  await once(server, 'listening')
  return server
}

async function closeAll(udp: UdpSocket, tcp: Server | undefined, connections: Set<Socket>): Promise<void> {
  for (const socket of connections) socket.destroy()
  await Promise.all([
    new Promise<void>((resolve) => udp.close(resolve)),
    new Promise<void>((resolve) => (tcp === undefined ? resolve() : tcp.close(() => resolve()))),
  ])
}

/** Starts one server on one port for UDP and TCP. Port 0 takes a port that is free for both. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const connections = new Set<Socket>()
  for (let tries = 1; ; tries += 1) {
    const udp = await listenUdp(options, options.port ?? 0)
    const { port } = udp.address()
    try {
      const tcp = options.silent === true ? undefined : await listenTcp(options, port, connections)
      return { name: options.name, port, stop: () => closeAll(udp, tcp, connections) }
    } catch (error) {
      await closeAll(udp, undefined, connections)
      // Another process may hold the same number for TCP; only a free choice can be repeated.
      if ((options.port ?? 0) !== 0 || tries >= BIND_TRIES) throw error
    }
  }
}
