import { z } from 'zod'
import { contract } from './contract'
import { Id, Moment } from './primitives'

/** A question or a statement that somebody of the team was asked to answer. */
export const AskDto = z.object({
  /** Its place on the page where people prove things: a question id, or `confirm-` and an item id. */
  place: z.string(),
  userId: Id,
  by: z.string(),
  at: Moment,
})
export type AskDto = z.infer<typeof AskDto>

const Asks = z.object({ asks: z.array(AskDto) })

export const listAsks = contract({
  id: 'ask.list',
  method: 'GET',
  path: '/projects/{projectId}/asks',
  can: 'project.read',
  summary: 'Who was asked which question of a project',
  response: Asks,
  errors: ['not-found'],
})

/** One person per question: asking another one takes it from the first, null takes it back. */
export const askTeammate = contract({
  id: 'ask.set',
  method: 'PUT',
  path: '/projects/{projectId}/asks',
  can: 'project.update',
  summary: 'Ask a member to answer a question or to confirm a statement',
  body: z.strictObject({
    place: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,119}$/, 'This is not a question'),
    userId: Id.nullable(),
  }),
  response: Asks,
  errors: ['not-found', 'invalid'],
})

/** An open question somebody else wants this person to answer. */
export const MyAskDto = z.object({
  projectId: Id,
  projectName: z.string(),
  place: z.string(),
  title: z.string(),
  by: z.string(),
  at: Moment,
})
export type MyAskDto = z.infer<typeof MyAskDto>
