import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FrontSettings } from './front'
import { closeServer, createFrontServer } from './serve'

const settings: FrontSettings = {
  origin: 'https://ready.acme.io',
  hosts: ['other.acme.io'],
  loopback: false,
  trustedHops: 0,
}

/** Sends bytes as they are and answers everything that came back until the connection closed. */
async function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setTimeout(8000, () => socket.destroy(new Error('no answer')))
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(answer) : reject(error),
    )
    socket.on('close', () => resolve(answer))
    socket.write(text, 'latin1')
  })
}

let isAway = false

function serve(changes: Partial<FrontSettings> = {}) {
  const server = createFrontServer({
    settings: { ...settings, ...changes },
    onError: () => undefined,
    isAway: async () => isAway,
    handle: async (request, response) => {
      if (request.url === '/fails') throw new Error('secret words')
      let size = 0
      for await (const chunk of request) size += chunk.length
      response.setHeader('content-type', 'application/json')
      response.setHeader('connection', 'close')
      response.end(JSON.stringify({ url: request.url, headers: request.headers, size }))
    },
  })
  return server
}

const servers = new Map<string, ReturnType<typeof serve>>()
function port(name: string): number {
  const address = servers.get(name)?.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen')
  return address.port
}

beforeAll(async () => {
  servers.set('plain', serve())
  servers.set('proxied', serve({ trustedHops: 1 }))
  servers.set('local', serve({ origin: 'http://127.0.0.1:3000', loopback: true, hosts: [] }))
  for (const server of servers.values()) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})

afterAll(async () => {
  for (const server of servers.values()) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})

const request = (line: string, headers: string[] = [], body = '') =>
  [`${line} HTTP/1.1`, 'Host: ready.acme.io', ...headers, '', body].join('\r\n')

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
const seenBy = (answer: string) =>
  JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4).replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, ''))

describe('at the door', () => {
  test.each([
    ['an ordinary page', request('GET /w'), 200],
    ['a further name of ours', request('GET /').replace('ready', 'other'), 200],
    ['a foreign name', request('GET /').replace('ready.acme.io', 'evil.example'), 421],
    ['our name with another port', request('GET /').replace('ready.acme.io', 'ready.acme.io:8443'), 421],
    ['two names, ours first', request('GET /', ['Host: evil.example']), 400],
    ['two names, ours last', request('GET /', ['Host: ready.acme.io']).replace('ready', 'evil'), 400],
    ['percent signs that mean nothing', request('GET /api/v1/runs/%zz'), 400],
    ['a NUL in the path', request('GET /w/%00'), 400],
    ['the error page of the framework by name', request('GET /_global-error'), 404],
    ['no name at all', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['an absolute target', request('GET http://ready.acme.io/'), 400],
    ['a target that names another host', request('GET //evil.example/x'), 400],
    ['a backslash', request('GET /\\evil.example'), 400],
    ['TRACE', request('TRACE /'), 405],
    ['an unknown method', request('PROPFIND /'), 405],
    ['a write to a page', request('POST /w', ['Content-Length: 0']), 405],
    ['a server action', request('POST /api/v1/checks', ['Next-Action: abc', 'Content-Length: 0']), 400],
    ['an action on a page', request('GET /', ['Next-Action: abc']), 400],
    ['the image optimiser', request('GET /_next/image?url=http://169.254.169.254/&w=64&q=1'), 404],
    ['a chunked body', request('POST /api/v1/x', ['Transfer-Encoding: chunked'], '0\r\n\r\n'), 411],
    ['a body over the limit', request('POST /api/v1/x', ['Content-Length: 262145']), 413],
    ['a sign-in body over its limit', request('POST /api/auth/callback/credentials', ['Content-Length: 16385']), 413],
    [
      'a proof over its limit',
      request('POST /api/v1/projects/p/items/i/confirmations', ['Content-Length: 7340033']),
      413,
    ],
    [
      'a large body beside the proofs',
      request('POST /api/v1/projects/p/items/confirmations', ['Content-Length: 262145']),
      413,
    ],
    ['a body on a page', request('GET /w', ['Content-Length: 3'], 'abc'), 413],
    ['a negative length', request('POST /api/v1/x', ['Content-Length: -1']), 400],
    ['two lengths', request('POST /api/v1/x', ['Content-Length: 1', 'Content-Length: 2'], 'x'), 400],
    ['length and chunks', request('POST /api/v1/x', ['Content-Length: 3', 'Transfer-Encoding: chunked'], 'abc'), 400],
    [
      '101 headers',
      request(
        'GET /',
        Array.from({ length: 100 }, (_, i) => `X-${i}: 1`),
      ),
      431,
    ],
    ['20 KiB of headers', request('GET /', [`X: ${'a'.repeat(20_000)}`]), 431],
    ['an API write', request('POST /api/v1/x', ['Content-Length: 3'], 'abc'), 200],
  ])('%s', async (_, text, status) => {
    expect(statusOf(await raw(port('plain'), text))).toBe(status)
  })

  test('an upgrade is hung up on', async () => {
    const answer = await raw(port('plain'), request('GET /', ['Connection: Upgrade', 'Upgrade: websocket']))
    expect(answer).toBe('')
  })

  test('a handler that throws says nothing about itself', async () => {
    const answer = await raw(port('plain'), request('GET /fails'))
    expect(statusOf(answer)).toBe(500)
    expect(answer).not.toContain('secret words')
  })
})

describe('what the framework gets to see', () => {
  test('nothing a caller may not say', async () => {
    const forged = [
      'X-Middleware-Subrequest: middleware',
      'X-Nextjs-Data: 1',
      'X-Invoke-Path: /admin',
      'X-Matched-Path: /admin',
      'X-Nonce: mine',
      'X-Lr-Client: 10.0.0.1',
      'X-Forwarded-For: 10.0.0.1',
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Proto: gopher',
      'Forwarded: for=10.0.0.1',
    ]
    const { headers } = seenBy(await raw(port('plain'), request('GET /w', forged)))
    expect(
      Object.keys(headers).filter((name) => /middleware|nextjs|invoke|matched|nonce|^forwarded$/.test(name)),
    ).toEqual([])
    expect(headers['x-lr-client']).toBe('127.0.0.1')
    expect(headers['x-forwarded-host']).toBe('ready.acme.io')
    expect(headers['x-forwarded-proto']).toBe('https')
    expect(headers['x-lr-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['10.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['not an address', '127.0.0.1'],
    ['', '127.0.0.1'],
  ])('behind one proxy, the caller of "%s" is %s', async (chain, client) => {
    const { headers } = seenBy(await raw(port('proxied'), request('GET /w', [`X-Forwarded-For: ${chain}`])))
    expect(headers['x-lr-client']).toBe(client)
  })

  test('health under its short names', async () => {
    expect(seenBy(await raw(port('plain'), request('GET /readyz'))).url).toBe('/api/v1/readyz')
  })
})

test('every answer carries the security headers, refusals too', async () => {
  for (const line of ['GET /w', 'TRACE /']) {
    const answer = (await raw(port('plain'), request(line))).toLowerCase()
    for (const header of [
      'x-content-type-options: nosniff',
      'referrer-policy: strict-origin-when-cross-origin',
      'cross-origin-opener-policy: same-origin',
      'strict-transport-security: max-age=31536000',
      'permissions-policy: ',
    ]) {
      expect(answer).toContain(header)
    }
  }
})

test('the address of a shared page is told to no page it links to', async () => {
  for (const line of ['GET /s/token', 'GET /s/token/more', 'GET /api/share/token/state']) {
    const answer = (await raw(port('plain'), request(line))).toLowerCase()
    expect(answer.match(/referrer-policy: .*/g), line).toEqual(['referrer-policy: no-referrer'])
  }
})

test('on loopback, another loopback name leads to the one address; a foreign name does not', async () => {
  const answer = await raw(port('local'), 'GET /w?x=1 HTTP/1.1\r\nHost: localhost:3000\r\n\r\n')
  expect(statusOf(answer)).toBe(307)
  expect(answer.toLowerCase()).toContain('location: http://127.0.0.1:3000/w?x=1')
  expect(statusOf(await raw(port('local'), 'GET /w HTTP/1.1\r\nHost: rebound.example\r\n\r\n'))).toBe(421)
  expect(
    statusOf(await raw(port('local'), 'GET /healthz HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n\r\n')),
  ).toBe(200)
})

test('a page says that we are back in a moment while the database is away', async () => {
  const ask = (path: string, more = '') =>
    raw(port('plain'), `GET ${path} HTTP/1.1\r\nHost: ready.acme.io\r\nConnection: close\r\n${more}\r\n`)
  isAway = true
  try {
    for (const path of ['/w/acme', '/', '/sign-in?next=%2Fw', '/s/token', '/account']) {
      const answer = await ask(path)
      expect(statusOf(answer)).toBe(503)
      expect(answer.toLowerCase()).toContain('retry-after: 5')
      expect(answer).toContain('<h1>We are back in a moment</h1>')
      expect(answer).toMatch(/content-security-policy: default-src 'none'/i)
    }
    // What needs no database, the interface with its own words, and a part of a page that is open.
    expect(statusOf(await ask('/docs/checks'))).toBe(200)
    expect(statusOf(await ask('/api/v1/session'))).toBe(200)
    expect(statusOf(await ask('/w/acme', 'RSC: 1\r\n'))).toBe(200)
  } finally {
    isAway = false
  }
  expect(statusOf(await ask('/w/acme'))).toBe(200)
})

test('stopping finishes what is under way and does not wait for connections kept for later', async () => {
  let finish = (): void => undefined
  let begin = (): void => undefined
  const began = new Promise<void>((resolve) => {
    begin = resolve
  })
  const server = createFrontServer({
    settings: { ...settings, origin: 'http://127.0.0.1:3000', loopback: true },
    onError: () => undefined,
    isAway: async () => false,
    handle: (_, response) => {
      finish = () => response.end('done')
      begin()
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen')
  const answer = raw(address.port, 'GET /w HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nConnection: keep-alive\r\n\r\n')
  await began
  const closed = closeServer(server)
  finish()
  expect(await answer).toContain('done')
  await closed
  expect(server.listening).toBe(false)
})
