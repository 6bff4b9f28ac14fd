import type { Answer } from 'dns-packet'
import type { Rr } from './types'

/** Text kept of one record; DNS allows 64 KiB, no record that we judge needs more. */
const MAX_TEXT = 4096

type TextData = string | Buffer | readonly (string | Buffer)[]

function textRecord(owner: { name: string; ttl: number }, data: TextData): Rr {
  const parts = (typeof data === 'string' || Buffer.isBuffer(data) ? [data] : [...data]).map((part) =>
    Buffer.isBuffer(part) ? part : Buffer.from(part),
  )
  const bytes = Buffer.concat(parts)
  const ascii = bytes.every((byte) => byte < 0x80)
  const text = bytes.toString('utf8')
  if (text.length <= MAX_TEXT) {
    return { ...owner, type: 'TXT', text, strings: parts.map((part) => part.toString('utf8')), ascii }
  }
  const kept = parts.slice(0, 1).map((part) => part.toString('utf8').slice(0, MAX_TEXT))
  return { ...owner, type: 'TXT', text: text.slice(0, MAX_TEXT), strings: kept, ascii, cut: true }
}

/** Character-strings as they travel: a length byte, then the bytes (RFC 1035 section 3.3). */
function characterStrings(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 1 + (bytes[at] ?? 0)) {
    parts.push(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)))
  }
  return parts
}

/** Display form of a record without its own shape: fields as JSON, bytes as base64. */
function otherData(data: unknown): string {
  if (Buffer.isBuffer(data)) return data.toString('base64').slice(0, MAX_TEXT)
  const text = JSON.stringify(data, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'Buffer') return value
    return 'data' in value && Array.isArray(value.data) ? Buffer.from(value.data).toString('base64') : value
  })
  return (text ?? '').slice(0, MAX_TEXT)
}

/** Turns a decoded record into plain JSON; undefined for OPT and for other classes than IN. */
export function toRecord(answer: Answer): Rr | undefined {
  if (answer.type === 'OPT' || answer.class !== 'IN') return undefined
  const owner = { name: answer.name, ttl: answer.ttl ?? 0 }
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return { ...owner, type: answer.type, address: answer.data }
    case 'CNAME':
    case 'DNAME':
    case 'NS':
    case 'PTR':
      return { ...owner, type: answer.type, target: answer.data }
    case 'MX':
      return { ...owner, type: 'MX', preference: answer.data.preference ?? 0, exchange: answer.data.exchange }
    case 'TXT':
      return textRecord(owner, answer.data)
    case 'SOA': {
      const { mname, rname, serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0 } = answer.data
      return { ...owner, type: 'SOA', mname, rname, serial, refresh, retry, expire, minimum }
    }
    case 'CAA': {
      const { tag, value, flags = 0 } = answer.data
      return { ...owner, type: 'CAA', critical: (flags & 0x80) !== 0, tag, value: value.slice(0, MAX_TEXT) }
    }
    default:
      // The obsolete SPF type looks like TXT on the wire, but the decoder leaves its bytes alone.
      if (String(answer.type) === 'SPF' && Buffer.isBuffer(answer.data)) {
        const text = Buffer.concat(characterStrings(answer.data)).toString('utf8')
        return { ...owner, type: 'OTHER', rrtype: 'SPF', data: text.slice(0, MAX_TEXT) }
      }
      return { ...owner, type: 'OTHER', rrtype: answer.type, data: otherData(answer.data) }
  }
}
