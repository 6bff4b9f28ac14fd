import type { Exhibit, Finding } from '../engine/finding'
import type { CheckState } from '../roadmaps/state'
import type { Block, DocView } from './doc'

/** What to do about an open finding: its steps, records and snippet; the variant of `provider` where there is one. */
export function fixBlocks(finding: Finding, provider?: string): Block[] {
  const { fix } = finding
  if (fix === undefined) return []
  const variant = fix.variants?.find((one) => one.provider === provider)
  const steps = variant?.steps ?? fix.steps
  const snippet = variant?.snippet ?? fix.snippet
  return [
    ...(steps.length === 0 ? [] : [{ kind: 'list' as const, items: steps, ordered: true }]),
    ...(fix.records === undefined || fix.records.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            columns: ['Type', 'Name', 'Value'],
            rows: fix.records.map(({ type, name, value }) => [type, name, value]),
          },
        ]),
    ...(snippet === undefined
      ? []
      : [{ kind: 'code' as const, title: snippet.file ?? 'Configuration', lang: snippet.lang, code: snippet.code }]),
  ]
}

/** Every finding of a check in its newest result. */
export function findingsOf(view: DocView, checkId: string): readonly Finding[] {
  return view.state.checks[checkId]?.result?.findings ?? []
}

type TableExhibit = Extract<Exhibit, { kind: 'table' }>

/** The tables a check showed. */
export function tablesOf(view: DocView, checkId: string): TableExhibit[] {
  return findingsOf(view, checkId).flatMap(({ exhibits }) =>
    exhibits.flatMap((exhibit) => (exhibit.kind === 'table' ? [exhibit] : [])),
  )
}

/** The open findings of some checks with their fix, one heading each. */
export function openParts(states: readonly CheckState[], provider?: string): Block[] {
  return states.flatMap(({ open }) =>
    open.flatMap((finding): Block[] => [{ kind: 'heading', text: finding.text }, ...fixBlocks(finding, provider)]),
  )
}

/** What is not proven among some checks, as sentences. */
export function unprovenParts(states: readonly CheckState[]): string[] {
  return states.flatMap(({ verdict, title, meta }) =>
    verdict === 'unknown' && meta !== undefined ? [`Not proven: ${title}`] : [],
  )
}

/** The state of some checks, those the roadmap does not speak of left out. */
export function statesOf(view: DocView, checkIds: readonly string[]): CheckState[] {
  return checkIds.flatMap((id) => view.state.checks[id] ?? [])
}
