import { isPng, type JudgedLogo, judgePng } from './png-logo'
import { judgeSvg } from './svg-logo'

const MOST_PNG_BYTES = 150 * 1024

/** What may be kept of an uploaded picture, by its content and never by its name, or why nothing can. */
export function judgeLogo(bytes: Uint8Array): JudgedLogo {
  if (bytes.length === 0) return { ok: false, reason: 'The file is empty' }
  if (!isPng(bytes)) return judgeSvg(bytes)
  return bytes.length > MOST_PNG_BYTES ? { ok: false, reason: 'Keep a PNG logo under 150 kB' } : judgePng(bytes)
}
