import type { Blocker } from './state'

type Placed = { blocker: Blocker; order: number }

/**
 * The blockers as people arranged them. Those without a place of their own stand right after the one they follow
 * in the suggested order, and are marked new. `orderOf` answers the place of a blocker, smaller first. Without any
 * place the suggested order stays as it is.
 */
export function arrange(suggested: readonly Blocker[], orderOf: (blocker: Blocker) => number | undefined): Blocker[] {
  const placed: Placed[] = suggested.flatMap((blocker) => {
    const order = orderOf(blocker)
    return order === undefined ? [] : [{ blocker, order }]
  })
  if (placed.length === 0) return [...suggested]
  const byHand = placed
    .sort((left, right) => left.order - right.order || left.blocker.checkId.localeCompare(right.blocker.checkId, 'en'))
    .map(({ blocker }) => blocker)
  const known = new Set(byHand)
  for (const [index, blocker] of suggested.entries()) {
    if (known.has(blocker)) continue
    const before = suggested[index - 1]
    const at = before === undefined ? -1 : byHand.findIndex((one) => one.checkId === before.checkId)
    byHand.splice(at + 1, 0, { ...blocker, isNew: true })
  }
  return byHand
}
