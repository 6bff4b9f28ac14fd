import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

export type ReceivedMail = { to: string; source: string }

export type MailInbox = {
  /** For `LR_SMTP_URL`. */
  url: string
  received: ReceivedMail[]
  /** Answers the next recipients with this instead of taking the mail, such as `550 no such user`. */
  refuse: (answer: string | undefined) => void
  /** Takes a mail and dies before it says so. */
  dieAfterData: (dies: boolean) => void
  /** Takes a mail and never says so. */
  hangAfterData: (hangs: boolean) => void
  stop: () => Promise<void>
}

/** A mail server on loopback that keeps what it is given, for tests of what the product sends. */
export async function startMailInbox(port = 0): Promise<MailInbox> {
  const received: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  let refusal: string | undefined
  let dies = false
  let hangs = false

  function converse(socket: Socket): void {
    let to = ''
    let body: string[] | undefined
    let rest = ''
    const say = (line: string): void => {
      socket.write(`${line}\r\n`)
    }
    const answerTo = (line: string): string => {
      switch (line.slice(0, 4).toUpperCase()) {
        case 'EHLO':
        case 'HELO':
          return '250 inbox.test'
        case 'RCPT':
          to = /<([^>]*)>/.exec(line)?.[1] ?? ''
          return refusal ?? '250 ok'
        case 'DATA':
          body = []
          return '354 go on'
        case 'QUIT':
          return '221 bye'
        default:
          return '250 ok'
      }
    }
    const take = (line: string): void => {
      if (line !== '.') {
        body?.push(line.startsWith('..') ? line.slice(1) : line)
        return
      }
      received.push({ to, source: (body ?? []).join('\r\n') })
      body = undefined
      if (dies) socket.destroy()
      else if (!hangs) say('250 kept')
    }
    say('220 inbox.test ESMTP')
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (body === undefined) say(answerTo(line))
        else take(line)
      }
    })
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    converse(socket)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${bound}`,
    received,
    refuse: (answer) => {
      refusal = answer
    },
    dieAfterData: (wanted) => {
      dies = wanted
    },
    hangAfterData: (wanted) => {
      hangs = wanted
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
