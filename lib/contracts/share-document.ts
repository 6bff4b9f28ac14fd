import { z } from 'zod'
import { ChangeLabel } from './compare'
import { Impact, LaunchVerdict, Moment, StageState, Verdict } from './primitives'
import { ExhibitDto } from './result'
import { SHARE_DETAILS, SHARE_SECTIONS } from './share-parts'

export const ShareSection = z.enum(SHARE_SECTIONS)
export type ShareSection = z.infer<typeof ShareSection>

export const ShareDetail = z.enum(SHARE_DETAILS)
export type ShareDetail = z.infer<typeof ShareDetail>

const Count = z.number().int().min(0)

/** One thing that stands in the way. */
const BlockerRow = z.object({
  title: z.string(),
  subject: z.string(),
  impact: Impact,
  effort: z.enum(['S', 'M', 'L']),
  /** Somebody has taken it over; never who. */
  inProgress: z.boolean(),
})

const ChangeRow = z.object({ label: ChangeLabel, title: z.string(), subject: z.string() })

const EvidenceRow = z.object({
  title: z.string(),
  subject: z.string(),
  verdict: Verdict,
  /** One line for each look. */
  seen: z.array(z.string()),
  exhibits: z.array(ExhibitDto),
})

/**
 * Everything a shared page can say, and nothing else: a field that is not here reaches nobody outside. `withheld`
 * counts rows of a list that are never shown one by one.
 */
export const ShareDocument = z.object({
  domain: z.string(),
  /** When the newest result in it was judged; null before the first audit. */
  at: Moment.nullable(),
  verdict: LaunchVerdict.extend({ words: z.string(), sentence: z.string() }).nullable().optional(),
  blockers: z.object({ rows: z.array(BlockerRow), withheld: Count }).optional(),
  /** Null while there is nothing to compare with. */
  changes: z
    .object({ since: Moment.nullable(), summary: z.string(), fixed: Count, rows: z.array(ChangeRow), withheld: Count })
    .nullable()
    .optional(),
  mustHaves: z
    .array(z.object({ text: z.string(), state: z.enum(['met', 'at-risk', 'not-proven', 'broken']) }))
    .optional(),
  stages: z
    .array(
      z.object({
        title: z.string(),
        state: StageState,
        /** Items with a counting answer, of all that matter here. */
        proven: Count,
        total: Count,
        blockers: Count,
        shares: z.object({ fail: Count, warn: Count, pass: Count, unknown: Count }),
      }),
    )
    .optional(),
  accepted: z
    .object({ rows: z.array(z.object({ title: z.string(), note: z.string(), until: Moment })), withheld: Count })
    .optional(),
  map: z.array(z.object({ title: z.string(), sentence: z.string(), guess: z.boolean() })).optional(),
  evidence: z.object({ rows: z.array(EvidenceRow), withheld: Count }).optional(),
})
export type ShareDocument = z.infer<typeof ShareDocument>

/** Whose name and colours a shared page carries. */
export const ShareBrand = z.object({
  name: z.string(),
  /** A `data:` address of an image that was made safe when it was stored. */
  logo: z.string().nullable(),
  accent: z.object({ light: z.string(), dark: z.string() }).nullable(),
  contact: z.object({ text: z.string(), label: z.string(), href: z.string() }).nullable(),
  poweredBy: z.boolean(),
})
export type ShareBrand = z.infer<typeof ShareBrand>

/** A shared page as it is drawn. */
export const SharedPage = z.object({
  document: ShareDocument,
  brand: ShareBrand,
  /** When a frozen page was taken; null for one that follows the latest results. */
  frozenAt: Moment.nullable(),
})
export type SharedPage = z.infer<typeof SharedPage>
