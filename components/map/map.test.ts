import { describe, expect, it } from 'vitest'
import { MAP_NODES } from '@/lib/roadmaps/production-map/types'
import { type Arrow, type Box, layoutMap, linesOf, type MapPlace } from './layout'

const LINKS: { from: MapPlace; to: MapPlace }[] = [
  { from: 'registrar', to: 'dns' },
  { from: 'dns', to: 'address' },
  { from: 'visitor', to: 'address' },
  { from: 'address', to: 'edge' },
  { from: 'certificate', to: 'edge' },
  { from: 'edge', to: 'site' },
  { from: 'edge', to: 'app' },
  { from: 'edge', to: 'api' },
  { from: 'app', to: 'database' },
  { from: 'app', to: 'mail-out' },
  { from: 'mail-out', to: 'inbox' },
  { from: 'sender', to: 'mail-in' },
]
const ENDS: MapPlace[] = ['visitor', 'inbox', 'sender']
const ALL: MapPlace[] = [...MAP_NODES, ...ENDS]
const BARE = ALL.filter((id) => id !== 'app' && id !== 'api')

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Whether a straight piece of a line runs through the inside of a box. */
function crosses({ points }: Arrow, box: Box): boolean {
  return points.slice(1).some(([x, y], index) => {
    const [fromX, fromY] = points[index] ?? [x, y]
    const [left, right] = [Math.min(x, fromX), Math.max(x, fromX)]
    const [top, bottom] = [Math.min(y, fromY), Math.max(y, fromY)]
    return left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y
  })
}

describe.each(['wide', 'narrow'] as const)('the %s picture', (shape) => {
  it.each([
    ['with everything', ALL],
    ['without app and API', BARE],
    ['without API', ALL.filter((id) => id !== 'api')],
  ])('%s overlaps nothing, stays inside and draws no line through a box', (_, places) => {
    const links = LINKS.map(({ from, to }) => ({
      from: from === 'app' && !places.includes('app') ? ('site' as const) : from,
      to,
    }))
    const { boxes, arrows, width, height } = layoutMap(shape, { places, links })
    expect(boxes).toHaveLength(places.length)
    for (const [index, box] of boxes.entries()) {
      expect(box.x + box.width).toBeLessThanOrEqual(width)
      expect(box.y + box.height).toBeLessThanOrEqual(height)
      for (const other of boxes.slice(index + 1)) expect(overlaps(box, other), `${box.id} and ${other.id}`).toBe(false)
    }
    for (const arrow of arrows)
      for (const box of boxes) expect(crosses(arrow, box), `${arrow.from} to ${arrow.to} through ${box.id}`).toBe(false)
    const points = arrows.flatMap((arrow) => arrow.points)
    expect(points.every(([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height)).toBe(true)
  })
})

describe('text in a box', () => {
  const room = { characters: 12, lines: 2 }

  it.each([
    ['Cloudflare', ['Cloudflare']],
    ['Google Workspace', ['Google', 'Workspace']],
    ['staging.brittle-example.test', ['staging.', 'brittle…']],
    ['a b c', ['a b c']],
    ['x'.repeat(50), ['x'.repeat(12), `${'x'.repeat(11)}…`]],
    ['', []],
  ])('%s is broken where it can be', (text, lines) => {
    expect(linesOf(text, room)).toEqual(lines)
  })
})
