/** Table cells of a comparison at most; texts that differ more are shown side by side instead. */
const MOST_CELLS = 4_000_000

/** For each line of `base` its place in `other`, or -1; places only grow. `undefined` where the texts differ too much. */
function placesIn(base: readonly string[], other: readonly string[]): number[] | undefined {
  const places = base.map(() => -1)
  let head = 0
  while (head < base.length && head < other.length && base[head] === other[head]) {
    places[head] = head
    head += 1
  }
  let tail = 0
  while (
    tail < base.length - head &&
    tail < other.length - head &&
    base[base.length - 1 - tail] === other[other.length - 1 - tail]
  ) {
    places[base.length - 1 - tail] = other.length - 1 - tail
    tail += 1
  }
  const rows = base.length - head - tail
  const columns = other.length - head - tail
  if (rows * columns > MOST_CELLS) return undefined
  fillLongest({ base, other, head, rows, columns, places })
  return places
}

type Middle = {
  base: readonly string[]
  other: readonly string[]
  head: number
  rows: number
  columns: number
  places: number[]
}

/** Writes the longest common run of lines of both middles into `places`. */
function fillLongest({ base, other, head, rows, columns, places }: Middle): void {
  const width = columns + 1
  const longest = new Uint16Array((rows + 1) * width)
  const at = (row: number, column: number): number => longest[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        base[head + row] === other[head + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  let row = 0
  let column = 0
  while (row < rows && column < columns) {
    if (base[head + row] === other[head + column]) {
      places[head + row] = head + column
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
}

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((line, index) => line === right[index])

/** One stretch that somebody changed: the side that did, or `undefined` where both did differently. */
function chosen(base: readonly string[], mine: readonly string[], theirs: readonly string[]) {
  if (isSame(mine, theirs) || isSame(theirs, base)) return mine
  return isSame(mine, base) ? theirs : undefined
}

/**
 * Two texts that were written on top of the same one, put together line by line. `undefined` where both changed the
 * same lines: then only a person can tell what is meant.
 */
export function mergeLines({ base, mine, theirs }: { base: string; mine: string; theirs: string }): string | undefined {
  const lines = { base: base.split('\n'), mine: mine.split('\n'), theirs: theirs.split('\n') }
  const inMine = placesIn(lines.base, lines.mine)
  const inTheirs = placesIn(lines.base, lines.theirs)
  if (inMine === undefined || inTheirs === undefined) return undefined
  const merged: string[] = []
  const from = { base: 0, mine: 0, theirs: 0 }
  for (let index = 0; index <= lines.base.length; index += 1) {
    const isEnd = index === lines.base.length
    const to = {
      base: index,
      mine: isEnd ? lines.mine.length : (inMine[index] ?? -1),
      theirs: isEnd ? lines.theirs.length : (inTheirs[index] ?? -1),
    }
    if (to.mine === -1 || to.theirs === -1) continue
    const stretch = chosen(
      lines.base.slice(from.base, to.base),
      lines.mine.slice(from.mine, to.mine),
      lines.theirs.slice(from.theirs, to.theirs),
    )
    if (stretch === undefined) return undefined
    merged.push(...stretch)
    const line = lines.base[index]
    if (line !== undefined) merged.push(line)
    from.base = to.base + 1
    from.mine = to.mine + 1
    from.theirs = to.theirs + 1
  }
  return merged.join('\n')
}
