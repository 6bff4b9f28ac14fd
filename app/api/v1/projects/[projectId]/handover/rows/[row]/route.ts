import { changeHandoverRow, removeHandoverRow } from '@/lib/contracts/handover'
import { implement } from '@/lib/http/implement'
import { changeRow } from '@/lib/services/handover/change-row'
import { removeRow } from '@/lib/services/handover/own-rows'

export const PATCH = implement(changeHandoverRow, ({ context, params, body }) =>
  changeRow(context, { ...body, ...params }),
)

export const DELETE = implement(removeHandoverRow, ({ context, params }) => removeRow(context, params))
