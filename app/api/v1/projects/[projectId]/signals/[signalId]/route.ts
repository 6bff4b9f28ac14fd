import { answerSignal as answerContract, forgetSignalAnswer as forgetContract } from '@/lib/contracts/signal'
import { implement } from '@/lib/http/implement'
import { answerSignal, forgetSignalAnswer } from '@/lib/services/signal/answer-signal'

export const PUT = implement(answerContract, ({ context, params, body }) =>
  answerSignal(context, { ...params, answer: body.answer }),
)

export const DELETE = implement(forgetContract, ({ context, params }) => forgetSignalAnswer(context, params))
