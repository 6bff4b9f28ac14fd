import { z } from 'zod'
import { contract } from './contract'
import { SignalAnswerDto } from './decisions'

/** "yes": the symptom is absent. An answer never hides what a check sees. */
export const answerSignal = contract({
  id: 'signal.answer',
  method: 'PUT',
  path: '/projects/{projectId}/signals/{signalId}',
  can: 'signal.answer',
  summary: 'Answer the question of a failure signal',
  body: z.strictObject({ answer: z.enum(['yes', 'no']) }),
  response: SignalAnswerDto,
  errors: ['invalid', 'not-found'],
})

export const forgetSignalAnswer = contract({
  id: 'signal.forget',
  method: 'DELETE',
  path: '/projects/{projectId}/signals/{signalId}',
  can: 'signal.answer',
  summary: 'Take the answer to a failure signal back',
  response: z.object({ removed: z.boolean() }),
  errors: ['not-found'],
})
