import { putSending as contract } from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { putSending } from '@/lib/services/project/put-sending'

export const PUT = implement(contract, ({ context, params, body }) =>
  putSending(context, params.projectId, body.sending),
)
