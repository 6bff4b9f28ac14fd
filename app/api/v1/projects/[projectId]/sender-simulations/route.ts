import { simulateSender as contract } from '@/lib/contracts/sender'
import { implement } from '@/lib/http/implement'
import { simulateSender } from '@/lib/services/sender/simulate-sender'

export const POST = implement(contract, ({ context, params, body, caller }) =>
  simulateSender(context, { projectId: params.projectId, ...body, signal: caller.signal }),
)
