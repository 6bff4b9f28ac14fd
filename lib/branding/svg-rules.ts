const SHAPES = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan']
const HOLDERS = ['svg', 'g', 'defs', 'symbol', 'use', 'title', 'desc', 'style']
const PAINTS = ['linearGradient', 'radialGradient', 'stop', 'clipPath', 'mask']

/** Elements a logo may hold. Nothing on the list loads, runs, animates or shows a page. */
export const ELEMENTS: ReadonlySet<string> = new Set([...SHAPES, ...HOLDERS, ...PAINTS])

const GEOMETRY =
  'x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox preserveAspectRatio transform offset pathLength textLength lengthAdjust rotate gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits mask-type version id class href style'

/** Properties of SVG 2 that paint; each may be an attribute or a declaration. */
export const PROPERTIES: ReadonlySet<string> = new Set(
  'fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color stop-color stop-opacity clip-path clip-rule mask display visibility font-family font-size font-weight font-style letter-spacing text-anchor dominant-baseline paint-order vector-effect shape-rendering'.split(
    ' ',
  ),
)

/** Attributes a logo may hold. */
export const ATTRIBUTES: ReadonlySet<string> = new Set([...GEOMETRY.split(' '), ...PROPERTIES])

/** A reference to a part of the same picture, the only kind there is. */
export const OWN_REFERENCE = /^#[A-Za-z_][\w.-]{0,99}$/
const PAINT_REFERENCE = /^url\(\s*(['"]?)#[A-Za-z_][\w.-]{0,99}\1\s*\)(?:\s+(?:none|#[0-9a-f]{3,8}|[a-z]{1,30}))?$/i
/** Numbers, names, colours and lists of them; brackets only around colours and transforms. */
const PLAIN = /^[\w\s#%.,;:+'"/-]*$/
const CALLS = /\b(?:rgba?|hsla?|matrix|translate|scale|rotate|skew[XY])\([\w\s%.,+/-]*\)/gi

/** Whether the value of an attribute neither points outside nor means anything but itself. */
export function isHarmlessValue(name: string, value: string): boolean {
  if (name === 'href') return OWN_REFERENCE.test(value)
  if (value.length > 60_000) return false
  if (PAINT_REFERENCE.test(value.trim())) return PROPERTIES.has(name)
  return PLAIN.test(value.replace(CALLS, ''))
}

/** The same for a declaration of a style, where nothing may be loaded at all. */
export function isHarmlessStyle(property: string, value: string): boolean {
  return PROPERTIES.has(property) && !/url/i.test(value) && PLAIN.test(value.replace(CALLS, ''))
}
