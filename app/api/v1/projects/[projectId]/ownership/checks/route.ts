import { checkOwnership as contract } from '@/lib/contracts/ownership'
import { implement } from '@/lib/http/implement'
import { checkOwnership } from '@/lib/services/ownership/check-ownership'

export const POST = implement(contract, ({ context, params, body, caller }) =>
  checkOwnership(context, params.projectId, { given: body, signal: caller.signal }),
)
