export type PictureKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'ico' | 'svg' | 'bmp'

/** What the first bytes of a file say about the picture in it; sizes in pixels, null where they come later. */
export type PictureFacts = { kind: PictureKind; width: number | null; height: number | null }

function sized(kind: PictureKind, width: number, height: number): PictureFacts {
  return { kind, width, height }
}

const unsized = (kind: PictureKind): PictureFacts => ({ kind, width: null, height: null })

function uint24(bytes: Buffer, at: number): number {
  return bytes.length < at + 3 ? 0 : bytes.readUIntLE(at, 3)
}

/** The three forms of a WebP file (RFC 9649): lossy, lossless, extended. */
function webp(bytes: Buffer): PictureFacts {
  const form = bytes.toString('latin1', 12, 16)
  if (form === 'VP8X' && bytes.length >= 30) return sized('webp', uint24(bytes, 24) + 1, uint24(bytes, 27) + 1)
  if (form === 'VP8 ' && bytes.length >= 30)
    return sized('webp', bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
  if (form === 'VP8L' && bytes.length >= 25) {
    const bits = bytes.readUInt32LE(21)
    return sized('webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
  }
  return unsized('webp')
}

/** Walks the segments of a JPEG until the one that tells the size. */
function jpeg(bytes: Buffer): PictureFacts {
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return sized('jpeg', bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2) break
    at += 2 + length
  }
  return unsized('jpeg')
}

/** The picture a file begins with, by its bytes alone; undefined where it is none. `head` is lower-case hex. */
export function readPicture(head: string): PictureFacts | undefined {
  const bytes = Buffer.from(head, 'hex')
  const latin = bytes.toString('latin1')
  if (head.startsWith('89504e470d0a1a0a'))
    return bytes.length >= 24 ? sized('png', bytes.readUInt32BE(16), bytes.readUInt32BE(20)) : unsized('png')
  if (head.startsWith('ffd8ff')) return jpeg(bytes)
  if (/^GIF8[79]a/.test(latin))
    return bytes.length >= 10 ? sized('gif', bytes.readUInt16LE(6), bytes.readUInt16LE(8)) : unsized('gif')
  if (latin.startsWith('RIFF') && latin.slice(8, 12) === 'WEBP') return webp(bytes)
  if (latin.slice(4, 12) === 'ftypavif') return unsized('avif')
  if (head.startsWith('00000100')) return unsized('ico')
  if (latin.startsWith('BM')) return unsized('bmp')
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  if (
    /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[\s\S]{0,300}?-->\s*)?(?:<!DOCTYPE svg[^>]{0,200}>\s*)?<svg[\s>]/i.test(
      text,
    )
  )
    return unsized('svg')
  return undefined
}
