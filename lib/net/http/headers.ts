import type { HeaderList } from '../http-types'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const NON_ASCII = /[\u0080-\u00ff]/

/**
 * A header value as a person would read it. Values arrive with one character per byte; where those
 * bytes are valid UTF-8 they are decoded, else they stay latin1.
 */
export function readableValue(bytes: string): string {
  if (!NON_ASCII.test(bytes)) return bytes
  try {
    return strictUtf8.decode(Buffer.from(bytes, 'latin1'))
  } catch {
    return bytes
  }
}

/** Pairs a flat list of alternating names and values, in order; HTTP/2 pseudo headers are left out. */
export function pairHeaders(flat: readonly string[]): HeaderList {
  const list: HeaderList = []
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const name = flat[index] ?? ''
    if (!name.startsWith(':')) list.push([name, flat[index + 1] ?? ''])
  }
  return list
}

/** All values of a header, in order of arrival. Names compare without case. */
export function headerValues(headers: HeaderList, name: string): string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value)
}

/** The first value of a header, or an empty string. */
export function firstHeader(headers: HeaderList, name: string): string {
  return headerValues(headers, name)[0] ?? ''
}
