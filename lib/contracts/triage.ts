import { z } from 'zod'
import { contract } from './contract'
import { CommentDto, TriageDto } from './decisions'
import { Fingerprint, Id, text } from './primitives'

const FINDING = '/projects/{projectId}/findings/{fingerprint}'

/** A day in UTC, not in the past by more than a day. */
const Day = z.iso.date('Type a day as YYYY-MM-DD')

/** A key left out keeps its value; null clears it. */
export const updateTriage = contract({
  id: 'triage.update',
  method: 'PATCH',
  path: FINDING,
  can: 'triage.update',
  summary: 'Set who repairs a finding and until when',
  body: z.strictObject({ ownerId: Id.nullable().optional(), dueOn: Day.nullable().optional() }),
  response: TriageDto,
  errors: ['invalid', 'not-found'],
})

/** Moves one finding of the blocker list right behind another one; null moves it to the top. */
export const moveBlocker = contract({
  id: 'fix-order.move',
  method: 'POST',
  path: '/projects/{projectId}/fix-order',
  can: 'triage.update',
  summary: 'Move a blocker in the fix order',
  body: z.strictObject({ fingerprint: Fingerprint, after: Fingerprint.nullable() }),
  status: 200,
  response: z.object({ order: z.array(Fingerprint) }),
  errors: ['invalid', 'not-found'],
})

export const resetOrder = contract({
  id: 'fix-order.reset',
  method: 'DELETE',
  path: '/projects/{projectId}/fix-order',
  can: 'triage.update',
  summary: 'Go back to the suggested fix order',
  response: z.object({ order: z.array(Fingerprint) }),
  errors: ['not-found'],
})

/** The shortest reason somebody can give for accepting a risk. */
export const REASON_MIN = 20

export const waive = contract({
  id: 'waiver.set',
  method: 'PUT',
  path: `${FINDING}/waiver`,
  can: 'waiver.write',
  summary: 'Accept the risk of a finding until a day',
  body: z.strictObject({
    reason: text(1000, { min: REASON_MIN, tooShort: `Give a reason of at least ${REASON_MIN} characters` }),
    /** What clients may read; it can differ from the reason. */
    publicNote: text(500),
    until: Day,
  }),
  response: TriageDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

export const unwaive = contract({
  id: 'waiver.end',
  method: 'DELETE',
  path: `${FINDING}/waiver`,
  can: 'waiver.write',
  summary: 'Take the acceptance of a risk back',
  response: TriageDto,
  errors: ['not-found'],
})

export const dispute = contract({
  id: 'dispute.open',
  method: 'PUT',
  path: `${FINDING}/dispute`,
  can: 'triage.update',
  summary: 'Say that a finding looks wrong',
  body: z.strictObject({ note: text(1000) }),
  response: TriageDto,
  errors: ['invalid', 'not-found'],
})

export const decideDispute = contract({
  id: 'dispute.decide',
  method: 'POST',
  path: `${FINDING}/dispute`,
  can: 'waiver.write',
  summary: 'Decide whether a finding is wrong',
  body: z.strictObject({ state: z.enum(['upheld', 'rejected']) }),
  status: 200,
  response: TriageDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

export const listComments = contract({
  id: 'comment.list',
  method: 'GET',
  path: `${FINDING}/comments`,
  can: 'project.read',
  summary: 'What people said about a finding',
  response: z.object({ comments: z.array(CommentDto) }),
  errors: ['not-found'],
})

export const addComment = contract({
  id: 'comment.add',
  method: 'POST',
  path: `${FINDING}/comments`,
  can: 'triage.update',
  summary: 'Say something about a finding',
  body: z.strictObject({
    body: text(4000),
    /** Members named in it. */
    mentions: z.array(Id).max(20).default([]),
  }),
  response: CommentDto,
  errors: ['invalid', 'not-found'],
})

export const deleteComment = contract({
  id: 'comment.delete',
  method: 'DELETE',
  path: '/projects/{projectId}/comments/{commentId}',
  can: 'triage.update',
  summary: 'Remove what you said',
  response: z.object({ deleted: z.literal(true) }),
  errors: ['not-found'],
})
