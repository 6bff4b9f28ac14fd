import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { judgeLogo } from './logo'

const bytes = (text: string) => new TextEncoder().encode(text)
const SHAPE = '<path d="M0 0h10v10z"/>'
const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" ${attributes}>${inside}${SHAPE}</svg>`

function kept(text: string): string {
  const judged = judgeLogo(bytes(text))
  return judged.ok ? new TextDecoder().decode(judged.bytes) : `refused: ${judged.reason}`
}

const HOSTILE: readonly (readonly [string, string])[] = [
  ['a script', svg('<script>alert(1)</script>')],
  ['a script in capitals', svg('<SCRIPT>alert(1)</SCRIPT>')],
  ['a script under a prefix', svg('<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>')],
  ['a script inside CDATA', svg('<script><![CDATA[alert(1)]]></script>')],
  ['a handler on the root', svg('', 'onload="alert(1)"')],
  ['a handler on a shape', svg('<rect width="5" height="5" onclick="alert(1)"/>')],
  ['a handler in mixed case', svg('<rect width="5" height="5" oNmOuSeOvEr="alert(1)"/>')],
  ['a foreign object', svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="x()"/></foreignObject>')],
  ['a link with a script', svg('<a href="javascript:alert(1)"><rect width="1" height="1"/></a>')],
  ['a picture from elsewhere', svg('<image href="https://evil.example/x.png" width="5" height="5"/>')],
  ['a picture in a data address', svg('<image href="data:image/svg+xml;base64,PHN2Zz4=" width="5" height="5"/>')],
  ['a use of another file', svg('<use href="https://evil.example/x.svg#a"/>')],
  ['a use of another file, the old way', svg('<use xlink:href="//evil.example/x.svg#a"/>')],
  ['a style that loads', svg('<rect width="1" height="1" style="fill:url(https://evil.example/a)"/>')],
  ['a style that loads, escaped', svg('<rect width="1" height="1" style="fill:u\\72l(https://evil.example/a)"/>')],
  ['a style sheet that imports', svg('<style>@import "https://evil.example/a.css"; rect{fill:red}</style>')],
  ['a style sheet with a font', svg('<style>@font-face{font-family:x;src:url(https://evil.example/f)}</style>')],
  ['a style sheet that loads', svg('<style>rect{fill:url(https://evil.example/a)}</style>')],
  ['a style sheet that ends early', svg('<style>rect{fill:red}</style><script>alert(1)</script><style></style>')],
  ['a fill from elsewhere', svg('<rect width="1" height="1" fill="url(https://evil.example/a#b)"/>')],
  ['a filter that loads', svg('<filter id="f"><feImage href="https://evil.example/a"/></filter>')],
  ['an animation of an address', svg('<animate attributeName="href" to="javascript:alert(1)"/>')],
  ['a set handler', svg('<set attributeName="onmouseover" to="alert(1)"/>')],
  ['an embedded page', svg('<iframe src="https://evil.example"/><embed src="x"/><object data="x"/>')],
  ['a base address', svg('', 'xml:base="https://evil.example/"')],
  ['a style sheet beside it', `<?xml-stylesheet href="https://evil.example/a.css"?>${svg('')}`],
  ['markup in text', svg('<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>')],
  ['a comment that hides', svg('<!-- --><script>alert(1)</script><!-- -->')],
  ['a frame inside', svg('<svg onload="alert(1)"><handler type="x">alert(1)</handler></svg>')],
]

describe('a logo with', () => {
  it.each(HOSTILE)('%s keeps nothing of it', (_, given) => {
    const out = kept(given)
    expect(out).toContain('d="M0 0h10v10z"')
    expect(out).not.toMatch(/<script|\son\w+\s*=|foreignObject|javascript:|evil\.example|data:|@import|@font-face/i)
    expect(out).not.toMatch(/<(?:image|a|iframe|embed|object|filter|feImage|animate|set|handler)\b/i)
    expect(out.match(/<svg/g)).toHaveLength(1)
  })

  it.each([
    ['a document type', `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">${svg('')}`, 'DOCTYPE'],
    ['entities', `<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${svg('<text>&b;</text>')}`, 'DOCTYPE'],
    ['nothing to show', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 'Nothing'],
    ['no picture at all', 'hello', 'not an SVG or PNG'],
    ['a page', '<html><body>x</body></html>', 'not an SVG or PNG'],
    ['two roots', `${svg('')}${svg('')}`, 'not an SVG or PNG'],
    ['more than 100 kB', svg(`<text>${'x'.repeat(102_400)}</text>`), '100 kB'],
    ['parts without end', svg('<g/>'.repeat(4500)), 'too many parts'],
    [
      'repetition that grows',
      svg('<g id="a"><rect width="1" height="1"/></g><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>'),
      'repeats parts',
    ],
    ['itself inside itself', svg('<g id="a"><use href="#a"/></g>'), 'repeats parts'],
  ])('%s is refused with a reason', (_, given, reason) => {
    expect(kept(given)).toContain(`refused: `)
    expect(kept(given)).toContain(reason)
  })

  it('twenty thousand levels is judged at once', () => {
    const given = `<svg xmlns="http://www.w3.org/2000/svg">${SHAPE}${'<g>'.repeat(12_000)}${'</g>'.repeat(12_000)}</svg>`
    expect(kept(given)).toContain('M0 0h10v10z')
  })

  it('the names of what was left out says them, once and harmless', () => {
    const judged = judgeLogo(bytes(svg('<script/><script/><metadata/>', 'onload="x" inkscape:version="1"')))
    expect(judged).toMatchObject({ ok: true, removed: ['script', 'metadata', 'onload', 'inkscape:version'] })
  })
})

describe('an ordinary logo', () => {
  it('keeps gradients, classes, clips and repeated parts', () => {
    const out = kept(
      svg(
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/></linearGradient><clipPath id="c"><rect width="4" height="4"/></clipPath></defs>' +
          '<style>.a > .b, path{fill:#123456;stroke-width:2px}</style>' +
          '<g clip-path="url(#c)"><rect id="r" class="b" width="4" height="4" fill="url(#g)" style="opacity:.5;color:RED"/></g>' +
          '<use xlink:href="#r" transform="translate(3 3)"/>',
      ),
    )
    for (const part of [
      'fill="url(#g)"',
      'clip-path="url(#c)"',
      'stop-color="#f00"',
      'transform="translate(3 3)"',
      'href="#r"',
      'opacity:.5',
      '.b,path{fill:#123456;stroke-width:2px}',
    ])
      expect(out).toContain(part)
    expect(judgeLogo(bytes(out))).toMatchObject({ ok: true, removed: [] })
  })

  it('comes out the same when it is judged again', () => {
    for (const [, given] of HOSTILE) expect(kept(kept(given))).toBe(kept(given))
  })
})

function crc(data: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of data) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const out = Buffer.alloc(8 + named.length)
  out.writeUInt32BE(data.length, 0)
  named.copy(out, 4)
  out.writeUInt32BE(crc(named), 4 + named.length)
  return out
}

type Png = { width?: number; height?: number; interlace?: number; pixels?: Uint8Array; more?: Buffer[] }

function png({ width = 16, height = 16, interlace = 0, pixels, more = [] }: Png = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, interlace], 8)
  const data = deflateSync(pixels ?? new Uint8Array((Math.min(width, 3000) * 4 + 1) * Math.min(height, 3000)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('a PNG', () => {
  it('is kept without comments and places', () => {
    const judged = judgeLogo(
      png({ more: [chunk('tEXt', Buffer.from('Author\0Ana')), chunk('eXIf', Buffer.from('x'))] }),
    )
    expect(judged).toMatchObject({ ok: true, type: 'image/png' })
    expect(judged.ok && Buffer.from(judged.bytes).equals(png())).toBe(true)
  })

  it.each([
    ['nothing but a signature', png().subarray(0, 8), 'damaged'],
    ['a cut end', png().subarray(0, -4), 'damaged'],
    ['something behind the end', Buffer.concat([png(), Buffer.from('<script>')]), 'damaged'],
    ['a wrong checksum', Buffer.from(png()).fill(1, 20, 21), 'damaged'],
    ['too few pixels', png({ pixels: new Uint8Array(3) }), 'damaged'],
    ['pixels without end', png({ pixels: new Uint8Array(50_000_000) }), 'damaged'],
    ['a size no screen has', png({ width: 40_000, height: 40_000 }), 'between 8 and 2000'],
    ['one pixel', png({ width: 1, height: 1 }), 'between 8 and 2000'],
    ['interlacing', png({ interlace: 1 }), 'interlacing'],
    ['nothing inside', Buffer.alloc(0), 'empty'],
  ])('with %s is refused', (_, given, reason) => {
    expect(judgeLogo(given)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
  })
})
