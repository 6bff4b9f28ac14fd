import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { domainOf, front, goodPages, homeText, labSite, SCRIPT_PATH, sitemapText } from '../baseline'
import { file, HTML, html, IMMUTABLE, REVALIDATE, SCRIPT, site } from '../content'
import type { Handler, LabReply, LabSite } from '../types'

const MIB = 1024 * 1024

let zeros: Buffer | undefined
/** Some 100 kB that become 100 MiB. */
function bomb(): Buffer {
  zeros ??= gzipSync(Buffer.alloc(100 * MIB))
  return zeros
}

const bombed =
  (type: string): Handler =>
  () => ({
    headers: [
      ['content-type', type],
      ['content-encoding', 'gzip'],
    ],
    body: bomb(),
    verbatim: true,
  })

/** Writes `head`, then the same piece over and over until the other side has enough or 50 MiB are out. */
function pour(type: string, head: string, piece: string): LabReply {
  return {
    raw: (socket: Socket) => {
      let left = 50 * MIB
      const more = (): void => {
        while (left > 0 && !socket.destroyed) {
          left -= piece.length
          if (!socket.write(piece)) return
        }
        socket.end()
      }
      socket.on('drain', more)
      socket.on('error', () => undefined)
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nconnection: close\r\n\r\n${head}`)
      more()
    },
  }
}

const BIDI = '\u202Egnp.exe\u2066<img src=x onerror=alert(1)>'

const huge = labSite({
  id: 'hugefiles',
  about: 'map, list of pages and contact file of 50 MB each, robots.txt of 1 MB',
  apex: { http1Only: true },
  pages: {
    [SCRIPT_PATH]: file(SCRIPT, 'console.log(1)\n//# sourceMappingURL=huge.map\n', IMMUTABLE),
    '/assets/huge.map': pour(
      'application/json',
      '{"version":3,"sources":["a.ts"],"sourcesContent":["',
      'x'.repeat(65_536),
    ),
    '/sitemap.xml': pour(
      'application/xml',
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
      `<url><loc>https://${domainOf('hugefiles')}/</loc></url>`.repeat(500),
    ),
    '/.well-known/security.txt': pour('text/plain', '', `# ${'y'.repeat(65_000)}\n`),
    '/robots.txt': file(
      'text/plain',
      `User-agent: *\nAllow: /\nSitemap: https://${domainOf('hugefiles')}/sitemap.xml\n${'Disallow: /private/area/of/nobody\n'.repeat(30_000)}`,
      'public, max-age=3600',
    ),
  },
  expect: { 'exposed-source-maps': 'warn', 'security-txt': 'warn' },
})

const bombs = labSite({
  id: 'bombfiles',
  about: 'every file beside the page is a compressed bomb',
  apex: { http1Only: true },
  pages: {
    [SCRIPT_PATH]: file(SCRIPT, 'console.log(1)\n//# sourceMappingURL=bomb.map\n', IMMUTABLE),
    '/assets/bomb.map': bombed('application/json'),
    '/sitemap.xml': bombed('application/xml'),
    '/.well-known/security.txt': bombed('text/plain'),
    '/favicon.svg': bombed('image/svg+xml'),
    '/card.png': bombed('image/png'),
    '/metrics': bombed('text/plain'),
    '/uploads/': bombed(HTML),
  },
  expect: { sitemap: 'warn', 'security-txt': 'warn', 'share-preview': 'warn' },
})

const loop = labSite({
  id: 'indexloop',
  about: 'the index of lists names itself, its child names the index again',
  pages: {
    '/sitemap.xml': file(
      'application/xml',
      `<sitemapindex><sitemap><loc>https://${domainOf('indexloop')}/child.xml</loc></sitemap></sitemapindex>`,
      REVALIDATE,
    ),
    '/child.xml': file(
      'application/xml',
      `<sitemapindex><sitemap><loc>https://${domainOf('indexloop')}/sitemap.xml</loc></sitemap></sitemapindex>`,
      REVALIDATE,
    ),
  },
  expect: { sitemap: 'warn' },
})

const words = labSite({
  id: 'hostilewords',
  about: 'bidirectional marks, markup and NULs in every name and line',
  apex: {
    https: front(
      site(
        {
          ...goodPages(domainOf('hostilewords')),
          '/': file(
            HTML,
            homeText(domainOf('hostilewords')).replace(/<title>[^<]*/, `<title>${BIDI.replaceAll('<', '&lt;')}`),
            REVALIDATE,
          ),
          '/uploads/': {
            headers: [['content-type', HTML]],
            body: `<title>Index of /uploads/</title><a href="../">../</a>${`<a href="${encodeURIComponent(BIDI)}.sql">x</a>`.repeat(200)}`,
          },
          '/.well-known/security.txt': file(
            'text/plain',
            `Contact: mailto:${BIDI}\0\0\nExpires: ${BIDI}\n`,
            REVALIDATE,
          ),
          '/sitemap.xml': file(
            'application/xml',
            sitemapText(`https://${domainOf('hostilewords')}/?q=${BIDI.replaceAll('<', '&lt;')}`),
            REVALIDATE,
          ),
          [SCRIPT_PATH]: file(SCRIPT, `console.log(1)\n//# sourceMappingURL=words.map\n`, IMMUTABLE),
          '/assets/words.map': file(
            'application/json',
            JSON.stringify({
              version: 3,
              sources: [BIDI, '../'.repeat(500)],
              sourcesContent: [BIDI, ''],
              mappings: 'A',
            }),
            IMMUTABLE,
          ),
        },
        {
          status: 404,
          headers: [['content-type', HTML]],
          body: html({
            title: BIDI,
            body: `${'<div>'.repeat(20_000)}Traceback (most recent call last) ${BIDI}<a href="/">x</a>`,
          }),
        },
      ),
    ),
  },
  expect: {
    'directory-listing': 'fail',
    'exposed-source-maps': 'warn',
    'error-leak': 'fail',
    'security-txt': ['warn', 'unknown'],
    sitemap: ['pass', 'warn'],
  },
})

/** Sites whose files try to fill the memory, never end, lead in circles or break the screen. */
export const hostileFileSites: LabSite[] = [huge, bombs, loop, words]
