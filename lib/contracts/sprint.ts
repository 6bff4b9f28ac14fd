import { z } from 'zod'
import { contract } from './contract'
import { Fingerprint, Id, line, Moment, Slug, text } from './primitives'

/** The 48 hours of a project; the clock is computed from these and the server's time. */
export const SprintDto = z.object({
  startedAt: Moment,
  pausedAt: Moment.nullable(),
  pauseReason: z.string().nullable(),
  pauses: z.array(z.object({ from: Moment, to: Moment, reason: z.string() })),
  /** Whether a handover pack was made since the start. */
  hasPack: z.boolean(),
})
export type SprintDto = z.infer<typeof SprintDto>

/** What is postponed on purpose until after the launch. */
export const ParkedDto = z.object({
  id: Id,
  title: z.string(),
  reason: z.string(),
  /** The finding it is about, when it is about one. */
  fingerprint: Fingerprint.nullable(),
  checkId: Slug.nullable(),
  by: z.string(),
  at: Moment,
})
export type ParkedDto = z.infer<typeof ParkedDto>

/** Doing what was done already changes nothing. */
export const changeSprint = contract({
  id: 'sprint.change',
  method: 'POST',
  path: '/projects/{projectId}/sprint',
  can: 'triage.update',
  summary: 'Start, pause, continue or end the 48 hours',
  body: z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('start') }),
    z.strictObject({ do: z.literal('pause'), reason: line(200) }),
    z.strictObject({ do: z.literal('continue') }),
    z.strictObject({ do: z.literal('end') }),
  ]),
  status: 200,
  response: z.object({ sprint: SprintDto.nullable() }),
  errors: ['invalid', 'not-found', 'conflict'],
})

/** With a fingerprint the finding leaves the lists; launch blockers cannot be parked. */
export const park = contract({
  id: 'parked.add',
  method: 'POST',
  path: '/projects/{projectId}/parked',
  can: 'triage.update',
  summary: 'Postpone something until after the launch',
  body: z.union([
    z.strictObject({ fingerprint: Fingerprint, reason: text(500) }),
    z.strictObject({ title: line(160), reason: text(500) }),
  ]),
  response: ParkedDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

export const unpark = contract({
  id: 'parked.remove',
  method: 'DELETE',
  path: '/projects/{projectId}/parked/{parkedId}',
  can: 'triage.update',
  summary: 'Take something back from after the launch',
  response: z.object({ removed: z.literal(true) }),
  errors: ['not-found'],
})
