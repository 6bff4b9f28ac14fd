import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { CertificateAuthority, CertificateOrder } from '../ca'

/**
 * How a mail server of the laboratory behaves: `tls` offers STARTTLS with its certificate, `plain` does not,
 * the others are what goes wrong on the way.
 */
export type SmtpManner =
  | 'tls'
  | 'plain'
  | 'no-ehlo'
  | 'busy'
  | 'blocked-us'
  | 'postponed'
  | 'tls-refused'
  | 'tls-broken'
  | 'injected'
  | 'tarpit'
  | 'closes'
  | 'garbage'
  | 'endless-line'
  | 'endless-reply'
  | 'drip'

export type SmtpHost = {
  name: string
  addresses: readonly string[]
  manner: SmtpManner
  certificate?: Partial<CertificateOrder>
  /** The newest version the server speaks. */
  maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2'
}

export type SmtpCommand = { host: string; line: string }

export type SmtpLab = {
  dialMap: Record<string, string>
  /** Every line a client sent, encrypted ones included. */
  log: SmtpCommand[]
  /** SHA-256 of the public key and of the certificate each host shows, lower-case hex. */
  certificates: Record<string, { key: string; cert: string }>
  stop(): Promise<void>
}

type Behaviour = { host: SmtpHost; issued: { key: string; cert: string }; note: (line: string) => void }

function secure(socket: Socket, { issued, host, note }: Behaviour): void {
  const { maxVersion } = host
  const context = createSecureContext({
    ...issued,
    ciphers: 'DEFAULT@SECLEVEL=0',
    minVersion: 'TLSv1',
    ...(maxVersion === undefined ? {} : { maxVersion }),
  })
  const inner = new TLSSocket(socket, { isServer: true, secureContext: context })
  inner.on('error', () => socket.destroy())
  inner.on('data', (chunk: Buffer) => {
    note(`(tls) ${chunk.toString('latin1').trim()}`)
    inner.end('221 Bye\r\n')
  })
}

/** What is said at once when somebody connects; undefined where the server stays silent. */
const GREETINGS: Partial<Record<SmtpManner, string | undefined>> = {
  busy: '421 4.7.0 Try again later\r\n',
  'blocked-us': '554 5.7.1 Your address is on our list\r\n',
  garbage: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n',
  'endless-line': `220 ${'a'.repeat(64 * 1024)}`,
  'endless-reply': '220-more\r\n'.repeat(5000),
  tarpit: undefined,
}

const WITHOUT_TLS = new Set<SmtpManner>(['plain', 'no-ehlo'])

function answerTo(line: string, { host }: Behaviour): string {
  if (/^ehlo /i.test(line)) {
    if (host.manner === 'no-ehlo') return '502 5.5.1 What is EHLO?\r\n'
    const offers = WITHOUT_TLS.has(host.manner) ? ['SIZE 35882577'] : ['SIZE 35882577', 'STARTTLS']
    const lines = [`${host.name} at your service`, ...offers, '8BITMIME']
    return lines.map((text, at) => `250${at === lines.length - 1 ? ' ' : '-'}${text}\r\n`).join('')
  }
  if (/^quit/i.test(line)) return '221 2.0.0 Bye\r\n'
  return '503 5.5.1 Not now\r\n'
}

function startTls(socket: Socket, behaviour: Behaviour): void {
  switch (behaviour.host.manner) {
    case 'postponed':
      socket.write('454 4.7.0 TLS not available right now\r\n')
      return
    case 'tls-refused':
      socket.write('502 5.5.1 Not implemented\r\n')
      return
    case 'tls-broken':
      socket.removeAllListeners('data')
      socket.write('220 Go ahead\r\n')
      socket.once('data', () => socket.end('this is not TLS at all, not even nearly\r\n'))
      return
    case 'injected':
      socket.write('220 Go ahead\r\n250 and a little more\r\n')
      return
    default:
      socket.removeAllListeners('data')
      socket.write('220 2.0.0 Go ahead\r\n')
      secure(socket, behaviour)
  }
}

function converse(socket: Socket, behaviour: Behaviour): void {
  const { host, note } = behaviour
  if (host.manner === 'closes') {
    socket.destroy()
    return
  }
  if (host.manner === 'drip') {
    const timer = setInterval(() => socket.write('2'), 50)
    socket.once('close', () => clearInterval(timer))
    return
  }
  const greeting = host.manner in GREETINGS ? GREETINGS[host.manner] : `220 ${host.name} ESMTP lab\r\n`
  if (greeting !== undefined) socket.write(greeting)
  let buffer = ''
  socket.on('data', (chunk: Buffer) => {
    buffer += chunk.toString('latin1')
    for (let end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n')) {
      const line = buffer.slice(0, end).trim()
      buffer = buffer.slice(end + 1)
      note(line)
      if (/^starttls$/i.test(line)) return startTls(socket, behaviour)
      socket.write(answerTo(line, behaviour))
      if (/^quit/i.test(line)) socket.end()
    }
  })
}

/** A listening TCP server always has an address with a port. */
function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address() as AddressInfo
  return address.port
}

function dialKey(address: string): string {
  return address.includes(':') ? `[${address}]:25` : `${address}:25`
}

/** Starts one server per host on loopback. Nothing is ever delivered anywhere. */
export async function startSmtpLab({
  hosts,
  ca,
  digests,
}: {
  hosts: readonly SmtpHost[]
  ca: CertificateAuthority
  digests: (pem: string) => { key: string; cert: string }
}): Promise<SmtpLab> {
  const log: SmtpCommand[] = []
  const sockets = new Set<Socket>()
  const certificates: SmtpLab['certificates'] = {}
  const dialMap: Record<string, string> = {}
  const servers = await Promise.all(
    hosts.map(async (host) => {
      const issued = ca.issue({ names: [host.name], ...host.certificate })
      certificates[host.name] = digests(issued.cert)
      const behaviour: Behaviour = { host, issued, note: (line) => log.push({ host: host.name, line }) }
      const server = createServer((socket) => {
        sockets.add(socket)
        socket.on('error', () => socket.destroy())
        socket.once('close', () => sockets.delete(socket))
        converse(socket, behaviour)
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      for (const address of host.addresses) dialMap[dialKey(address)] = `127.0.0.1:${portOf(server)}`
      return server
    }),
  )
  return {
    dialMap,
    log,
    certificates,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await Promise.all(
        servers.map(async (server) => {
          server.close()
          await once(server, 'close')
        }),
      )
    },
  }
}
