import { z } from 'zod'
import { Id, Moment, Slug } from './primitives'

/** What a person signed about an item, without the proof itself. */
export const ConfirmationDto = z.object({
  id: Id,
  itemId: Slug,
  statementVersion: z.number().int(),
  by: z.string(),
  at: Moment,
  expiresAt: Moment.nullable(),
})
export type ConfirmationDto = z.infer<typeof ConfirmationDto>

export const SignalAnswerDto = z.object({
  signalId: Slug,
  answer: z.enum(['yes', 'no']),
  by: z.string(),
  at: Moment,
})
export type SignalAnswerDto = z.infer<typeof SignalAnswerDto>

/** What people decided about one finding; decisions nobody took are null. */
export const TriageDto = z.object({
  fingerprint: z.string(),
  checkId: Slug,
  /** A member of the workspace. */
  ownerId: Id.nullable(),
  order: z.number().nullable(),
  dueAt: Moment.nullable(),
  waiver: z
    .object({ by: z.string(), at: Moment, until: Moment, reason: z.string(), publicNote: z.string() })
    .nullable(),
  dispute: z
    .object({ by: z.string(), at: Moment, note: z.string(), state: z.enum(['open', 'upheld', 'rejected']) })
    .nullable(),
})
export type TriageDto = z.infer<typeof TriageDto>

/** What people signed, answered and decided; part of everything a verdict is derived from. */
export const DecisionsDto = z.object({
  confirmations: z.array(ConfirmationDto),
  signalAnswers: z.array(SignalAnswerDto),
  triage: z.array(TriageDto),
})
export type DecisionsDto = z.infer<typeof DecisionsDto>

export const CommentDto = z.object({
  id: Id,
  body: z.string(),
  /** Null once the account is gone. */
  authorId: Id.nullable(),
  author: z.string(),
  mentions: z.array(Id),
  at: Moment,
})
export type CommentDto = z.infer<typeof CommentDto>
