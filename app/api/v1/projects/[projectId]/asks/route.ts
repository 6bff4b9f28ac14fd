import { askTeammate as askContract, listAsks as listContract } from '@/lib/contracts/ask'
import { implement } from '@/lib/http/implement'
import { askTeammate, listAsks } from '@/lib/services/question/asks'

export const GET = implement(listContract, ({ context, params }) => listAsks(context, params.projectId))

export const PUT = implement(askContract, ({ context, params, body }) =>
  askTeammate(context, { projectId: params.projectId, ...body }),
)
