import { contrast, type Oklch, toHex, toOklch } from './oklch'

/** Six-digit colours, one for each theme. */
export type Accent = { light: string; dark: string }

/** What links stand on: page, card and muted ground of each theme, as `app/globals.css` sets them. */
export const GROUNDS: Readonly<Record<keyof Accent, readonly Oklch[]>> = {
  light: [
    { l: 0.988, c: 0.002, h: 85 },
    { l: 1, c: 0, h: 0 },
    { l: 0.962, c: 0.003, h: 85 },
  ],
  dark: [
    { l: 0.17, c: 0.008, h: 265 },
    { l: 0.205, c: 0.009, h: 265 },
    { l: 0.25, c: 0.01, h: 265 },
  ],
}

/** What words are written in. */
export const WORDS: Readonly<Record<keyof Accent, Oklch>> = {
  light: { l: 0.21, c: 0.012, h: 265 },
  dark: { l: 0.95, c: 0.003, h: 85 },
}

/** The colour of links where nobody chose one. */
export const OWN_LINK: Readonly<Record<keyof Accent, Oklch>> = {
  light: { l: 0.5, c: 0.17, h: 258 },
  dark: { l: 0.76, c: 0.12, h: 252 },
}

/** WCAG 2.2, 1.4.3. */
const ENOUGH = 4.5
const STEP = 0.005

/** The smallest contrast of a colour on the grounds of a theme. */
export function worstContrast(hex: string, theme: keyof Accent): number {
  return Math.min(...GROUNDS[theme].map((ground) => contrast(hex, toHex(ground))))
}

function fitted(hex: string, theme: keyof Accent): string {
  if (worstContrast(hex, theme) >= ENOUGH) return hex.toLowerCase()
  const colour = toOklch(hex)
  const direction = theme === 'light' ? -STEP : STEP
  for (let l = colour.l; l > 0 && l < 1; l += direction) {
    const candidate = toHex({ ...colour, l })
    if (worstContrast(candidate, theme) >= ENOUGH) return candidate
  }
  return theme === 'light' ? '#000000' : '#ffffff'
}

/**
 * A chosen colour for both themes: darker on light pages and lighter on dark ones, only as far as text in it needs to
 * be read. Hue stays, chroma as far as a screen can show it.
 */
export function fitAccent(hex: string): Accent {
  return { light: fitted(hex, 'light'), dark: fitted(hex, 'dark') }
}

/** The accent of a brand without a colour of its own. */
export function ownAccent(): Accent {
  return { light: toHex(OWN_LINK.light), dark: toHex(OWN_LINK.dark) }
}
