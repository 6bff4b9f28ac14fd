/** One element of a DER structure (ITU-T X.690): its tag and where its content lies; `raw` is all of it. */
export type DerNode = { tag: number; content: Buffer; raw: Buffer }

export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
} as const

/** Context-specific tag; `constructed` for explicit and structured ones. */
export function contextTag(number: number, constructed = false): number {
  return (constructed ? 0xa0 : 0x80) | number
}

const MAX_CHILDREN = 20_000

function readLength(bytes: Buffer, at: number): { length: number; next: number } | null {
  const first = bytes[at]
  if (first === undefined) return null
  if (first < 0x80) return { length: first, next: at + 1 }
  const count = first & 0x7f
  if (count === 0 || count > 4 || at + 1 + count > bytes.length) return null
  return { length: bytes.readUIntBE(at + 1, count), next: at + 1 + count }
}

/** The elements inside a constructed value, or as many of them as can be read. Never throws. */
export function derChildren(bytes: Buffer): DerNode[] {
  const nodes: DerNode[] = []
  let at = 0
  while (at < bytes.length && nodes.length < MAX_CHILDREN) {
    const tag = bytes[at] ?? 0
    const size = readLength(bytes, at + 1)
    if (!size || size.next + size.length > bytes.length) break
    const end = size.next + size.length
    nodes.push({ tag, content: bytes.subarray(size.next, end), raw: bytes.subarray(at, end) })
    at = end
  }
  return nodes
}

/** An object identifier in dotted form. */
export function oidText(content: Buffer): string {
  const numbers: number[] = []
  let value = 0
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f)
    if (byte & 0x80) continue
    numbers.push(value)
    value = 0
  }
  const [first = 0, ...rest] = numbers
  const root = Math.min(2, Math.floor(first / 40))
  return [root, first - root * 40, ...rest].join('.')
}

/** The first element of some bytes. */
export function derFirst(bytes: Buffer): DerNode | undefined {
  const size = readLength(bytes, 1)
  if (!size || size.next + size.length > bytes.length) return undefined
  const end = size.next + size.length
  return { tag: bytes[0] ?? 0, content: bytes.subarray(size.next, end), raw: bytes.subarray(0, end) }
}

/** A UTCTime or GeneralizedTime (RFC 5280 section 4.1.2.5) as ISO 8601, empty where it is none. */
export function derTime(node: DerNode | undefined): string {
  if (node?.tag !== DER.utcTime && node?.tag !== DER.generalizedTime) return ''
  const text = node.content.toString('latin1')
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/.exec(text)
  if (!match) return ''
  const [, year = '', month, day, hour, minute, second = '00'] = match
  const full = year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`
  const at = Date.parse(`${full}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at) ? '' : new Date(at).toISOString()
}
