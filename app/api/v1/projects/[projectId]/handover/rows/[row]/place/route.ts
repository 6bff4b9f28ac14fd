import { moveHandoverRow as contract } from '@/lib/contracts/handover'
import { implement } from '@/lib/http/implement'
import { moveRow } from '@/lib/services/handover/own-rows'

export const POST = implement(contract, ({ context, params, body }) => moveRow(context, { ...body, ...params }))
