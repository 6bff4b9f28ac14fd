import type { MapNodeId } from '@/lib/roadmaps/production-map/types'

/** People and mailboxes outside the product; they stand in the picture and are no places of the map. */
export type MapEnd = 'visitor' | 'inbox' | 'sender'
export type MapPlace = MapNodeId | MapEnd

export type Box = { id: MapPlace; x: number; y: number; width: number; height: number }
export type Arrow = { from: MapPlace; to: MapPlace; points: readonly (readonly [x: number, y: number])[] }
export type Layout = { width: number; height: number; boxes: Box[]; arrows: Arrow[] }

type Cell = readonly [column: number, row: number]
type Plan = {
  cells: Readonly<Record<MapPlace, Cell>>
  columns: number
  box: readonly [number, number]
  gap: readonly [number, number]
}

/** From left to right as a visitor travels; mail below. */
const WIDE: Plan = {
  columns: 5,
  box: [176, 84],
  gap: [30, 28],
  cells: {
    registrar: [0, 0],
    visitor: [0, 1],
    sender: [0, 3],
    dns: [1, 0],
    address: [1, 1],
    'mail-in': [1, 3],
    certificate: [2, 0],
    edge: [2, 1],
    staging: [2, 3],
    site: [3, 0],
    app: [3, 1],
    api: [3, 2],
    database: [4, 0],
    'mail-out': [4, 2],
    inbox: [4, 3],
  },
}

/** From top to bottom in two columns, for phones and paper. */
const NARROW: Plan = {
  columns: 2,
  box: [162, 84],
  gap: [30, 26],
  cells: {
    registrar: [0, 0],
    dns: [1, 0],
    visitor: [0, 1],
    address: [1, 1],
    certificate: [0, 2],
    edge: [1, 2],
    site: [0, 3],
    app: [1, 3],
    api: [0, 4],
    database: [1, 4],
    'mail-out': [0, 5],
    inbox: [1, 5],
    sender: [0, 6],
    'mail-in': [1, 6],
    staging: [0, 7],
  },
}

const PLANS = { wide: WIDE, narrow: NARROW } as const

export type MapShape = keyof typeof PLANS

/** Without an app of its own the site stands where visitors arrive. */
function cellOf(plan: Plan, id: MapPlace, there: ReadonlySet<MapPlace>): Cell {
  return id === 'site' && !there.has('app') ? plan.cells.app : plan.cells[id]
}

type Way = { from: Box; to: Box; gap: number; lane: number }

function wayBetween(way: Way): Arrow['points'] {
  const { from, to, gap } = way
  const [fx, fy] = [from.x + from.width / 2, from.y + from.height / 2]
  const [tx, ty] = [to.x + to.width / 2, to.y + to.height / 2]
  if (fy === ty)
    return [
      [from.x + from.width, fy],
      [to.x, ty],
    ]
  if (fx === tx && to.y - from.y === from.height + gap)
    return [
      [fx, from.y + from.height],
      [tx, to.y],
    ]
  return to.x < from.x ? drop(way) : bend(way)
}

/** Out of the right side, through the free lane beside the box, into the left side of the other. */
function bend({ from, to }: Way): Arrow['points'] {
  const start: readonly [number, number] = [from.x + from.width, from.y + from.height / 2]
  const end: readonly [number, number] = [to.x > from.x ? to.x : to.x + to.width, to.y + to.height / 2]
  const lane = start[0] + LANE
  return [start, [lane, start[1]], [lane, end[1]], end]
}

/** Down and back to the left: out of the bottom of one box, into the top of another. */
function drop({ from, to, gap, lane }: Way): Arrow['points'] {
  const [x, bottom] = [from.x + from.width / 2, from.y + from.height]
  const [endX, third] = [to.x + to.width / 2, gap / 3]
  const start: Arrow['points'] = [
    [x, bottom],
    [x, bottom + third],
  ]
  if (!isFarDrop({ from, to, gap })) return [...start, [endX, bottom + third], [endX, to.y]]
  const beside = from.x - lane
  return [...start, [beside, bottom + third], [beside, to.y - third], [endX, to.y - third], [endX, to.y]]
}

function isFarDrop({ from, to, gap }: Omit<Way, 'lane'>): boolean {
  return to.x < from.x && to.y - from.y > from.height + gap
}

/** Side by side in the free lane, the one that starts higher further out, so that they never run into each other. */
const LANES = [20, 10] as const
const LANE = 15

/** Places and lines of a picture; rows nobody stands in are left out. Units are those of the view box. */
export function layoutMap(
  shape: MapShape,
  { places, links }: { places: readonly MapPlace[]; links: readonly { from: MapPlace; to: MapPlace }[] },
): Layout {
  const plan = PLANS[shape]
  const there = new Set(places)
  const used = [...new Set(places.map((id) => cellOf(plan, id, there)[1]))].sort((a, b) => a - b)
  const [width, height] = plan.box
  const [gapX, gapY] = plan.gap
  const boxes = places.map((id): Box => {
    const [column, row] = cellOf(plan, id, there)
    return { id, x: column * (width + gapX), y: used.indexOf(row) * (height + gapY), width, height }
  })
  const byId = new Map(boxes.map((box) => [box.id, box]))
  let far = 0
  const arrows = links.flatMap(({ from, to }): Arrow[] => {
    const [start, end] = [byId.get(from), byId.get(to)]
    if (start === undefined || end === undefined) return []
    const way = { from: start, to: end, gap: gapY }
    const lane = LANES[isFarDrop(way) ? far++ : 0] ?? LANE
    return [{ from, to, points: wayBetween({ ...way, lane }) }]
  })
  return {
    width: plan.columns * width + (plan.columns - 1) * gapX,
    height: used.length * height + Math.max(0, used.length - 1) * gapY,
    boxes,
    arrows,
  }
}

/** Breaks text into lines of so many characters at most, at spaces, dots and dashes where there are any. */
export function linesOf(text: string, { characters, lines }: { characters: number; lines: number }): string[] {
  const parts = text.split(/(?<=[\s.\-/])/u)
  const found: string[] = []
  for (const part of parts.flatMap((one) => chunks(one, characters))) {
    const last = found.at(-1)
    if (last !== undefined && [...(last + part).trimEnd()].length <= characters) found[found.length - 1] = last + part
    else found.push(part)
  }
  const shown = found.slice(0, lines).map((line) => line.trim())
  const last = shown.at(-1)
  if (found.length <= lines || last === undefined) return shown
  const cut = [...last].slice(0, characters - 1).join('')
  return [...shown.slice(0, -1), `${cut.replace(/[\s.\-/]+$/u, '')}…`]
}

/** By characters and not by halves of them. */
function chunks(text: string, size: number): string[] {
  const letters = [...text]
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, index) =>
    letters.slice(index * size, (index + 1) * size).join(''),
  )
}
