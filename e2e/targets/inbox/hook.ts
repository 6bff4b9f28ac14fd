import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

export type ReceivedCall = { path: string; headers: IncomingHttpHeaders; body: string }

export type HookInbox = {
  port: number
  received: ReceivedCall[]
  /** What the next calls are answered with; 200 unless told otherwise. */
  answer: (status: number, headers?: Record<string, string>) => void
  stop: () => Promise<void>
}

/** A server on loopback that keeps what is posted to it. */
export async function startHookInbox(): Promise<HookInbox> {
  const received: ReceivedCall[] = []
  let next: { status: number; headers: Record<string, string> } = { status: 200, headers: {} }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { url = '', headers } = request
      received.push({ path: url, headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(next.status, next.headers)
      response.end(next.status < 300 ? 'ok' : 'no')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    received,
    answer: (status, headers = {}) => {
      next = { status, headers }
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
