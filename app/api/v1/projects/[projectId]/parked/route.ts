import { park as contract } from '@/lib/contracts/sprint'
import { implement } from '@/lib/http/implement'
import { park } from '@/lib/services/parked/park'

export const POST = implement(contract, ({ context, params, body }) =>
  park(context, { ...body, projectId: params.projectId }),
)
