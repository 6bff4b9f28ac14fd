import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { needsDatabase, sendAway } from './away'
import { type FrontSettings, refusalOf, refuse, rewrite, secure } from './front'

type Handler = (request: IncomingMessage, response: Parameters<RequestListener>[1]) => Promise<unknown> | unknown
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => unknown

type Options = {
  settings: FrontSettings
  handle: Handler
  onError: (error: unknown) => void
  /** Whether the database cannot be reached; asked before a page that needs it is made. */
  isAway: () => Promise<boolean>
  /** Only the development server speaks another protocol on the same port. */
  upgrade?: Upgrade
}

/** The server in front of the framework: limits on what a slow or hostile caller can hold, then the rules of `front`. */
export function createFrontServer({ settings, handle, onError, isAway, upgrade }: Options): Server {
  async function answer(request: IncomingMessage, response: Parameters<RequestListener>[1]): Promise<void> {
    if (needsDatabase(request) && (await isAway())) sendAway(response)
    else await handle(request, response)
  }
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 30_000,
      connectionsCheckingInterval: 2000,
      requireHostHeader: true,
    },
    (request, response) => {
      secure(response, settings, request.url)
      const refusal = refusalOf(request, settings)
      if (refusal !== undefined) return refuse(response, refusal)
      rewrite(request, settings)
      answer(request, response).catch((error: unknown) => {
        onError(error)
        if (response.headersSent) response.destroy()
        else refuse(response, { status: 500, title: 'Something went wrong on our side' })
      })
    },
  )
  // More than the limit, so that too many are seen and refused instead of silently dropped.
  server.maxHeadersCount = 400
  server.on('upgrade', (request, socket, head) => {
    if (upgrade === undefined) socket.destroy()
    else upgrade(request, socket, head)
  })
  server.on('checkContinue', (request, response) => {
    const refusal = refusalOf(request, settings)
    if (refusal !== undefined) return refuse(response, refusal)
    response.writeContinue()
    server.emit('request', request, response)
  })
  return server
}

const LOOK_MS = 50

/**
 * Stops taking connections and resolves when the last one is gone. Answers under way are finished; a connection
 * that a browser keeps open for later is closed as soon as nothing is under way on it.
 */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const timer = setInterval(() => server.closeIdleConnections(), LOOK_MS)
  await closed
  clearInterval(timer)
}
