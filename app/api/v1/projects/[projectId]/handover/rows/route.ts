import { addHandoverRow as contract } from '@/lib/contracts/handover'
import { implement } from '@/lib/http/implement'
import { addRow } from '@/lib/services/handover/own-rows'

export const POST = implement(contract, ({ context, params, body }) =>
  addRow(context, { ...body, projectId: params.projectId }),
)
