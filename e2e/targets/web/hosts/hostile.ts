import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { ASSETS, alias, domainOf, front, goodPages, host, labSite, QUIET_PROFILE } from '../baseline'
import { file, HTML, html, REVALIDATE, redirect, SCRIPT, site, toHttps } from '../content'
import type { Handler, LabReply, LabSite } from '../types'

const DOMAIN = domainOf('hostile')
const MIB = 1024 * 1024

/** Compressed once, when first asked for: 200 MiB of zeros become some 200 kB, and those 498 bytes or so. */
const bombs = new Map<string, Buffer>()
function bomb(kind: 'single' | 'double'): Buffer {
  const known = bombs.get(kind)
  if (known) return known
  const made = kind === 'single' ? gzipSync(Buffer.alloc(200 * MIB)) : gzipSync(bomb('single'))
  bombs.set(kind, made)
  return made
}

function bombPage(kind: 'single' | 'double'): Handler {
  return () => ({
    headers: [
      ['content-type', HTML],
      ['content-encoding', kind === 'single' ? 'gzip' : 'gzip, gzip'],
    ],
    body: bomb(kind),
    verbatim: true,
  })
}

const raw = (write: (socket: Socket) => void): LabReply => ({ raw: write })

/** Repeats until the other side goes away. */
function repeat(socket: Socket, text: string, everyMs: number): void {
  const timer = setInterval(() => socket.write(text), everyMs)
  socket.once('close', () => clearInterval(timer))
}

function pour(socket: Socket, chunk: string): void {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.on('drain', more)
  more()
}

const OK_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n'
const CHUNK = `4000\r\n${'x'.repeat(0x4000)}\r\n`

const locations = (...values: string[]): LabReply => ({
  status: 302,
  headers: values.map((value) => ['location', value]),
})

/** Everything a server can do to a client that trusts it, one path each. */
const pages: Record<string, LabReply | Handler> = {
  '/bomb': bombPage('single'),
  '/double-bomb': bombPage('double'),
  '/endless': raw((socket) => {
    socket.write(`${OK_HEAD}transfer-encoding: chunked\r\n\r\n`)
    pour(socket, CHUNK)
  }),
  '/drip': raw((socket) => {
    socket.write(`${OK_HEAD}content-length: 100000\r\n\r\n`)
    repeat(socket, 'x', 100)
  }),
  '/silent': raw(() => undefined),
  '/big-header': raw((socket) => socket.write(`${OK_HEAD}x-big: ${'h'.repeat(100_000)}\r\n\r\nok`)),
  '/many-headers': raw((socket) => {
    const lines = Array.from({ length: 500 }, (_, index) => `x-line-${index}: 1\r\n`).join('')
    socket.write(`${OK_HEAD}${lines}content-length: 2\r\n\r\nok`)
  }),
  '/reset': raw((socket) => socket.resetAndDestroy()),
  '/hang-up': raw((socket) => socket.destroy()),
  '/short': raw((socket) => socket.end(`${OK_HEAD}content-length: 100\r\n\r\nabc`)),
  '/hints': raw((socket) => {
    socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n')
    socket.end(`${OK_HEAD}content-length: 2\r\nconnection: close\r\n\r\nok`)
  }),
  '/endless-hints': raw((socket) => repeat(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n', 20)),
  '/garbage': raw((socket) => socket.end('this is not HTTP\r\n\r\n')),
  '/not-gzip': raw((socket) =>
    socket.end(`${OK_HEAD}content-encoding: gzip\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello`),
  ),
  '/loop': redirect(() => '/loop', 302),
  '/inc': redirect(({ query }) => `/inc?n=${Number(new URLSearchParams(query).get('n') ?? '0') + 1}`, 302),
  '/grow': redirect(() => '/grow/grow', 302),
  '/grow/grow': redirect(() => '/grow/grow/grow', 302),
  '/cookie-once': ({ headers }) =>
    headers.cookie?.includes('seen=1')
      ? { body: 'welcome back', headers: [['content-type', 'text/plain']] }
      : {
          status: 302,
          headers: [
            ['set-cookie', 'seen=1; Path=/'],
            ['location', '/cookie-once'],
          ],
        },
  '/cookie-loop': ({ count }) => ({
    status: 302,
    headers: [
      ['set-cookie', `visit=${count}; Path=/`],
      ['location', '/cookie-loop'],
    ],
  }),
  '/to-metadata': locations('http://169.254.169.254/latest/meta-data/'),
  '/to-mapped': locations('http://[::ffff:7f00:1]/'),
  '/to-hex': locations('http://0x7f.1/'),
  '/to-private-name': locations(`http://inside.${DOMAIN}/`),
  '/to-split-name': locations(`http://split.${DOMAIN}/`),
  '/to-file': locations('file:///etc/passwd'),
  '/to-script': locations('javascript:alert(1)'),
  '/to-nobody': locations('//evil.example/'),
  '/to-port': locations(`http://${DOMAIN}:22/`),
  '/to-userinfo': locations(`https://admin:secret@${DOMAIN}/`),
  '/to-long-host': locations(`https://${'a'.repeat(300)}.test/`),
  '/to-broken': locations('http://[not-an-address/'),
  '/two-locations': locations('/first', '/second'),
  '/first': { body: 'first' },
  '/empty-location': locations(''),
  '/umlaut': raw((socket) => {
    // The bytes of "/über" in UTF-8, as a careless server writes them.
    socket.write('HTTP/1.1 302 Found\r\nlocation: /')
    socket.write(Buffer.from('über'))
    socket.end('\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
  }),
  '/%C3%BCber': { body: 'über' },
  '/nested': file(HTML, html({ title: 'Nested', body: '<div>'.repeat(60_000) }), REVALIDATE),
  '/open-tags': file(HTML, '<a '.repeat((2 * MIB) / 3), REVALIDATE),
  '/busy': { status: 503, headers: [['retry-after', '120']], body: 'later' },
  '/broken': { status: 500, body: 'sorry' },
}

/** The same site, but its own pages are what hurts: for whole runs against a hostile target. */
const dripping: LabSite = labSite({
  id: 'dripping',
  about: 'the first page never ends, the script is a bomb, the sign-in page says nothing',
  apex: {
    http1Only: true,
    https: front(
      site({
        ...goodPages(domainOf('dripping')),
        '/': file(
          HTML,
          html({ title: 'Dripping', head: `${ASSETS}<script src="/bomb.js"></script>`, body: '<main>Hello</main>' }),
          REVALIDATE,
        ),
        '/bomb.js': () => ({
          headers: [
            ['content-type', SCRIPT],
            ['content-encoding', 'gzip'],
          ],
          body: bomb('single'),
          verbatim: true,
        }),
        '/login': raw(() => undefined),
      }),
    ),
  },
  expect: {
    'critical-urls-up': 'fail',
    'shared-cache-safety': ['unknown', 'pass'],
    'refresh-consistency': ['unknown', 'pass'],
    'public-bundle-secrets': 'unknown',
    'mixed-content': ['pass', 'unknown'],
    'page-not-blank': ['pass', 'unknown'],
    'static-cache-lifetime': ['pass', 'warn', 'fail', 'unknown'],
  },
})

/** For tests of the prober: limits are asserted, not verdicts. */
export const hostileSite: LabSite = {
  id: 'hostile',
  about: 'one path for each thing a server can do to a client',
  domain: DOMAIN,
  hosts: [
    host(DOMAIN, site(pages), { http: site(pages), http1Only: true }),
    alias(DOMAIN),
    host(`h2.${DOMAIN}`, duplicates, { http: toHttps }),
    host(`inside.${DOMAIN}`, site({}), { addresses: [{ at: '169.254.169.254' }] }),
    host(`split.${DOMAIN}`, site({}), { addresses: [{ at: 'pub' }, { at: '10.0.0.7' }] }),
  ],
  target: { domain: DOMAIN, hosts: [{ name: DOMAIN, role: 'apex' }], urls: [], sending: [], profile: QUIET_PROFILE },
  expect: {},
}

function duplicates(): LabReply {
  return {
    headers: [
      ['content-type', 'text/plain'],
      ['x-frame-options', 'DENY'],
      ['x-frame-options', 'SAMEORIGIN'],
      ['strict-transport-security', 'max-age=300'],
      ['strict-transport-security', 'max-age=31536000'],
    ],
    body: 'twice',
  }
}

export const hostileSites: LabSite[] = [dripping]
