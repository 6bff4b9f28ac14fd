const HEADER_BYTES = 12

/** Where the name at `at` ends (RFC 1035 section 4.1.4), or undefined where the message ends first. */
function endOfName(bytes: Buffer, at: number): number | undefined {
  let next = at
  while (next < bytes.length) {
    const length = bytes.readUInt8(next)
    if (length === 0) return next + 1
    if ((length & 0xc0) === 0xc0) return next + 2 <= bytes.length ? next + 2 : undefined
    if ((length & 0xc0) !== 0) return undefined
    next += 1 + length
  }
  return undefined
}

/** Where the record at `at` ends, or undefined where the message ends inside it. */
function endOfRecord(bytes: Buffer, at: number): number | undefined {
  const fixed = endOfName(bytes, at)
  if (fixed === undefined || fixed + 10 > bytes.length) return undefined
  const end = fixed + 10 + bytes.readUInt16BE(fixed + 8)
  return end <= bytes.length ? end : undefined
}

/**
 * Whether a message holds every question and record its header counts, to the last byte. Decoders read what is left
 * of a record that was cut off on the way as if it were all of it.
 */
export function isWhole(bytes: Buffer): boolean {
  if (bytes.length < HEADER_BYTES) return false
  let at: number | undefined = HEADER_BYTES
  for (let left = bytes.readUInt16BE(4); left > 0 && at !== undefined; left -= 1) {
    const end = endOfName(bytes, at)
    at = end === undefined || end + 4 > bytes.length ? undefined : end + 4
  }
  const records = bytes.readUInt16BE(6) + bytes.readUInt16BE(8) + bytes.readUInt16BE(10)
  for (let left = records; left > 0 && at !== undefined; left -= 1) at = endOfRecord(bytes, at)
  return at !== undefined
}
