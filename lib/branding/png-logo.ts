import { inflateSync } from 'node:zlib'

export type JudgedLogo =
  | { ok: true; type: 'image/svg+xml' | 'image/png'; bytes: Uint8Array<ArrayBuffer>; removed: string[] }
  | { ok: false; reason: string }

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Chunks that say how the picture looks; comments, places and edit histories stay out. */
const KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sRGB', 'gAMA'])
const SMALLEST = 8
const LARGEST = 2000
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

type Chunk = { type: string; data: Uint8Array; whole: Uint8Array }

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte)
}

const CRC_TABLE = Array.from({ length: 256 }, (_, start) => {
  let value = start
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (value >>> 8) ^ (CRC_TABLE[(value ^ byte) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}

/** The chunks of a PNG (ISO/IEC 15948 section 5), or undefined when it is cut, damaged or goes on after its end. */
function chunksOf(bytes: Uint8Array): Chunk[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  let at = SIGNATURE.length
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) return undefined
    const named = bytes.subarray(at + 4, at + 8 + length)
    if (crc(named) !== view.getUint32(at + 8 + length)) return undefined
    const type = String.fromCharCode(...named.subarray(0, 4))
    chunks.push({ type, data: named.subarray(4), whole: bytes.subarray(at, at + 12 + length) })
    at += 12 + length
    if (type === 'IEND') return at === bytes.length ? chunks : undefined
  }
  return undefined
}

type Header = { width: number; height: number; depth: number; colour: number; interlace: number }

function headerOf({ data }: Chunk): Header {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    depth: view.getUint8(8),
    colour: view.getUint8(9),
    interlace: view.getUint8(12),
  }
}

/** Whether the picture data unpacks to exactly as many bytes as the header promises, never more. */
function isWhole(chunks: readonly Chunk[], { width, height, depth, colour }: Header): boolean {
  const row = Math.ceil((width * depth * (CHANNELS[colour] ?? 0)) / 8) + 1
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  try {
    return inflateSync(packed, { maxOutputLength: row * height + 1 }).length === row * height
  } catch {
    return false
  }
}

const DAMAGED = 'This PNG is damaged. Save it again, then try once more'

/** A PNG as it is kept: whole, of a sensible size, without what does not change how it looks. */
export function judgePng(bytes: Uint8Array): JudgedLogo {
  const chunks = chunksOf(bytes)
  const first = chunks?.[0]
  if (chunks === undefined || first?.type !== 'IHDR' || first.data.length !== 13) return { ok: false, reason: DAMAGED }
  const header = headerOf(first)
  const { width, height } = header
  if (width < SMALLEST || height < SMALLEST || width > LARGEST || height > LARGEST) {
    return { ok: false, reason: `Use a PNG between ${SMALLEST} and ${LARGEST} pixels wide and high` }
  }
  if (header.interlace !== 0) return { ok: false, reason: 'Save the PNG without interlacing, then try again' }
  if (header.colour === 3 && !chunks.some(({ type }) => type === 'PLTE')) return { ok: false, reason: DAMAGED }
  if (!isWhole(chunks, header)) return { ok: false, reason: DAMAGED }
  const kept = chunks.filter(({ type }) => KEPT.has(type)).map(({ whole }) => whole)
  return {
    ok: true,
    type: 'image/png',
    bytes: Uint8Array.from(Buffer.concat([Uint8Array.from(SIGNATURE), ...kept])),
    removed: [],
  }
}
