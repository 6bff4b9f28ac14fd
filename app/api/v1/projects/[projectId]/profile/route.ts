import { putProfile as contract } from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { putProfile } from '@/lib/services/project/put-profile'

export const PUT = implement(contract, ({ context, params, body }) =>
  putProfile(context, params.projectId, body.profile),
)
