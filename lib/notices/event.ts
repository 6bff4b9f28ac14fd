import { z } from 'zod'
import { LaunchVerdict } from '../contracts/primitives'

/** Longer text of a target or a person is cut: a message is a pointer to the page, not the page. */
const LINE = 300
const Line = z.string().transform((text) => (text.length > LINE ? `${text.slice(0, LINE - 1)}…` : text))

/** Something accepted or confirmed that ends by the clock; `ref` is its check or its item. */
const Ending = {
  what: z.enum(['confirmation', 'waiver']),
  title: Line,
  ref: z.string().max(200),
  endsAt: z.iso.datetime(),
}

/**
 * What happened, with all a message says of it: rows it speaks of may be gone when it is sent. `titles` are the
 * consequences of findings, at most ten; `count` is how many there are.
 */
export const NoticeFacts = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('verdict-changed'),
    from: LaunchVerdict,
    to: LaunchVerdict,
    titles: z.array(Line).max(10),
    count: z.number().int().min(0),
  }),
  z.object({ kind: z.literal('new-blocker'), titles: z.array(Line).min(1).max(10), count: z.number().int().min(1) }),
  z.object({
    kind: z.literal('assigned'),
    by: Line,
    title: Line,
    /** The check of a finding. */
    checkId: z.string().max(200).optional(),
    /** The key of a row of the handover checklist, where it is no finding. */
    row: z.string().max(200).optional(),
  }),
  /** A question or a statement, by its place on the page where people prove things. */
  z.object({ kind: z.literal('asked'), by: Line, title: Line, place: z.string().max(200) }),
  z.object({ kind: z.literal('mention'), by: Line, text: Line, checkId: z.string().max(200) }),
  z.object({ kind: z.literal('expiring'), ...Ending }),
  z.object({ kind: z.literal('expired'), ...Ending }),
  z.object({ kind: z.literal('run-failed'), runId: z.uuid(), reason: Line }),
  z.object({ kind: z.literal('ownership-elsewhere'), name: Line }),
  z.object({ kind: z.literal('share-viewed'), link: Line, by: Line.nullable() }),
])
export type NoticeFacts = z.infer<typeof NoticeFacts>
