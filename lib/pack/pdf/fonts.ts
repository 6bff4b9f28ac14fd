import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Font } from '@react-pdf/renderer'

export const SANS = 'Geist'
export const MONO = 'Geist Mono'

/** The folder of font files beside the module the package lets be found. */
function folder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('geist/font/sans')), 'fonts')
}

let registered = false

/** The store of fonts with ours in it; files are read when a page first needs them. */
export function fonts(): typeof Font {
  if (registered) return Font
  registered = true
  const files = folder()
  Font.register({
    family: SANS,
    fonts: [
      { src: join(files, 'geist-sans', 'Geist-Regular.ttf'), fontWeight: 400 },
      { src: join(files, 'geist-sans', 'Geist-SemiBold.ttf'), fontWeight: 600 },
    ],
  })
  Font.register({ family: MONO, src: join(files, 'geist-mono', 'GeistMono-Regular.ttf') })
  // A hyphen inside a host name or a record would be read as a part of it.
  Font.registerHyphenationCallback((word) => [word])
  return Font
}
