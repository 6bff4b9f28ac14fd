/** Lightness 0 to 1, chroma, hue in degrees. */
export type Oklch = { l: number; c: number; h: number }

type Rgb = readonly [number, number, number]

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i

/** IEC 61966-2-1: the light behind a coded channel, both from 0 to 1. */
function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

function coded(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055
}

function linearOf(hex: string): Rgb {
  const [, red = '00', green = '00', blue = '00'] = HEX.exec(hex) ?? []
  const channel = (text: string) => linear(Number.parseInt(text, 16) / 255)
  return [channel(red), channel(green), channel(blue)]
}

/** Linear sRGB of an OKLCH colour; channels outside 0 to 1 mean that no screen of this kind shows it. */
function linearFrom({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
}

/** A six-digit colour as OKLCH. Anything else reads as black. */
export function toOklch(hex: string): Oklch {
  const [red, green, blue] = linearOf(hex)
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short
  const b = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short
  return {
    l: 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    c: Math.hypot(a, b),
    h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
  }
}

const SHOWN = 1e-4

function isShown(rgb: Rgb): boolean {
  return rgb.every((channel) => channel >= -SHOWN && channel <= 1 + SHOWN)
}

/** The six-digit colour of this lightness and hue with as much of the chroma as sRGB can show. */
export function toHex(colour: Oklch): string {
  let low = 0
  let high = colour.c
  if (!isShown(linearFrom(colour))) {
    for (let turn = 0; turn < 24; turn += 1) {
      const middle = (low + high) / 2
      if (isShown(linearFrom({ ...colour, c: middle }))) low = middle
      else high = middle
    }
    high = low
  }
  const digits = linearFrom({ ...colour, c: high }).map((light) => {
    const value = Math.round(coded(Math.min(1, Math.max(0, light))) * 255)
    return value.toString(16).padStart(2, '0')
  })
  return `#${digits.join('')}`
}

function luminance(hex: string): number {
  const [red, green, blue] = linearOf(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two six-digit colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].sort((left, right) => left - right)
  return (lighter + 0.05) / (darker + 0.05)
}
