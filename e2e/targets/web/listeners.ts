import { getDiffieHellman } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttp2Server } from 'node:http2'
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from 'node:net'
import {
  createServer as createTlsServer,
  type SecureContext,
  type SecureVersion,
  type TlsOptions as TlsServerOptions,
} from 'node:tls'
import type { AnyRequest, AnyResponse } from './reply'

export type Listener = { port: number; stop(): Promise<void> }

export type OnRequest = (request: AnyRequest, response: AnyResponse, origin: { secure: boolean; node: string }) => void

/** Listens on a free loopback port and can be stopped with every connection. */
export async function listen(server: Server): Promise<Listener> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: portOf(server),
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A listening TCP server always has an address with a port. */
function portOf(server: Server): number {
  const address = server.address() as AddressInfo
  return address.port
}

function createPlain(onRequest: OnRequest, secure: boolean, node: string) {
  const server = createHttpServer((request, response) => onRequest(request, response, { secure, node }))
  // Raw replies keep a connection open for as long as the test wants.
  server.requestTimeout = 0
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n')
    else socket.destroy()
  })
  return server
}

/** HTTP on a port of its own. */
export function listenHttp(onRequest: OnRequest, node = ''): Promise<Listener> {
  return listen(createPlain(onRequest, false, node))
}

export type TlsChoice = { context: SecureContext; http1Only: boolean }

type SniDone = (error: Error | null, context?: SecureContext) => void

export type TlsOptions = {
  choose: (name: string) => TlsChoice | undefined
  onRequest: OnRequest
  node?: string
  /** One per key type, for every name: a certificate chosen by name can be of one type only. */
  certificates?: readonly { key: string; cert: string }[]
  settings?: TlsSettings
}

/** How a host's own TLS server differs from an ordinary one. */
export type TlsSettings = {
  minVersion?: SecureVersion
  maxVersion?: SecureVersion
  /** OpenSSL cipher string. */
  ciphers?: string
  /** Prime of 1,024 bits instead of the platform's own choice. */
  shortDh?: boolean
  /** Asks visitors for a certificate and sends those without one away. */
  clientCertificate?: boolean
  /** The stapled answer for the certificate of this server (DER). */
  staple?: (certificate: Buffer) => Buffer
}

/** Oakley group 2 of RFC 2409 as PKCS #3 parameters. */
function shortDhParameters(): string {
  const prime = Buffer.concat([Buffer.from([0]), getDiffieHellman('modp2').getPrime()])
  const content = Buffer.concat([Buffer.from([0x02, 0x81, prime.length]), prime, Buffer.from([0x02, 0x01, 0x02])])
  const der = Buffer.concat([Buffer.from([0x30, 0x81, content.length]), content])
  return `-----BEGIN DH PARAMETERS-----\n${der.toString('base64')}\n-----END DH PARAMETERS-----\n`
}

function optionsOf({ staple: _, shortDh, clientCertificate, ...rest }: TlsSettings): TlsServerOptions {
  return {
    ...rest,
    ...(shortDh ? { dhparam: shortDhParameters() } : {}),
    ...(clientCertificate ? { requestCert: true, rejectUnauthorized: true } : {}),
  }
}

/** TLS with a certificate per name, HTTP/2 and HTTP/1.1. A name that `choose` does not know gets no certificate. */
export function listenTls({
  choose,
  onRequest,
  node = '',
  certificates = [],
  settings = {},
}: TlsOptions): Promise<Listener> {
  const http1 = createPlain(onRequest, true, node)
  const http2 = createHttp2Server((request, response) => onRequest(request, response, { secure: true, node }))
  http2.on('sessionError', () => undefined)
  const chooseProtocol = ({ servername, protocols }: { servername: string; protocols: string[] }) =>
    protocols.includes('h2') && !choose(servername)?.http1Only ? 'h2' : 'http/1.1'
  const server = createTlsServer({
    ...(certificates.length === 0
      ? { SNICallback: (name: string, done: SniDone) => done(null, choose(name)?.context) }
      : { key: certificates.map(({ key }) => key), cert: certificates.map(({ cert }) => cert) }),
    ALPNCallback: chooseProtocol,
    ...optionsOf(settings),
  })
  const { staple } = settings
  if (staple !== undefined) {
    server.on('OCSPRequest', (certificate, _issuer, done) => done(null, staple(certificate)))
  }
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy())
    if (socket.alpnProtocol === 'h2') http2.emit('connection', socket)
    else http1.emit('connection', socket)
  })
  return listen(server)
}

/** TLS alert 112, unrecognized name (RFC 6066 section 3): what a network answers for a name nobody added there. */
const UNRECOGNIZED_NAME = Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x70])

export function listenAlert(): Promise<Listener> {
  return listen(createNetServer((socket) => socket.once('data', () => socket.end(UNRECOGNIZED_NAME))))
}

/** Nothing listens on the port of the multiplexer (RFC 1078); dialling it is refused at once. */
export const CLOSED_PORT = 1
