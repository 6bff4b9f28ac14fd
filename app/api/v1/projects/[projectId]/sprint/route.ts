import { changeSprint as contract } from '@/lib/contracts/sprint'
import { implement } from '@/lib/http/implement'
import { changeSprint } from '@/lib/services/sprint/change-sprint'

export const POST = implement(contract, ({ context, params, body }) =>
  changeSprint(context, { projectId: params.projectId, wanted: body }),
)
