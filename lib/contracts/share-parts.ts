import type { ShareDocument } from './share-document'

/** The parts of a shared page somebody can choose; evidence has a degree of its own. */
export const SHARE_SECTIONS = ['verdict', 'blockers', 'changes', 'must-haves', 'stages', 'accepted', 'map'] as const
export type ShareSection = (typeof SHARE_SECTIONS)[number]

/** How much evidence a shared page shows: none, one line for each look, or the excerpts with secrets taken out. */
export const SHARE_DETAILS = ['none', 'summary', 'full'] as const
export type ShareDetail = (typeof SHARE_DETAILS)[number]

/** A link lives this long unless somebody chooses another period, and never longer than the second. */
export const SHARE_DAYS = { usual: 30, most: 365 } as const
/** Links of one project that can be opened at a time. */
export const MOST_SHARE_LINKS = 50

/** What was chosen for a link. */
export type ShareChoice = { sections: readonly ShareSection[]; detail: ShareDetail }

function evidenceOf({ evidence }: ShareDocument, detail: ShareDetail): Pick<ShareDocument, 'evidence'> {
  if (detail === 'none' || evidence === undefined) return {}
  if (detail === 'full') return { evidence }
  return { evidence: { ...evidence, rows: evidence.rows.map((row) => ({ ...row, exhibits: [] })) } }
}

/** The chosen parts of a whole document: the same on the public page, in the preview and for a frozen link. */
export function chosenParts(whole: ShareDocument, { sections, detail }: ShareChoice): ShareDocument {
  const has = (section: ShareSection): boolean => sections.includes(section)
  return {
    domain: whole.domain,
    at: whole.at,
    ...(has('verdict') ? { verdict: whole.verdict } : {}),
    ...(has('blockers') ? { blockers: whole.blockers } : {}),
    ...(has('changes') ? { changes: whole.changes } : {}),
    ...(has('must-haves') ? { mustHaves: whole.mustHaves } : {}),
    ...(has('stages') ? { stages: whole.stages } : {}),
    ...(has('accepted') ? { accepted: whole.accepted } : {}),
    ...(has('map') && whole.map !== undefined ? { map: whole.map } : {}),
    ...evidenceOf(whole, detail),
  }
}
