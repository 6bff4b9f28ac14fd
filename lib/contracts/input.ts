import { z } from 'zod'
import { contract } from './contract'
import { Id, Moment, Slug } from './primitives'

/** What somebody answered to one question, as it is kept: masked, never the text that was pasted. */
export const InputDto = z.object({ question: Slug, value: z.json(), by: z.string(), at: Moment })
export type InputDto = z.infer<typeof InputDto>

export const listInputs = contract({
  id: 'input.list',
  method: 'GET',
  path: '/projects/{projectId}/inputs',
  can: 'project.read',
  summary: 'Answers people gave for the checks of a project',
  response: z.object({ inputs: z.array(InputDto) }),
  errors: ['not-found'],
})

const Answered = z.object({
  /** The answer as it is kept now; null when it was taken back. */
  input: InputDto.nullable(),
  /** The run of exactly those checks the answer touches; null when it touches none, or too many ran just now. */
  runId: Id.nullable(),
})

/** What may be sent depends on the question; a refusal names `value`. */
export const putInput = contract({
  id: 'input.put',
  method: 'PUT',
  path: '/projects/{projectId}/inputs/{question}',
  can: 'project.update',
  summary: 'Answer a question and check again what it touches',
  body: z.strictObject({ value: z.json() }),
  response: Answered,
  errors: ['invalid', 'not-found', 'limit', 'too-large'],
  // A pasted message of 1 MiB, escaped.
  maxBodyBytes: 3 * 1024 * 1024,
})

export const deleteInput = contract({
  id: 'input.delete',
  method: 'DELETE',
  path: '/projects/{projectId}/inputs/{question}',
  can: 'project.update',
  summary: 'Take an answer back',
  response: Answered,
  errors: ['not-found'],
})
