import type { Blocker } from '../roadmaps/state'
import type { Block, DocView } from './doc'
import { fixBlocks, heading, tablesOf, text } from './parts'

/** Checks about how fast pages come, what is asked again and again, and what weighs. */
export const SPEED_CHECKS: readonly string[] = [
  'response-time-sample',
  'page-budget',
  'static-cache-lifetime',
  'compression',
  'validators',
  'http-versions',
  'refresh-consistency',
  'redirect-chain-length',
  'edge-proxy-coverage',
  'health-endpoint',
]

/** Open findings about speed, gravest first. */
export function slowSpots({ state }: DocView): Blocker[] {
  return [...state.blockers, ...state.risks].filter(({ checkId }) => SPEED_CHECKS.includes(checkId))
}

/** Some slow spots with what to do about each. */
export function slowBlocks(view: DocView, spots: readonly Blocker[]): Block[] {
  return spots.flatMap((spot, index): Block[] => {
    const finding = view.state.checks[spot.checkId]?.open[0]
    return [
      heading(`${index + 1}. ${spot.title}`),
      text(`Owner: ${view.ownerOf(spot.fingerprint) ?? 'nobody yet'}. Effort ${spot.effort}.`),
      ...(finding === undefined ? [] : fixBlocks(finding)),
    ]
  })
}

/** The times of single loads as they were seen; a hint, never a p95. */
export function sampleBlocks(view: DocView): Block[] {
  return tablesOf(view, 'response-time-sample').flatMap(({ title, columns, rows }): Block[] => [
    heading(title),
    { kind: 'table', columns: [...columns], rows: rows.map((row) => [...row]) },
  ])
}
