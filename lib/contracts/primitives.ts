import { z } from 'zod'

/** Ids are UUIDs; anything else cannot name a record. */
export const Id = z.uuid()
/** RFC 3339 moment in UTC. */
export const Moment = z.iso.datetime()

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/

/** Whether text fits on one line and into a database: no control characters, no half of a surrogate pair. */
export function isPlainLine(text: string): boolean {
  return !CONTROL.test(text) && text.isWellFormed()
}

/** One line of text a person typed: trimmed, NFC, no control characters, 1 to `max` characters. */
export function line(max: number) {
  return z
    .string()
    .max(max * 4)
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'Type something here')
        .max(max, `Keep this under ${max} characters`)
        .refine(isPlainLine, 'This contains a character that cannot be used'),
    )
}

/** Kebab-case id of a check, an item, a stage, or a dotted evidence key. */
export const Slug = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, 'This is not a known id')

export const Verdict = z.enum(['pass', 'warn', 'fail', 'unknown', 'not-applicable'])
export const Impact = z.enum(['blocker', 'high', 'medium', 'low'])
export const RoadmapId = z.enum(['creator', 'ops'])
export type RoadmapId = z.infer<typeof RoadmapId>
export const StageState = z.enum(['not-started', 'blocked', 'unproven', 'at-risk', 'ready'])
export const LaunchVerdict = z.object({
  answer: z.enum(['go', 'no-go']),
  reason: z.enum(['clear', 'known-risks', 'unproven', 'blocked']),
})
export type LaunchVerdict = z.infer<typeof LaunchVerdict>

/** The stable name of a finding: what was said about what. */
export const Fingerprint = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'This is not a finding')

// biome-ignore lint/suspicious/noControlCharactersInRegex: everything but a line feed and a tab is refused
const CONTROL_IN_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f]/

/**
 * Text of several lines a person typed: trimmed, NFC, line ends made one, at most `max` characters. Directions of
 * writing are kept; control characters are refused.
 */
export function text(max: number, { min = 1, tooShort = 'Type something here' } = {}) {
  return z
    .string()
    .max(max * 4, `Keep this under ${max} characters`)
    .transform((typed) => typed.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(min, tooShort)
        .max(max, `Keep this under ${max} characters`)
        .refine(
          (typed) => !CONTROL_IN_TEXT.test(typed) && typed.isWellFormed(),
          'This contains a character that cannot be used',
        ),
    )
}

/** The secret of an invitation: 256 random bits. */
export const InviteToken = z.string().regex(/^lri_[A-Za-z0-9_-]{43}$/, 'This is not an invitation')
