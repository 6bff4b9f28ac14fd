import { z } from 'zod'
import { MyAskDto } from './ask'
import { contract } from './contract'
import { Id, Moment } from './primitives'

/** One thing somebody did. Rows are added and never changed. */
export const ActivityDto = z.object({
  id: Id,
  at: Moment,
  /** The name of the person, or "Launch Ready". */
  actor: z.string(),
  actorId: Id.nullable(),
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.string() }).nullable(),
  /** The project it happened in; without id where the project is gone. Null: none. */
  project: z.object({ id: Id.nullable(), name: z.string() }).nullable(),
  /** Before and after, as they were written down. */
  change: z.json().nullable(),
  /** The part of the network it came from. */
  source: z.string().nullable(),
})
export type ActivityDto = z.infer<typeof ActivityDto>

const Filter = {
  /** An action or the beginning of one: `run` finds `run.started`. */
  action: z
    .string()
    .regex(/^[a-z][a-z.-]{0,40}$/, 'This is not an action')
    .optional(),
  actor: Id.optional(),
}

/** Newest first. `nextCursor` is null on the last page. */
export const listActivity = contract({
  id: 'activity.list',
  method: 'GET',
  path: '/workspaces/{workspaceId}/activity',
  can: 'activity.read',
  summary: 'Who did what in a workspace',
  query: z.strictObject({
    ...Filter,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(ActivityDto), nextCursor: z.string().nullable() }),
  errors: ['not-found', 'invalid'],
})

/** The newest 5,000 events as CSV, for a spreadsheet. */
export const exportActivity = contract({
  id: 'activity.export',
  method: 'GET',
  path: '/workspaces/{workspaceId}/activity/export',
  can: 'activity.read',
  summary: 'Activity of a workspace as CSV',
  query: z.strictObject(Filter),
  response: z.any(),
  errors: ['not-found', 'invalid'],
})

/**
 * Each event is sealed together with the one before it, half a minute later at most. `broken` is the number of the
 * first seal that does not fit: somebody changed or removed an event past this product.
 */
export const checkActivity = contract({
  id: 'activity.check',
  method: 'GET',
  path: '/workspaces/{workspaceId}/activity/check',
  can: 'activity.read',
  summary: 'Whether the activity is as it was written',
  response: z.object({
    sealed: z.number().int(),
    /** Events so new that they are not sealed yet. */
    waiting: z.number().int(),
    broken: z.number().int().nullable(),
    /** The newest seal, in hex. Who noted it can tell later that nothing before it was changed. */
    head: z.string().nullable(),
  }),
  errors: ['not-found'],
})

/** A finding somebody is asked to repair. */
export const MyItemDto = z.object({
  projectId: Id,
  projectName: z.string(),
  displayDomain: z.string(),
  checkId: z.string(),
  fingerprint: z.string(),
  title: z.string(),
  verdict: z.enum(['fail', 'warn']),
  isBlocker: z.boolean(),
  dueAt: Moment.nullable(),
})
export type MyItemDto = z.infer<typeof MyItemDto>

/** A row of a handover checklist that nobody ticked yet. */
export const MyRowDto = z.object({
  projectId: Id,
  projectName: z.string(),
  key: z.string(),
  text: z.string(),
  dueOn: z.iso.date().nullable(),
})
export type MyRowDto = z.infer<typeof MyRowDto>

export const listMyItems = contract({
  id: 'item.mine',
  method: 'GET',
  path: '/workspaces/{workspaceId}/my-items',
  can: 'project.read',
  summary: 'Open findings and handover rows the signed-in person owns, and questions asked of them, over all projects',
  response: z.object({ items: z.array(MyItemDto), asks: z.array(MyAskDto), rows: z.array(MyRowDto) }),
  errors: ['not-found'],
})
